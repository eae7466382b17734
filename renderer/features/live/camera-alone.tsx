import { useText } from '../../i18n/index.ts';
import { useCameras } from '../../state/index.ts';
import { Notice, ProblemNotice } from '../../ui/index.ts';
import { LargeTile } from './large-tile.tsx';

interface CameraAloneProps {
  readonly cameraId: string;
  readonly onOpen: (cameraId: string) => void;
}

/** A window that shows one camera and nothing else. */
export function CameraAlone({ cameraId, onOpen }: CameraAloneProps) {
  const { t } = useText();
  const cameras = useCameras();
  if (cameras.error !== null) return <ProblemNotice error={cameras.error} onRetry={() => void cameras.refetch()} />;
  if (cameras.data === undefined) return <Notice icon="connecting" title={t('common.loading')} />;
  const camera = cameras.data.find(({ id }) => id === cameraId);
  if (camera === undefined) {
    return (
      <Notice icon="camera" tone="warning" title={t('problem.camera-unknown')}>
        {t('problem.camera-unknown.hint')}
      </Notice>
    );
  }
  return <LargeTile camera={camera} number={1} onBack={null} onOpen={onOpen} />;
}
