import { Button, CloseButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import type { Evidence } from './counts-panel.tsx';
import { CrossingTable } from './crossing-table.tsx';
import { belongs, countsFor } from './evidence-rows.ts';
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

  const fetched = crossings.data?.pages.flat() ?? [];
  const rows = fetched.filter((row) => belongs(row, evidence));
  const counted = rows.reduce((sum, row) => sum + countsFor(row, evidence), 0);
  const corrected = rows.filter((row) => row.corrections.length > 0).length;
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
              : t('crossings.all', { count: counted })}
            {corrected > 0 && ` ${t('corrected.count', { count: corrected })}`}
          </p>
        </div>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      {crossings.error !== null && <ProblemNotice error={crossings.error} onRetry={() => void crossings.refetch()} />}
      {crossings.isPending && <p aria-busy="true">{t('common.loading')}</p>}
      {crossings.isSuccess && (
        <CrossingTable cameraId={cameraId} rows={rows} fetched={fetched} shownTrack={shownTrack} onShow={onShow} />
      )}
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
