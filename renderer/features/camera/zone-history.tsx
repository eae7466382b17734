import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { zoneColour } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import { ZoneChart } from './zone-chart.tsx';
import { timeInStates, zoneMinuteRows } from './zone-rows.ts';
import type { ZoneMinuteRow } from './zone-rows.ts';
import chart from './chart-panel.module.css';
import classes from './zones.module.css';

const HOUR_US = 3_600_000_000;
const MINUTE_US = 60_000_000;
const REFRESH_MS = 10_000;

/** The density of a zone over the last hour, minute by minute, with the states that it had. */
export function ZoneHistory({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const zones = camera.zones.filter(({ kind }) => kind === 'zone');
  const zone = zones.find(({ zoneId }) => zoneId === chosen) ?? zones[0];
  const history = useHistory(camera.id, zone?.zoneId ?? null);
  if (zone === undefined) return null;
  const rows = history.data?.rows;
  return (
    <Panel
      title={t('zoneHistory.title')}
      aside={
        <Button size="compact-xs" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      }
    >
      {zones.length > 1 && (
        <Select
          className={classes['choice']}
          size="xs"
          label={t('zoneHistory.choose')}
          allowDeselect={false}
          value={zone.zoneId}
          data={zones.map(({ zoneId, name }) => ({ value: zoneId, label: name }))}
          onChange={setChosen}
        />
      )}
      {history.error !== null && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {rows !== undefined && (
        <>
          {asTable ? <ZoneMinuteTable rows={rows} /> : <ZoneChart rows={rows} name={zone.name} />}
          <States rows={rows} changes={history.data?.changes ?? 0} />
        </>
      )}
    </Panel>
  );
}

function useHistory(cameraId: string, zoneId: string | null) {
  const { api } = useSite();
  return useQuery({
    queryKey: [...queryKeys.zoneHistory(cameraId), zoneId],
    enabled: zoneId !== null,
    queryFn: async ({ signal }) => {
      const to = Math.round(siteNowMs() * 1000);
      const from = Math.floor((to - HOUR_US) / MINUTE_US) * MINUTE_US + MINUTE_US;
      const { minutes, changes } = await api.zoneHistory(cameraId, zoneId ?? '', from, to, signal);
      return { rows: zoneMinuteRows(minutes, zoneId ?? '', from, to), changes: changes.length };
    },
    refetchInterval: REFRESH_MS,
  });
}

/** What the colours behind the line mean, with how long each state held. */
function States({ rows, changes }: { readonly rows: readonly ZoneMinuteRow[]; readonly changes: number }) {
  const { t, f } = useText();
  return (
    <ul className={chart['legend']}>
      {timeInStates(rows).map(({ state, us }) => (
        <li key={state}>
          <i style={{ background: zoneColour(state) }} />
          {t('zoneHistory.inState', { state: t(`zone.state.${state}`), span: f.span(us / 1000) })}
        </li>
      ))}
      <li>{t('zoneHistory.changes', { count: changes })}</li>
    </ul>
  );
}

function ZoneMinuteTable({ rows }: { readonly rows: readonly ZoneMinuteRow[] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const share = (value: number | null) => (value === null ? '–' : f.percent(value));
  const columns = [
    {
      key: 'time',
      title: t('zoneHistory.minute'),
      cell: (row: ZoneMinuteRow) => f.minute(row.startUtcUs, siteTimeZone),
    },
    {
      key: 'watched',
      title: t('zoneHistory.watched'),
      cell: (row: ZoneMinuteRow) =>
        row.watchedUs === 0 ? t('zoneHistory.unwatched') : f.percent(Math.min(1, row.watchedUs / MINUTE_US)),
    },
    { key: 'mean', title: t('zoneHistory.mean'), numeric: true, cell: (row: ZoneMinuteRow) => share(row.mean) },
    { key: 'max', title: t('zoneHistory.max'), numeric: true, cell: (row: ZoneMinuteRow) => share(row.max) },
    {
      key: 'states',
      title: t('zoneHistory.states'),
      cell: (row: ZoneMinuteRow) =>
        timeInStates([row])
          .map(({ state, us }) =>
            t('zoneHistory.share', { state: t(`zone.state.${state}`), share: f.percent(us / row.watchedUs) }),
          )
          .join(', '),
    },
  ];
  return (
    <ScrollBox className={chart['scroll']} label={t('zoneHistory.title')}>
      <DataTable
        caption={t('zoneHistory.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.startUtcUs)}
      />
    </ScrollBox>
  );
}
