/** Counts what happens per second over the last few seconds, in constant memory. */
export interface RateMeter {
  add(amount: number): void;
  perSecond(): number;
}

const SECONDS = 5;

export function createRateMeter(monotonicMs: () => number): RateMeter {
  const buckets = new Float64Array(SECONDS + 1);
  let newest = Math.floor(monotonicMs() / 1_000);
  const begun = newest;

  function advance(): void {
    const now = Math.floor(monotonicMs() / 1_000);
    for (let second = Math.max(newest + 1, now - SECONDS); second <= now; second++)
      buckets[second % buckets.length] = 0;
    newest = Math.max(newest, now);
  }

  return {
    add(amount) {
      advance();
      const at = newest % buckets.length;
      buckets[at] = (buckets[at] ?? 0) + amount;
    },
    perSecond() {
      advance();
      // The second that is still running is left out, or every rate would sag towards its beginning.
      const whole = Math.min(SECONDS, newest - begun);
      if (whole === 0) return 0;
      let sum = 0;
      for (let second = newest - whole; second < newest; second++) sum += buckets[second % buckets.length] ?? 0;
      return sum / whole;
    },
  };
}
