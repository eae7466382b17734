/** One moment by the clock on the wall and by one that nobody can set. */
export interface Moment {
  readonly utcUs: number;
  readonly ms: number;
}

/** Notices when the wall clock was set, or went on while the machine slept. */
export interface WallClock {
  /** By how much it went other than time did since it was looked at last; 0 for what is mere correction. */
  look(now: Moment): number;
}

/** Corrections are small and slow; what is larger at one look is a step. */
const STEP_US = 2_000_000;

export function createWallClock(started: Moment): WallClock {
  let last = started;
  return {
    look(now) {
      const stepUs = Math.round(now.utcUs - last.utcUs - (now.ms - last.ms) * 1000);
      last = now;
      return Math.abs(stepUs) < STEP_US ? 0 : stepUs;
    },
  };
}
