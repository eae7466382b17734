import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PeakHours } from '../../../domain/contracts/traffic-api.ts';
import type { Interval } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import type { Unit } from './od-rows.ts';
import classes from './traffic-view.module.css';

interface PeakPanelProps {
  readonly cameraId: string;
  readonly interval: Interval;
  readonly unit: Unit;
}

type Row = PeakHours['rows'][number];
const HOUR_US = 3_600_000_000;

/** The peak hour and its factor, of hours that were watched as a whole; a higher one with gaps is told apart. */
export function PeakPanel({ cameraId, interval, unit }: PeakPanelProps) {
  const { t } = useText();
  const { api } = useSite();
  const [step, setStep] = useState('900');
  const long = interval.to - interval.from >= HOUR_US;
  const peaks = useQuery({
    queryKey: [...queryKeys.traffic(cameraId, 'peaks', interval.from, interval.to), step],
    queryFn: ({ signal }) => api.peakHours(cameraId, interval, Number(step), signal),
    enabled: long,
  });
  return (
    <Panel
      title={t('traffic.peaks')}
      flush
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('traffic.peaks.step')}
          value={step}
          onChange={setStep}
          data={(['900', '300'] as const).map((value) => ({ value, label: t(`traffic.peaks.step.${value}`) }))}
        />
      }
    >
      {!long && <p className={classes['note']}>{t('traffic.peaks.short')}</p>}
      {peaks.error !== null && <ProblemNotice error={peaks.error} onRetry={() => void peaks.refetch()} />}
      {long && peaks.data !== undefined && <PeakTable rows={peaks.data.rows} unit={unit} />}
    </Panel>
  );
}

function PeakTable({ rows, unit }: { readonly rows: readonly Row[]; readonly unit: Unit }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const volume = (value: number | undefined) => (value === undefined ? '–' : f.number(value, unit === 'pcu' ? 1 : 0));
  const columns: readonly Column<Row>[] = [
    { key: 'of', title: t('traffic.peaks.of'), cell: (row) => (row.id === null ? t('traffic.peaks.all') : row.name) },
    {
      key: 'hour',
      title: t('traffic.peaks.hour'),
      cell: ({ [unit]: { peak } }) =>
        peak === null ? t('traffic.peaks.none') : f.dateTime(peak.startUtcUs, siteTimeZone),
    },
    {
      ...{ key: 'volume', title: t('traffic.peaks.volume'), numeric: true },
      cell: ({ [unit]: { peak } }) => volume(peak?.volume),
    },
    {
      ...{ key: 'rate', title: t('traffic.peaks.rate'), numeric: true },
      cell: ({ [unit]: { peak } }) => volume(peak?.peakRate),
    },
    {
      ...{ key: 'factor', title: t('traffic.peaks.factor'), numeric: true },
      cell: ({ [unit]: { peak } }) => (peak === null || peak.factor === null ? '–' : f.number(peak.factor, 2)),
    },
    {
      ...{ key: 'watched', title: t('traffic.watched'), numeric: true },
      cell: ({ [unit]: { peak } }) => (peak === null ? '–' : f.percent(peak.watchedShare)),
    },
    {
      key: 'doubt',
      title: t('traffic.peaks.doubt'),
      cell: ({ [unit]: { doubtful } }) =>
        doubtful === null
          ? ''
          : t('traffic.peaks.higher', {
              from: f.dateTime(doubtful.startUtcUs, siteTimeZone),
              volume: volume(doubtful.volume),
              share: f.percent(doubtful.watchedShare),
            }),
    },
  ];
  return (
    <DataTable
      caption={t('traffic.peaks')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.id} ${row.direction}`}
      minWidth={640}
    />
  );
}
