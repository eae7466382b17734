import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { Alarms } from './alarms.tsx';
import { CameraFlow } from './camera-flow.tsx';
import { Happenings } from './happenings.tsx';
import { Processes } from './processes.tsx';
import { Screens } from './screens.tsx';
import { Vitals } from './vitals.tsx';
import classes from './system-view.module.css';

const REFRESH_MS = 2000;

/** How the site itself is: its processes, models, streams and storage. */
export function SystemView() {
  const { t, f } = useText();
  const { api } = useSite();
  const { siteTimeZone } = useSignedIn();
  const system = useQuery({
    queryKey: queryKeys.system,
    queryFn: ({ signal }) => api.system(signal),
    refetchInterval: REFRESH_MS,
  });
  const { data } = system;
  return (
    <Page
      title={t('nav.system')}
      lead={
        data !== undefined &&
        t('system.since', { version: data.version, since: f.dateTime(data.startedUtcUs, siteTimeZone) })
      }
    >
      {system.error !== null && <ProblemNotice error={system.error} onRetry={() => void system.refetch()} />}
      {system.isPending && <Notice icon="system" title={t('common.loading')} />}
      {data !== undefined && (
        <div className={classes['stack']} data-old={system.error !== null}>
          <Alarms alarms={data.alarms} />
          <Vitals system={data} />
          <Processes processes={data.processes} />
          <CameraFlow cameras={data.cameras} />
          <Happenings />
          <Screens clients={data.clients} />
        </div>
      )}
    </Page>
  );
}
