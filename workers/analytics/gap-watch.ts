import type { Hole } from '../../domain/contracts/facts.ts';

/** Notices when a live camera is not watched, and says from when, until when and why. */
export interface GapWatch {
  /** A frame was analysed: a gap that was open ends here. It may have needed a while to get here. */
  analysed(utcUs: number, arrivedUtcUs: number): Hole | null;
  /** Looked at every few seconds: a gap that goes on grows from its same beginning. */
  tick(nowUtcUs: number, cause: string): Hole | null;
}

/** Shorter pauses are between frames; coverage itself knows them. */
const GAP_US = 2_000_000;

/** Watches one camera from the moment it was started. */
export function createGapWatch(cameraId: string, startedUtcUs: number): GapWatch {
  let lastUtcUs = startedUtcUs;
  let lateUs = 0;
  let openCause: string | null = null;

  function hole(toUtcUs: number, cause: string): Hole {
    return { kind: 'hole', cameraId, fromUtcUs: lastUtcUs, toUtcUs, cause };
  }
  return {
    analysed(utcUs, arrivedUtcUs) {
      lateUs = Math.max(0, arrivedUtcUs - utcUs);
      const cause = openCause;
      const ended = cause === null || utcUs <= lastUtcUs ? null : hole(utcUs, cause);
      openCause = null;
      lastUtcUs = Math.max(lastUtcUs, utcUs);
      return ended;
    },
    tick(nowUtcUs, cause) {
      // What is taken now by the camera's clock gets here so much later: until then it is not missing.
      const dueUtcUs = nowUtcUs - lateUs;
      if (dueUtcUs - lastUtcUs < GAP_US) return null;
      // The first cause stays: what came after it (connecting, retrying) is its consequence.
      openCause ??= cause;
      return hole(dueUtcUs, openCause);
    },
  };
}
