import type { CameraStatus } from '../../domain/contracts/messages.ts';
import type { IconName } from './icons.tsx';
import type { Tone } from './state-word.tsx';

export type CameraState = CameraStatus['state'];

/** A camera that a person has paused: not a fault, and told apart from one that has stopped. */
export const PAUSED_LOOK = { tone: 'off', icon: 'pause' } as const satisfies {
  readonly tone: Tone;
  readonly icon: IconName;
};

/** The last word of the site is too old to be said as the present. */
export const UNKNOWN_LOOK = { tone: 'off', icon: 'help' } as const satisfies {
  readonly tone: Tone;
  readonly icon: IconName;
};

/** How each state of a camera looks; its word comes from the catalogue. */
export const CAMERA_STATE_LOOK: Readonly<Record<CameraState, { readonly tone: Tone; readonly icon: IconName }>> = {
  connecting: { tone: 'info', icon: 'connecting' },
  live: { tone: 'normal', icon: 'live' },
  stale: { tone: 'warning', icon: 'stale' },
  offline: { tone: 'jam', icon: 'offline' },
  'auth-failed': { tone: 'heavy', icon: 'lock' },
  unsupported: { tone: 'heavy', icon: 'unsupported' },
  stopped: { tone: 'off', icon: 'stopped' },
};
