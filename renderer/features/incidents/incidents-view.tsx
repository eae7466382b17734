import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { IncidentRow } from '../../../domain/contracts/incidents.ts';
import type { IncidentAction } from '../../../domain/events/stages.ts';
import type { IncidentQuery } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { mayDo, queryKeys, useCameras, useSignedIn, useSite } from '../../state/index.ts';
import { Notice, Page, Panel, ProblemNotice } from '../../ui/index.ts';
import { IncidentDetailPanel } from './incident-detail.tsx';
import { IncidentFilters } from './incident-filters.tsx';
import { IncidentList } from './incident-list.tsx';
import { useIncidentKeys } from './use-incident-keys.ts';
import classes from './incidents.module.css';

interface IncidentsViewProps {
  readonly incidentId: string | null;
  readonly onOpen: (incidentId: string) => void;
  readonly onOpenCamera: (cameraId: string) => void;
}

const PAGE = 50;

/** What happened on the road and has to be seen to: the list, and one of it with its evidence. */
export function IncidentsView({ incidentId, onOpen, onOpenCamera }: IncidentsViewProps) {
  const { t } = useText();
  const { api } = useSite();
  const { role } = useSignedIn();
  const [filter, setFilter] = useState<IncidentQuery>({ state: 'active' });
  const [words, setWords] = useState('');
  const wordsRef = useRef<HTMLTextAreaElement>(null);
  const cameras = useCameras().data;
  const names = useMemo(() => new Map((cameras ?? []).map(({ id, name }) => [id, name])), [cameras]);
  const list = useQuery({
    queryKey: queryKeys.incidents(filter),
    queryFn: ({ signal }) => api.incidents({ ...filter, limit: PAGE }, signal),
  });
  const one = useQuery({
    queryKey: queryKeys.incident(incidentId ?? ''),
    queryFn: ({ signal }) => api.incident(incidentId ?? '', signal),
    enabled: incidentId !== null,
  });
  const deed = useDeed(incidentId, words, () => setWords(''));
  const rows = list.data ?? [];
  const act = (action: IncidentAction) => {
    if (incidentId !== null && mayDo(role, 'incidents')) deed.mutate(action);
  };
  useIncidentKeys({
    onMove: (by) => move(rows, incidentId, by, onOpen),
    onAction: act,
    onWords: () => wordsRef.current?.focus(),
  });
  return (
    <Page title={t('incidents.title')} lead={t('incidents.lead')}>
      <IncidentFilters filter={filter} onChange={setFilter} />
      <div className={classes['columns']}>
        <Panel
          title={t(`incidents.state.${filter.state ?? 'active'}`)}
          flush
          aside={<Pages filter={filter} rows={rows} onChange={setFilter} />}
        >
          {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && <p aria-busy="true">{t('common.loading')}</p>}
          {list.isSuccess && rows.length === 0 && (
            <Notice
              icon="check"
              title={t(filter.state === 'active' ? 'incidents.none.active' : 'incidents.none')}
              compact
            >
              {t('incidents.none.hint')}
            </Notice>
          )}
          {rows.length > 0 && <IncidentList rows={rows} names={names} shownId={incidentId} onOpen={onOpen} />}
        </Panel>
        {one.error !== null && <ProblemNotice error={one.error} />}
        {incidentId !== null && one.data !== undefined && (
          <IncidentDetailPanel
            {...{ names, words, wordsRef, onOpen, onOpenCamera, incident: one.data, problem: deed.error }}
            onWords={setWords}
            onAction={act}
          />
        )}
      </div>
    </Page>
  );
}

function useDeed(incidentId: string | null, words: string, onDone: () => void) {
  const { api } = useSite();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (action: IncidentAction) => api.actOnIncident(incidentId ?? '', { action, words }),
    onSuccess: () => {
      onDone();
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}

/** The next or the one before of the list; the first where none is open. */
function move(rows: readonly IncidentRow[], shownId: string | null, by: number, onOpen: (id: string) => void): void {
  const at = rows.findIndex((row) => row.incidentId === shownId);
  const next = at < 0 ? rows[0] : rows[at + by];
  if (next !== undefined) onOpen(next.incidentId);
}

interface PagesProps {
  readonly filter: IncidentQuery;
  readonly rows: readonly IncidentRow[];
  readonly onChange: (filter: IncidentQuery) => void;
}

function Pages({ filter, rows, onChange }: PagesProps) {
  const { t } = useText();
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return (
    <Button.Group>
      <Button
        size="compact-xs"
        variant="default"
        disabled={filter.before === undefined}
        onClick={() => onChange({ ...filter, before: undefined })}
      >
        {t('incidents.newest')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        disabled={last === undefined}
        onClick={() => onChange({ ...filter, before: last?.place })}
      >
        {t('incidents.older')}
      </Button>
    </Button.Group>
  );
}
