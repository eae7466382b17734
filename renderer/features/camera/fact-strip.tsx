import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import { CameraStateWord } from '../../ui/index.ts';
import classes from './camera-view.module.css';
import { clockFact } from './clock-fact.ts';
import { decoderFact } from './decoder-fact.ts';

/** The camera's state and what its stream is, in one line. */
export function FactStrip({ camera }: { readonly camera: CameraView }) {
  const { t, f } = useText();
  const status = useLive((state) => state.cameras[camera.id]);
  const connected = useLive((state) => state.connection.state === 'open');
  const facts =
    status === undefined
      ? []
      : [
          camera.calibration === null && t('calibration.not'),
          status.sourceWidth > 0 && `${status.sourceWidth} × ${status.sourceHeight}`,
          status.codec,
          t('camera.fact.fps', { fps: f.number(status.fps, 1) }),
          t('camera.fact.analysed', { fps: f.number(status.analysedFps, 1) }),
          decoderFact(status, t),
          clockFact(status.clock, { t, f }),
          status.nextTryUtcUs !== null &&
            t('camera.fact.next-try', { time: f.time(status.nextTryUtcUs, camera.timeZone) }),
        ];
  return (
    <span className={classes['facts']}>
      <CameraStateWord enabled={camera.enabled} connected={connected} state={status?.state ?? null} />
      {facts
        .filter((fact): fact is string => fact !== false && fact !== '')
        .map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
    </span>
  );
}
