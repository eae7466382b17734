import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView, Gap } from '../../../domain/contracts/api.ts';
import type { CameraChangeView } from '../../../domain/contracts/changes.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { classColour } from '../../canvas/index.ts';
import { causeText, changeText, classLabel, useText } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, usePcu, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import { markedMinutes } from './chart-changes.ts';
import type { MarkedMinute } from './chart-changes.ts';
import { ChartMarks } from './chart-marks.tsx';
import { causesIn, coverageOf, minuteRows } from './chart-rows.ts';
import type { MinuteRow } from './chart-rows.ts';
import { pcuText } from './pcu-text.ts';
import { HourChart } from './hour-chart.tsx';
import classes from './chart-panel.module.css';

const HOUR_US = 3_600_000_000;
const MINUTE_US = 60_000_000;
const REFRESH_MS = 10_000;
/** More than these do not help anybody at one look; each minute names its own. */
const MOST_CAUSES = 4;

/** The last hour, minute by minute, with what was not watched shown as such. */
export function ChartPanel({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const { api } = useSite();
  const [asTable, setAsTable] = useState(false);
  const volumes = useQuery({
    queryKey: [...queryKeys.volumes(camera.id), 'hour'],
    queryFn: async ({ signal }) => {
      const to = siteNowMs() * 1000;
      const from = Math.floor((to - HOUR_US) / MINUTE_US) * MINUTE_US + MINUTE_US;
      const { bins } = await api.volumes(camera.id, from, Math.round(to), 60, signal);
      return minuteRows(bins, from, to);
    },
    refetchInterval: REFRESH_MS,
  });
  const gaps = useGaps(camera.id);
  const changes = useChanges(camera.id);
  const rows = volumes.data;
  const marks = markedMinutes(rows ?? [], changes);
  return (
    <Panel
      title={t('chart.title')}
      aside={
        <Button size="compact-xs" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      }
    >
      {volumes.error !== null && <ProblemNotice error={volumes.error} onRetry={() => void volumes.refetch()} />}
      {volumes.isPending && (
        <div className={classes['wait']} aria-busy="true">
          {t('common.loading')}
        </div>
      )}
      {rows !== undefined && (
        <>
          <Summary rows={rows} />
          {asTable ? (
            <MinuteTable rows={rows} marks={marks} />
          ) : (
            <>
              <ChartMarks marks={marks} minutes={rows.length} />
              <HourChart rows={rows} gaps={gaps} marks={marks} classNames={seenClasses(rows)} />
            </>
          )}
          <Legend rows={rows} marked={marks.length > 0} />
          <Causes rows={rows} gaps={gaps} />
        </>
      )}
    </Panel>
  );
}

/** Why the hour was not watched as a whole; without an answer the chart is shown all the same. */
function useGaps(cameraId: string): readonly Gap[] {
  const { api } = useSite();
  const gaps = useQuery({
    queryKey: queryKeys.gaps(cameraId),
    queryFn: ({ signal }) => {
      const to = Math.round(siteNowMs() * 1000);
      return api.gaps(cameraId, to - HOUR_US, to, signal);
    },
    refetchInterval: REFRESH_MS,
  });
  return gaps.data ?? [];
}

/** What changed about the camera in this hour; without an answer the chart is shown all the same. */
function useChanges(cameraId: string): readonly CameraChangeView[] {
  const { api } = useSite();
  const changes = useQuery({
    queryKey: queryKeys.changes(cameraId),
    queryFn: ({ signal }) => {
      const to = Math.round(siteNowMs() * 1000);
      return api.changes(cameraId, to - HOUR_US, to, signal);
    },
    refetchInterval: REFRESH_MS,
  });
  return changes.data ?? [];
}

function Causes({ rows, gaps }: { readonly rows: readonly MinuteRow[]; readonly gaps: readonly Gap[] }) {
  const { t } = useText();
  const { unwatched, partial } = coverageOf(rows);
  const first = rows[0];
  const last = rows.at(-1);
  if (unwatched + partial === 0 || first === undefined || last === undefined) return null;
  const causes = causesIn(gaps, first.startUtcUs, last.startUtcUs + MINUTE_US);
  if (causes.length === 0) return null;
  const named = causes.slice(0, MOST_CAUSES).map((cause) => causeText(t, cause));
  const more = causes.length - named.length;
  return (
    <p className={classes['causes']}>
      {t('gaps.title')}: {named.join(' · ')}
      {more > 0 && ` · ${t('gaps.more', { count: more })}`}
    </p>
  );
}

function seenClasses(rows: readonly MinuteRow[]): readonly string[] {
  const seen = new Set(rows.flatMap((row) => Object.keys(row.counts)));
  const known = ROAD_USER_CLASSES.filter((name) => seen.has(name));
  return [...known, ...[...seen].filter((name) => !known.some((one) => one === name))];
}

function Summary({ rows }: { readonly rows: readonly MinuteRow[] }) {
  const { t } = useText();
  const { vehicles, watched, partial, degraded, unwatched } = coverageOf(rows);
  const parts = [
    t('chart.summary', { count: vehicles, minutes: watched + partial + degraded, of: rows.length }),
    unwatched > 0 && t('chart.unwatched', { count: unwatched }),
    partial > 0 && t('chart.partial', { count: partial }),
    degraded > 0 && t('chart.degraded', { count: degraded }),
  ];
  return <p className={classes['summary']}>{parts.filter((part) => part !== false).join(' ')}</p>;
}

function Legend({ rows, marked }: { readonly rows: readonly MinuteRow[]; readonly marked: boolean }) {
  const { t } = useText();
  const { unwatched, partial, degraded } = coverageOf(rows);
  return (
    <ul className={classes['legend']}>
      {seenClasses(rows).map((name) => (
        <li key={name}>
          <i style={{ background: classColour(name) }} /> {classLabel(t, name)}
        </li>
      ))}
      {unwatched > 0 && (
        <li>
          <i className={classes['unwatched']} /> {t('minute.unwatched')}
        </li>
      )}
      {(partial > 0 || degraded > 0) && (
        <li>
          <i className={classes['doubtful']} /> {t('chart.doubtful')}
        </li>
      )}
      {marked && (
        <li>
          <i className={classes['changed']} /> {t('change.legend')}
        </li>
      )}
    </ul>
  );
}

interface MinuteTableProps {
  readonly rows: readonly MinuteRow[];
  readonly marks: readonly MarkedMinute[];
}

function MinuteTable({ rows, marks }: MinuteTableProps) {
  const text = useText();
  const { t, f } = text;
  const { siteTimeZone } = useSignedIn();
  const factors = usePcu().data?.factors;
  const changesOf = (row: MinuteRow): string => {
    const changes = marks.find(({ startUtcUs }) => startUtcUs === row.startUtcUs)?.changes ?? [];
    return changes.map((change) => changeText(text, change, siteTimeZone)).join('; ');
  };
  const columns = [
    { key: 'time', title: t('chart.minute'), cell: (row: MinuteRow) => f.minute(row.startUtcUs, siteTimeZone) },
    { key: 'state', title: t('chart.coverage'), cell: (row: MinuteRow) => t(`minute.${row.state}`) },
    ...seenClasses(rows).map((name) => ({
      key: name,
      title: classLabel(t, name),
      numeric: true,
      cell: (row: MinuteRow) => (row.total === null ? '–' : f.number(row.counts[name] ?? 0)),
    })),
    {
      key: 'total',
      title: t('counts.total'),
      numeric: true,
      cell: (row: MinuteRow) => (row.total === null ? '–' : f.number(row.total)),
    },
    ...(factors === undefined
      ? []
      : [
          {
            key: 'pcu',
            title: t('traffic.unit.pcu'),
            numeric: true,
            cell: (row: MinuteRow) => (row.total === null ? '–' : pcuText(f, factors, row.counts)),
          },
        ]),
    ...(marks.length === 0 ? [] : [{ key: 'changes', title: t('change.column'), cell: changesOf }]),
  ];
  return (
    <ScrollBox className={classes['scroll']} label={t('chart.title')}>
      <DataTable caption={t('chart.title')} columns={columns} rows={rows} rowKey={(row) => String(row.startUtcUs)} />
    </ScrollBox>
  );
}
