const STUCK_MS = 10_000;
const START_LIMIT_MS = 60_000;
/** We look once a second: this long without a look says that the machine slept, or that we were held up ourselves. */
const HELD_UP_MS = 5_000;

/** How long one life of a process may be silent or at work before it counts as stuck. */
export interface Patience {
  began(nowMs: number): void;
  heard(nowMs: number): void;
  announced(nowMs: number, deadlineMs: number): void;
  /** The announced work is over, or the start is: whichever of the two is still open keeps its limit. */
  ready(): void;
  idle(nowMs: number): void;
  /** Why the process counts as stuck, null while it does not. */
  judge(nowMs: number): 'silent' | 'late' | null;
  /** Whether nothing has a limit any more. */
  readonly calm: boolean;
}

/** Patience for one process; every life begins anew. */
export function createPatience(): Patience {
  let lastHeard = 0;
  let lookedAt = 0;
  let startUntil: number | null = null;
  let workUntil: number | null = null;

  /** Time in which nobody could run is nobody's fault. */
  function forgive(lostMs: number): void {
    lastHeard += lostMs;
    startUntil = startUntil === null ? null : startUntil + lostMs;
    workUntil = workUntil === null ? null : workUntil + lostMs;
  }

  return {
    began(nowMs) {
      lastHeard = lookedAt = nowMs;
      startUntil = nowMs + START_LIMIT_MS;
      workUntil = null;
    },
    heard(nowMs) {
      lastHeard = Math.max(lastHeard, nowMs);
    },
    announced(nowMs, deadlineMs) {
      workUntil = nowMs + deadlineMs;
    },
    ready() {
      startUntil = null;
    },
    idle(nowMs) {
      workUntil = null;
      if (startUntil !== null) startUntil = nowMs + START_LIMIT_MS;
    },
    judge(nowMs) {
      const lostMs = nowMs - lookedAt;
      lookedAt = nowMs;
      if (lostMs > HELD_UP_MS || lostMs < 0) forgive(lostMs);
      // Announced work outlives the limit of the start: a model may be built before the process is ready.
      const until = workUntil ?? startUntil;
      if (until !== null) return nowMs > until ? 'late' : null;
      return nowMs - lastHeard > STUCK_MS ? 'silent' : null;
    },
    get calm() {
      return workUntil === null && startUntil === null;
    },
  };
}
