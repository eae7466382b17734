import { Button, CloseButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import { classLabel, crossingSpeedText, useText } from '../../i18n/index.ts';
import { queryKeys, useSettings, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import type { Evidence } from './counts-panel.tsx';
import classes from './crossings-drawer.module.css';

interface CrossingsDrawerProps {
  readonly cameraId: string;
  readonly evidence: Evidence;
  readonly shownTrack: string | null;
  readonly onShow: (row: CrossingRow) => void;
  readonly onClose: () => void;
}

const PAGE = 500;
/** Pages fetched without being asked; beyond that the person decides. */
const PAGES_AT_ONCE = 6;

/** The crossings behind one number; each leads to the path of its vehicle. */
export function CrossingsDrawer({ cameraId, evidence, shownTrack, onShow, onClose }: CrossingsDrawerProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const crossings = useEvidence(cameraId, evidence);
  useEffect(() => heading.current?.focus(), [evidence]);

  const rows = (crossings.data?.pages.flat() ?? []).filter((row) => belongs(row, evidence));
  const what = evidence.className === null ? t('counts.total') : classLabel(t, evidence.className);
  return (
    <aside
      className={classes['drawer']}
      aria-labelledby="crossings-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <div>
          <h2 id="crossings-title" tabIndex={-1} ref={heading} className={classes['title']}>
            {evidence.lineName} · {evidence.directionName} · {what}
          </h2>
          <p className={classes['lead']}>
            {/* Crossings may have been added since the number was fetched: once all are here, they are the number. */}
            {crossings.hasNextPage
              ? t('crossings.lead', { shown: rows.length, count: evidence.count })
              : t('crossings.all', { count: rows.length })}
          </p>
        </div>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      {crossings.error !== null && <ProblemNotice error={crossings.error} onRetry={() => void crossings.refetch()} />}
      {crossings.isPending && <p aria-busy="true">{t('common.loading')}</p>}
      {crossings.isSuccess && <CrossingTable rows={rows} shownTrack={shownTrack} onShow={onShow} />}
      {crossings.hasNextPage && !crossings.isFetching && (
        <Button size="xs" variant="default" onClick={() => void crossings.fetchNextPage()}>
          {t('crossings.more')}
        </Button>
      )}
    </aside>
  );
}

function useEvidence(cameraId: string, { lineId, from, to }: Evidence) {
  const { api } = useSite();
  const query = useInfiniteQuery({
    queryKey: [...queryKeys.crossings(cameraId, lineId, from), to],
    queryFn: ({ pageParam, signal }) =>
      api.crossings({ cameraId, lineId, from, to, cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.cursor),
    staleTime: 60_000,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && pages < PAGES_AT_ONCE) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, pages]);
  return query;
}

function belongs(row: CrossingRow, evidence: Evidence): boolean {
  const ofClass = evidence.className === null || row.class === evidence.className;
  return ofClass && row.direction === evidence.direction && row.mode === 'live';
}

interface CrossingTableProps {
  readonly rows: readonly CrossingRow[];
  readonly shownTrack: string | null;
  readonly onShow: (row: CrossingRow) => void;
}

function CrossingTable({ rows, shownTrack, onShow }: CrossingTableProps) {
  const text = useText();
  const { t, f } = text;
  const { siteTimeZone } = useSignedIn();
  const unit = useSettings((state) => state.speedUnit);
  const columns: readonly Column<CrossingRow>[] = [
    { key: 'time', title: t('crossings.time'), cell: (row) => f.dateTime(row.utcUs, siteTimeZone) },
    {
      key: 'class',
      title: t('crossings.class'),
      cell: (row) => (
        <>
          {classLabel(t, row.class)}
          {!row.final && <small>{t('crossings.soFar')}</small>}
        </>
      ),
    },
    { key: 'speed', title: t('speed.title'), cell: (row) => crossingSpeedText(text, unit, row.speed) },
    {
      key: 'track',
      title: t('crossings.vehicle'),
      numeric: true,
      cell: (row) => (
        <Button
          size="compact-xs"
          variant={shownTrack === trackKey(row) ? 'filled' : 'default'}
          aria-pressed={shownTrack === trackKey(row)}
          aria-label={t('crossings.path', { number: String(row.track) })}
          onClick={() => onShow(row)}
        >
          {t('crossings.number', { number: String(row.track) })}
        </Button>
      ),
    },
  ];
  return (
    <ScrollBox className={classes['rows']} label={t('crossings.caption')}>
      <DataTable
        caption={t('crossings.caption')}
        columns={columns}
        rows={[...rows].sort((a, b) => b.utcUs - a.utcUs)}
        rowKey={(row) => `${trackKey(row)} ${row.lineVersionId} ${row.ordinal}`}
      />
    </ScrollBox>
  );
}

export function trackKey(row: Pick<CrossingRow, 'sessionId' | 'track'>): string {
  return `${row.sessionId} ${row.track}`;
}
