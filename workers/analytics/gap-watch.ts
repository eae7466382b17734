import type { Hole } from '../../domain/contracts/facts.ts';

/** Notices when a live camera is not watched, and says from when, until when and why. */
export interface GapWatch {
  /** A frame was analysed: a gap that was open ends here. */
  analysed(utcUs: number): Hole | null;
  /** Looked at every few seconds: a gap that goes on grows from its same beginning. */
  tick(nowUtcUs: number, cause: string): Hole | null;
}

/** Shorter pauses are between frames; coverage itself knows them. */
const GAP_US = 2_000_000;

/** Watches one camera from the moment it was started. */
export function createGapWatch(cameraId: string, startedUtcUs: number): GapWatch {
  let lastUtcUs = startedUtcUs;
  let openCause: string | null = null;

  function hole(toUtcUs: number, cause: string): Hole {
    return { kind: 'hole', cameraId, fromUtcUs: lastUtcUs, toUtcUs, cause };
  }
  return {
    analysed(utcUs) {
      const cause = openCause;
      const ended = cause === null || utcUs <= lastUtcUs ? null : hole(utcUs, cause);
      openCause = null;
      lastUtcUs = Math.max(lastUtcUs, utcUs);
      return ended;
    },
    tick(nowUtcUs, cause) {
      if (nowUtcUs - lastUtcUs < GAP_US) return null;
      // The first cause stays: what came after it (connecting, retrying) is its consequence.
      openCause ??= cause;
      return hole(nowUtcUs, openCause);
    },
  };
}
