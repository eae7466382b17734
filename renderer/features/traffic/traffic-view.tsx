import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { siteNowMs, siteTimeText, useCameras, useNowMs, usePcu, useSignedIn } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { CameraTraffic } from './camera-traffic.tsx';
import { IntervalChoice } from './interval-choice.tsx';
import type { Unit } from './od-rows.ts';
import { intervalOf } from './periods.ts';
import type { PeriodChoice } from './periods.ts';
import classes from './traffic-view.module.css';

/** Turning movements, origins and destinations and peak hours of a camera over any interval. */
export function TrafficView() {
  const { t } = useText();
  const cameras = useCameras();
  const [wanted, setWanted] = useState<string | null>(null);
  const all = [...(cameras.data ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const camera = all.find(({ id }) => id === wanted) ?? all.find(({ movements }) => movements.length > 0) ?? all[0];
  return (
    <Page title={t('nav.traffic')} lead={t('traffic.lead')}>
      {cameras.error !== null && <ProblemNotice error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {cameras.data?.length === 0 && <Notice icon="camera" title={t('traffic.noCameras')} />}
      {camera !== undefined && <Chosen cameras={all} camera={camera} onCamera={setWanted} />}
    </Page>
  );
}

interface ChosenProps {
  readonly cameras: readonly CameraView[];
  readonly camera: CameraView;
  readonly onCamera: (cameraId: string) => void;
}

const HOUR_US = 3_600_000_000;
/** The end of an interval that goes up to now moves on with the minutes. */
const MINUTE_MS = 60_000;

function Chosen({ cameras, camera, onCamera }: ChosenProps) {
  const { t } = useText();
  const { siteTimeZone } = useSignedIn();
  const [unit, setUnit] = useState<Unit>('vehicles');
  const [choice, setChoice] = useState<PeriodChoice>(() => {
    const now = siteNowMs() * 1000;
    return {
      period: 'today',
      from: siteTimeText(now - HOUR_US, siteTimeZone),
      to: siteTimeText(now, siteTimeZone),
    };
  });
  const minute = Math.floor(useNowMs() / MINUTE_MS) * MINUTE_MS;
  const interval = intervalOf(choice, minute, siteTimeZone);
  const pcu = usePcu();
  return (
    <>
      <IntervalChoice
        {...{ cameras, choice, unit, onCamera }}
        cameraId={camera.id}
        onChoice={setChoice}
        onUnit={setUnit}
      />
      {interval === null && (
        <p className={classes['gap']} role="alert">
          {t('traffic.badRange')}
        </p>
      )}
      {pcu.error !== null && <ProblemNotice error={pcu.error} onRetry={() => void pcu.refetch()} />}
      {interval !== null && pcu.data !== undefined && (
        <CameraTraffic key={camera.id} {...{ camera, interval, unit }} pcu={pcu.data} />
      )}
    </>
  );
}
