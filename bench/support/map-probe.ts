/// <reference lib="dom" />
// What is measured within the page. Handed to the browser as it is: it may use nothing around it.

export interface FrameFigures {
  readonly seconds: number;
  /** From frame to frame. */
  readonly framesMs: readonly number[];
  readonly longTasksMs: readonly number[];
}

/** Notes how frames follow one another until it is stopped by `window.stopFrames()`. */
export function watchFrames(): void {
  const framesMs: number[] = [];
  const longTasksMs: number[] = [];
  const begun = performance.now();
  let last = begun;
  let over = false;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasksMs.push(Math.round(duration));
  });
  tasks.observe({ type: 'longtask' });
  const onFrame = (): void => {
    const now = performance.now();
    framesMs.push(now - last);
    last = now;
    if (!over) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  Object.assign(window, {
    stopFrames: () => {
      over = true;
      tasks.disconnect();
      return { seconds: (performance.now() - begun) / 1000, framesMs, longTasksMs };
    },
  });
}
