import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { ApproachesView } from '../../../domain/contracts/approach-api.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, useSite } from '../../state/index.ts';
import { Panel, ProblemNotice } from '../../ui/index.ts';
import { ApproachChart } from './approach-chart.tsx';
import { ApproachTable } from './approach-table.tsx';
import { JourneyTables } from './journey-tables.tsx';
import { LineSpeeds } from './line-speeds.tsx';
import classes from './queue-section.module.css';

const REFRESH_MS = 10_000;
const MINUTE_US = 60_000_000;
/** The Highway Capacity Manual judges quarters of an hour. */
const MINUTES = 15;

/** What a camera says of queues, delays and levels of service, speeds and gaps over the last quarter of an hour. */
export function QueueSection({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const answer = useApproaches(camera);
  const drawn = camera.zones.some(({ approach }) => approach !== null && approach !== undefined);
  return (
    <Panel title={t('queue.title')}>
      {answer.error !== null && <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />}
      {!drawn && <p className={classes['text']}>{t('queue.none')}</p>}
      {drawn && answer.isPending && (
        <p className={classes['text']} aria-busy="true">
          {t('common.loading')}
        </p>
      )}
      {drawn && answer.data !== undefined && <Approaches view={answer.data} />}
      <LineSpeeds camera={camera} />
      <JourneyTables camera={camera} />
    </Panel>
  );
}

function useApproaches({ id, revision }: CameraView) {
  const { api } = useSite();
  return useQuery({
    queryKey: [...queryKeys.approaches(id), revision],
    queryFn: ({ signal }) => {
      // The minute that is running is told when it is over.
      const to = Math.floor((siteNowMs() * 1000) / MINUTE_US) * MINUTE_US;
      return api.approaches(id, to - MINUTES * MINUTE_US, to, 60, signal);
    },
    refetchInterval: REFRESH_MS,
  });
}

function Approaches({ view }: { readonly view: ApproachesView }) {
  const [picked, setPicked] = useState<string | null>(null);
  const shown = view.approaches.find(({ zoneId }) => zoneId === picked) ?? view.approaches[0];
  return (
    <>
      <ApproachTable view={view} shownId={shown?.zoneId ?? null} onPick={setPicked} minutes={MINUTES} />
      {shown !== undefined && <ApproachChart approach={shown} />}
    </>
  );
}
