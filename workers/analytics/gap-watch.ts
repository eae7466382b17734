import type { Hole } from '../../domain/contracts/facts.ts';
import type { Moment } from './wall-clock.ts';

/** Notices when a live camera is not watched, and says from when, until when and why. */
export interface GapWatch {
  /** A frame was analysed: a gap that was open ends here. It may have needed a while to get here. */
  analysed(utcUs: number, arrivedUtcUs: number, now: Moment): Hole | null;
  /** Looked at every few seconds: a gap that goes on grows from its same beginning. */
  tick(now: Moment, cause: string): Hole | null;
  /** The wall clock was set: whether nobody watches is a matter of time that really passed. */
  clockStepped(stepUs: number, now: Moment): void;
}

/** Nobody watched what the wall clock left out: it was set forward, or the machine slept. */
export const CLOCK_STEP = 'clock-step';

/** Shorter pauses are between frames; coverage itself knows them. */
const GAP_US = 2_000_000;
/** A picture that seems later than this was timed by a clock that has been set since. */
const LATEST_US = 5_000_000;

/** Watches one camera from the moment it was started. */
export function createGapWatch(cameraId: string, started: Moment): GapWatch {
  return new Watch(cameraId, started);
}

class Watch implements GapWatch {
  readonly #cameraId: string;
  #lastUtcUs: number;
  #lastMs: number;
  #lateUs = 0;
  #openCause: string | null = null;
  /** The clock was set forward, and no frame has come from behind the step yet. */
  #leftOut = false;

  constructor(cameraId: string, { utcUs, ms }: Moment) {
    this.#cameraId = cameraId;
    this.#lastUtcUs = utcUs;
    this.#lastMs = ms;
  }

  analysed(utcUs: number, arrivedUtcUs: number, now: Moment): Hole | null {
    const cause = this.#openCause ?? this.#leftOutCause(utcUs, now);
    const ended = cause === null || utcUs <= this.#lastUtcUs ? null : this.#hole(utcUs, cause);
    this.#lateUs = Math.min(LATEST_US, Math.max(0, arrivedUtcUs - utcUs));
    this.#openCause = null;
    if (cause === CLOCK_STEP) this.#leftOut = false;
    // Frames overlap by a little where sessions meet; by more only under a clock that was set back.
    if (utcUs > this.#lastUtcUs || this.#lastUtcUs - utcUs > GAP_US) this.#lastUtcUs = utcUs;
    this.#lastMs = now.ms;
    return ended;
  }

  tick(now: Moment, cause: string): Hole | null {
    // What is taken now by the camera's clock gets here so much later: until then it is not missing.
    const missingUs = this.#sinceUs(now) - this.#lateUs;
    if (missingUs < GAP_US) return null;
    // The first cause stays: what came after it (connecting, retrying) is its consequence.
    this.#openCause ??= cause;
    const toUtcUs = now.utcUs - this.#lateUs;
    return toUtcUs > this.#lastUtcUs ? this.#hole(toUtcUs, this.#openCause) : null;
  }

  clockStepped(stepUs: number, now: Moment): void {
    if (stepUs > 0) {
      this.#leftOut = true;
      return;
    }
    this.#leftOut = false;
    // What was missing before the step has been told; by the clock as it is now the gap goes on from here.
    const missesAnything = this.#openCause !== null;
    this.#lastUtcUs = now.utcUs - (missesAnything ? 0 : this.#sinceUs(now));
  }

  #sinceUs(now: Moment): number {
    return (now.ms - this.#lastMs) * 1000;
  }

  #leftOutCause(utcUs: number, now: Moment): string | null {
    return this.#leftOut && utcUs - this.#lastUtcUs - this.#sinceUs(now) > GAP_US ? CLOCK_STEP : null;
  }

  #hole(toUtcUs: number, cause: string): Hole {
    return { kind: 'hole', cameraId: this.#cameraId, fromUtcUs: this.#lastUtcUs, toUtcUs, cause };
  }
}
