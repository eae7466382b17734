import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProcessStatus } from '../../../domain/contracts/messages.ts';
import { busyText, processReasonText, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { mayDo, queryKeys, useNowMs, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice, StateWord } from '../../ui/index.ts';
import type { Column, IconName, Tone } from '../../ui/index.ts';

const LOOK: Readonly<Record<ProcessStatus['state'], { readonly tone: Tone; readonly icon: IconName }>> = {
  starting: { tone: 'info', icon: 'connecting' },
  ready: { tone: 'normal', icon: 'check' },
  stopping: { tone: 'off', icon: 'stopped' },
  exited: { tone: 'off', icon: 'stopped' },
  crashed: { tone: 'jam', icon: 'cross' },
  failed: { tone: 'jam', icon: 'warning' },
};

type StartAgain = ((name: string) => void) | null;

/** Every process of the site: whether it works, since when, what it uses and how often it had to be started again. */
export function Processes({ processes }: { readonly processes: readonly ProcessStatus[] }) {
  const text = useText();
  const now = useNowMs();
  const { api } = useSite();
  const { role } = useSignedIn();
  const queries = useQueryClient();
  const startAgain = useMutation({
    mutationFn: (name: string) => api.startProcess(name),
    onSettled: () => void queries.invalidateQueries({ queryKey: queryKeys.system }),
  });
  const start = mayDo(role, 'processes') ? startAgain.mutate : null;
  return (
    <Panel title={text.t('system.processes')} flush>
      {startAgain.error !== null && <ProblemNotice error={startAgain.error} />}
      <DataTable
        caption={text.t('system.processes')}
        columns={columns(text, now, start)}
        rows={processes}
        rowKey={(row) => row.name}
        minWidth={860}
      />
    </Panel>
  );
}

function columns({ t, f }: Text, nowMs: number, start: StartAgain): readonly Column<ProcessStatus>[] {
  return [
    { key: 'name', title: t('process.name'), cell: (row) => row.name },
    {
      key: 'state',
      title: t('process.state'),
      cell: (row) => (
        <>
          <StateWord {...LOOK[row.state]}>{t(`process.${row.state}`)}</StateWord>
          {row.state === 'failed' && start !== null && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('process.startAgain.named', { name: row.name })}
              onClick={() => start(row.name)}
            >
              {t('process.startAgain')}
            </Button>
          )}
          {row.busyWith !== null && row.busyWith !== row.state && <small>{busyText(t, row.busyWith)}</small>}
        </>
      ),
    },
    {
      key: 'since',
      title: t('process.since'),
      numeric: true,
      cell: (row) => f.age(Math.max(0, nowMs - row.sinceUtcUs / 1000)),
    },
    { key: 'pid', title: t('process.pid'), numeric: true, cell: (row) => (row.pid === null ? '–' : String(row.pid)) },
    { key: 'restarts', title: t('process.restarts'), numeric: true, cell: (row) => f.number(row.restarts) },
    { key: 'memory', title: t('process.memory'), numeric: true, cell: (row) => f.bytes(row.rssBytes) },
    { key: 'cpu', title: t('process.cpu'), numeric: true, cell: (row) => `${f.number(row.cpuPercent)} %` },
    {
      key: 'reason',
      title: t('process.reason'),
      cell: (row) => (row.reason === '' ? '–' : processReasonText(t, row.reason)),
    },
  ];
}
