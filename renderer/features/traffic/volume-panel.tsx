import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { PcuView } from '../../../domain/contracts/traffic-api.ts';
import type { Interval } from '../../api/index.ts';
import { directionName, useText } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import { SupportNote } from './support-note.tsx';
import { volumeRows } from './volume-rows.ts';
import type { LineWay, VolumeRow } from './volume-rows.ts';
import classes from './traffic-view.module.css';

interface VolumePanelProps {
  readonly camera: CameraView;
  readonly interval: Interval;
  readonly factors: PcuView['factors'];
}

const BINS = ['60', '300', '900', '3600'] as const;
type Bin = (typeof BINS)[number];
const REFRESH_MS = 10_000;

/** What passed a line in each bin of time, at which rate, and how much of the bin was watched. */
export function VolumePanel({ camera, interval, factors }: VolumePanelProps) {
  const { t } = useText();
  const { api } = useSite();
  const [bin, setBin] = useState<Bin>('900');
  const [wanted, setWanted] = useState('');
  const ways = waysOf(t, camera);
  const way = ways.find(({ key }) => key === wanted) ?? ways[0];
  const volumes = useQuery({
    queryKey: [...queryKeys.traffic(camera.id, 'volumes', interval.from, interval.to), bin],
    queryFn: ({ signal }) => api.trafficVolumes(camera.id, interval, Number(bin), signal),
    refetchInterval: REFRESH_MS,
    placeholderData: (before) => before,
    enabled: way !== undefined,
  });
  if (way === undefined) return <Panel title={t('traffic.volumes')}>{t('traffic.volumes.none')}</Panel>;
  return (
    <Panel
      title={t('traffic.volumes')}
      flush
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('traffic.volumes.bin')}
          value={bin}
          onChange={(value) => setBin(BINS.find((one) => one === value) ?? '900')}
          data={BINS.map((value) => ({ value, label: t(`traffic.volumes.bin.${value}`) }))}
        />
      }
    >
      <div className={classes['note']}>
        <NativeSelect
          size="xs"
          label={t('traffic.volumes.way')}
          value={way.key}
          data={ways.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      {volumes.error !== null && <ProblemNotice error={volumes.error} onRetry={() => void volumes.refetch()} />}
      {volumes.data !== undefined && (
        <>
          <VolumeTable rows={volumeRows(volumes.data.bins, way, factors)} />
          <p className={classes['note']}>{t('traffic.volumes.note')}</p>
          <SupportNote support={volumes.data.classes} />
        </>
      )}
    </Panel>
  );
}

function waysOf(t: Translate, { lines }: CameraView): (LineWay & { readonly key: string; readonly name: string })[] {
  return lines.flatMap(({ lineId, name, inName, outName }) =>
    (['in', 'out'] as const).map((direction) => ({
      ...{ lineId, direction, key: `${lineId} ${direction}` },
      name: `${name}: ${directionName(t, direction, direction === 'in' ? inName : outName)}`,
    })),
  );
}

function VolumeTable({ rows }: { readonly rows: readonly VolumeRow[] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const number = (value: number | null, digits: number) => (value === null ? '–' : f.number(value, digits));
  const star = ({ unconverted }: VolumeRow) => (unconverted > 0 ? ' *' : '');
  const numeric = true;
  const columns: readonly Column<VolumeRow>[] = [
    {
      key: 'begins',
      title: t('traffic.volumes.begins'),
      cell: ({ startUtcUs, closed }) =>
        `${f.dateTime(startUtcUs, siteTimeZone)}${closed ? '' : ` · ${t('traffic.volumes.open')}`}`,
    },
    { key: 'vehicles', title: t('traffic.unit.vehicles'), numeric, cell: (row) => number(row.vehicles, 0) },
    { key: 'pcu', title: t('traffic.unit.pcu'), numeric, cell: (row) => number(row.pcu, 1) + star(row) },
    { key: 'rate', title: t('traffic.volumes.rate'), numeric, cell: (row) => number(row.vehiclesPerHour, 0) },
    {
      key: 'pcuRate',
      title: t('traffic.volumes.pcuRate'),
      numeric,
      cell: (row) => number(row.pcuPerHour, 0) + star(row),
    },
    { key: 'watched', title: t('traffic.watched'), numeric, cell: ({ watchedShare }) => f.percent(watchedShare) },
    { key: 'dropped', title: t('traffic.volumes.dropped'), numeric, cell: (row) => number(row.droppedFrames, 0) },
  ];
  return (
    <ScrollBox className={classes['rows']} label={t('traffic.volumes')}>
      <DataTable
        caption={t('traffic.volumes')}
        columns={columns}
        rows={rows}
        rowKey={({ startUtcUs }) => String(startUtcUs)}
        minWidth={560}
      />
    </ScrollBox>
  );
}
