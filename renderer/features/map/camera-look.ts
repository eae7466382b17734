import type { CameraState } from '../../ui/index.ts';
import type { MarkerShape, MarkerTone } from './stage/map-scene.ts';

export interface CameraLook {
  readonly shape: MarkerShape;
  readonly tone: MarkerTone;
  /** What the catalogue calls it. */
  readonly state: CameraState | 'paused' | 'unknown';
}

const LOOKS: Readonly<Record<CameraState, Omit<CameraLook, 'state'>>> = {
  connecting: { shape: 'ring', tone: 'info' },
  live: { shape: 'disc', tone: 'normal' },
  stale: { shape: 'triangle', tone: 'warning' },
  offline: { shape: 'cross', tone: 'jam' },
  'auth-failed': { shape: 'diamond', tone: 'heavy' },
  unsupported: { shape: 'diamond', tone: 'heavy' },
  stopped: { shape: 'square', tone: 'off' },
};
const PAUSED: CameraLook = { shape: 'bars', tone: 'off', state: 'paused' };
const UNKNOWN: CameraLook = { shape: 'question', tone: 'off', state: 'unknown' };

/** How a camera's state looks on the map. Without a live line nobody knows it: the last word is not shown as the present. */
export function cameraLook(enabled: boolean, connected: boolean, state: CameraState | null): CameraLook {
  if (!enabled) return PAUSED;
  if (!connected) return UNKNOWN;
  const known = state ?? 'connecting';
  return { ...LOOKS[known], state: known };
}
