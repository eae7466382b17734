import type { CameraStatus } from '../../../domain/contracts/messages.ts';

/** A camera whose process is gone: nothing comes in, and nobody knows more until the process is back. */
export function awayStatus({ density: _density, ...last }: CameraStatus, nowUtcUs: number): CameraStatus {
  return {
    ...last,
    state: 'offline',
    reason: 'process-away',
    detail: '',
    sinceUtcUs: nowUtcUs,
    sessionId: null,
    fps: 0,
    analysedFps: 0,
    bitrateKbps: 0,
    ageMsP50: 0,
    ageMsP95: 0,
    nextTryUtcUs: null,
  };
}
