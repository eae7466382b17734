import type { ReactNode } from 'react';
import type { CameraView as Camera } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { useCamera } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { BackButton } from './back-button.tsx';
import { CameraView } from './camera-view.tsx';

interface CameraPageProps {
  readonly cameraId: string;
  readonly onBack: () => void;
  /** Panels of other features, below the camera's own numbers. */
  readonly more?: ((camera: Camera) => ReactNode) | undefined;
}

/** Fetches the camera and says so while it cannot be shown. */
export function CameraPage({ cameraId, onBack, more }: CameraPageProps) {
  const { t } = useText();
  const camera = useCamera(cameraId);
  if (camera.data !== undefined)
    return <CameraView key={cameraId} camera={camera.data} onBack={onBack} more={more?.(camera.data)} />;
  return (
    <Page title={cameraId} actions={<BackButton onBack={onBack} />}>
      {camera.error === null ? (
        <Notice icon="camera" title={t('common.loading')} />
      ) : (
        <ProblemNotice error={camera.error} compact={false} onRetry={() => void camera.refetch()} />
      )}
    </Page>
  );
}
