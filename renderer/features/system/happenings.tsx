import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SiteEvent } from '../../../domain/contracts/api.ts';
import { eventText, useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Notice, Panel, ProblemNotice } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';

const PAGE = 25;
const REFRESH_MS = 5000;

/** What happened to processes and cameras, newest first: the first place to look after a night with gaps. */
export function Happenings() {
  const { t, f } = useText();
  const { api } = useSite();
  const { siteTimeZone } = useSignedIn();
  const [before, setBefore] = useState<string | null>(null);
  const events = useQuery({
    queryKey: queryKeys.events(before),
    queryFn: ({ signal }) => api.events(before, PAGE, signal),
    refetchInterval: before === null ? REFRESH_MS : false,
  });
  const rows = events.data ?? [];
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  const columns: readonly Column<SiteEvent>[] = [
    { key: 'when', title: t('events.when'), cell: (row) => f.dateTime(row.utcUs, siteTimeZone) },
    { key: 'who', title: t('events.who'), cell: (row) => row.subject },
    { key: 'what', title: t('events.what'), cell: (row) => eventText(t, row).what },
    {
      key: 'why',
      title: t('events.why'),
      cell: (row) => {
        const { why, detail } = eventText(t, row);
        return (
          <>
            {why === '' && detail === '' ? '–' : why}
            {detail !== '' && <small>{detail}</small>}
          </>
        );
      },
    },
  ];
  return (
    <Panel
      title={t('events.title')}
      flush
      aside={
        <Button.Group>
          <Button size="compact-xs" variant="default" disabled={before === null} onClick={() => setBefore(null)}>
            {t('events.newest')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={last === undefined}
            onClick={() => setBefore(last?.cursor ?? null)}
          >
            {t('events.older')}
          </Button>
        </Button.Group>
      }
    >
      {events.error !== null && <ProblemNotice error={events.error} onRetry={() => void events.refetch()} />}
      {events.data !== undefined && rows.length === 0 && <Notice icon="check" title={t('events.none')} compact />}
      {rows.length > 0 && (
        <DataTable
          caption={t('events.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.cursor}
          minWidth={760}
        />
      )}
    </Panel>
  );
}
