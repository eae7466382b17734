/** Events a second over the last few seconds of whatever clock the caller reads. */
export interface RateMeter {
  mark(atMs: number): void;
  rate(nowMs: number): number;
  /** How long it has been measuring, at most the window. */
  span(nowMs: number): number;
}

/** Measures over `windowMs`. */
export function createRateMeter(windowMs = 5000): RateMeter {
  let times: number[] = [];
  let first: number | null = null;
  const forget = (nowMs: number): void => {
    const keepFrom = times.findIndex((at) => nowMs - at <= windowMs);
    if (keepFrom > 0) times = times.slice(keepFrom);
    else if (keepFrom < 0) times = [];
  };
  const span = (nowMs: number): number => (first === null ? 0 : Math.min(windowMs, nowMs - first));
  return {
    mark(atMs) {
      first ??= atMs;
      times.push(atMs);
      if (times.length > 4096) forget(atMs);
    },
    rate(nowMs) {
      forget(nowMs);
      const over = span(nowMs);
      return over <= 0 ? 0 : (times.length * 1000) / Math.max(over, 1000);
    },
    span,
  };
}
