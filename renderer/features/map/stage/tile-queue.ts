/** Paints what waits a little in each frame, so that a map which moves fast never stands still for its ground. */
export interface TileQueue {
  readonly add: (job: () => void) => () => void;
  readonly stop: () => void;
}

const MOST_MS_A_FRAME = 6;

export function startTileQueue(): TileQueue {
  const jobs = new Set<() => void>();
  let frame: number | null = null;
  const run = () => {
    frame = null;
    const until = performance.now() + MOST_MS_A_FRAME;
    for (const job of jobs) {
      jobs.delete(job);
      job();
      if (performance.now() >= until) break;
    }
    if (jobs.size > 0) frame = requestAnimationFrame(run);
  };
  return {
    add: (job) => {
      jobs.add(job);
      frame ??= requestAnimationFrame(run);
      return () => jobs.delete(job);
    },
    stop: () => {
      if (frame !== null) cancelAnimationFrame(frame);
      jobs.clear();
    },
  };
}
