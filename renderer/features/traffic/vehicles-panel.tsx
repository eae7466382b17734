import { Button, CloseButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementTrack } from '../../../domain/contracts/traffic-api.ts';
import type { Interval } from '../../api/index.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import type { Evidence } from './number-cell.tsx';
import { PathFigure } from './path-figure.tsx';
import classes from './traffic-view.module.css';

interface VehiclesPanelProps {
  readonly camera: CameraView;
  readonly interval: Interval;
  readonly evidence: Evidence;
  readonly onClose: () => void;
}

const PAGE = 200;

/** The vehicles behind one number, newest first; each leads to its path. */
export function VehiclesPanel({ camera, interval, evidence, onClose }: VehiclesPanelProps) {
  const { t } = useText();
  const heading = useRef<HTMLParagraphElement>(null);
  const [shown, setShown] = useState<MovementTrack | null>(null);
  const tracks = useTracks(camera.id, interval, evidence);
  useEffect(() => heading.current?.focus(), [evidence]);
  const rows = tracks.data?.pages.flat() ?? [];
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <Panel
        title={t('traffic.vehicles', { name: evidence.name })}
        aside={<CloseButton aria-label={t('common.close')} onClick={onClose} />}
      >
        <p ref={heading} tabIndex={-1} className={classes['note']}>
          {t('traffic.vehicles.lead', { count: evidence.count })}
          {evidence.className !== null && ` · ${classLabel(t, evidence.className)}`}
        </p>
        {tracks.error !== null && <ProblemNotice error={tracks.error} onRetry={() => void tracks.refetch()} />}
        {shown !== null && <PathFigure camera={camera} track={shown} />}
        {rows.length > 0 && <TrackTable {...{ rows, shown, evidence }} onShow={setShown} />}
        {tracks.hasNextPage && (
          <Button size="xs" variant="default" loading={tracks.isFetching} onClick={() => void tracks.fetchNextPage()}>
            {t('crossings.more')}
          </Button>
        )}
      </Panel>
    </div>
  );
}

function useTracks(cameraId: string, interval: Interval, { movementId, className }: Evidence) {
  const { api } = useSite();
  return useInfiniteQuery({
    queryKey: [...queryKeys.traffic(cameraId, 'tracks', interval.from, interval.to), movementId, className],
    queryFn: ({ pageParam, signal }) => {
      const which = { movementId: movementId ?? undefined, class: className ?? undefined };
      return api.movementTracks(cameraId, { ...interval, ...which, before: pageParam, limit: PAGE }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.cursor),
  });
}

interface TrackTableProps {
  readonly rows: readonly MovementTrack[];
  readonly shown: MovementTrack | null;
  readonly evidence: Evidence;
  readonly onShow: (track: MovementTrack) => void;
}

function TrackTable({ rows, shown, evidence, onShow }: TrackTableProps) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const isShown = (row: MovementTrack) => row.sessionId === shown?.sessionId && row.track === shown.track;
  const number = (row: MovementTrack) => String(row.track);
  const took = ({ entryMediaUs, exitMediaUs }: MovementTrack) =>
    entryMediaUs === null || exitMediaUs === null ? '–' : `${f.number((exitMediaUs - entryMediaUs) / 1e6, 1)} s`;
  const columns: readonly Column<MovementTrack>[] = [
    { key: 'time', title: t('traffic.vehicles.time'), cell: (row) => f.dateTime(row.utcUs, siteTimeZone) },
    { key: 'class', title: t('crossings.class'), cell: (row) => classLabel(t, row.class) },
    evidence.movementId === null
      ? {
          key: 'why',
          title: t('traffic.vehicles.why'),
          cell: (row) => (row.reason === null ? '' : t(`traffic.reason.${row.reason}`)),
        }
      : { key: 'took', title: t('traffic.vehicles.took'), numeric: true, cell: took },
    {
      key: 'track',
      title: t('crossings.vehicle'),
      numeric: true,
      cell: (row) => (
        <Button
          size="compact-xs"
          variant={isShown(row) ? 'filled' : 'default'}
          aria-pressed={isShown(row)}
          aria-label={t('traffic.vehicles.path', { number: number(row) })}
          onClick={() => onShow(row)}
        >
          {t('traffic.vehicles.number', { number: number(row) })}
        </Button>
      ),
    },
  ];
  return (
    <ScrollBox className={classes['rows']} label={t('traffic.vehicles', { name: evidence.name })}>
      <DataTable
        caption={t('traffic.vehicles', { name: evidence.name })}
        columns={columns}
        rows={rows}
        rowKey={({ cursor }) => cursor}
      />
    </ScrollBox>
  );
}
