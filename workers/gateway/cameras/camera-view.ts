import type { CameraView } from '../../../domain/contracts/api.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import { shownSource } from './source-urls.ts';

/** A camera as screens see it: that it has a password is said, what it is never. */
export function toCameraView(config: CameraConfig): CameraView {
  const { credential, source, ...rest } = config;
  return { ...rest, source: shownSource(source), hasCredential: credential !== null };
}
