/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// What is measured within the page. Each function is handed to the browser as it is and may use nothing around it.

export interface ProbeFigures {
  readonly seconds: number;
  /** Frames that each camera's tile has painted, second by second; null for a second without any. */
  readonly painted: Readonly<Record<string, readonly (number | null)[]>>;
  readonly longTasksMs: readonly number[];
  readonly restMs: readonly number[];
  readonly restFailed: number;
  readonly screenFrames: number;
}

/** Counts painted frames by tile and second, long tasks, and how long the site takes to answer, for so long. */
export function probeWall([seconds, token]: readonly [number, string]): Promise<ProbeFigures> {
  const bySecond = new Map<string, number[]>();
  const longTasksMs: number[] = [];
  const restMs: number[] = [];
  let restFailed = 0;
  let screenFrames = 0;
  let over = false;
  const begun = performance.now();
  const paints = new MutationObserver((records) => {
    const second = Math.floor((performance.now() - begun) / 1000);
    for (const { target, oldValue } of records) {
      const canvas = target as HTMLCanvasElement;
      if (canvas.dataset['frameId'] === oldValue) continue;
      const camera = canvas.closest('article')?.dataset['camera'] ?? '';
      const own = bySecond.get(camera) ?? [];
      bySecond.set(camera, own);
      own[second] = (own[second] ?? 0) + 1;
    }
  });
  paints.observe(document.body, {
    attributes: true,
    attributeFilter: ['data-frame-id'],
    attributeOldValue: true,
    subtree: true,
  });
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasksMs.push(Math.round(duration));
  });
  tasks.observe({ type: 'longtask' });
  const onScreen = (): void => {
    screenFrames += 1;
    if (!over) requestAnimationFrame(onScreen);
  };
  requestAnimationFrame(onScreen);
  const ask = async (): Promise<void> => {
    const asked = performance.now();
    const answer = await fetch('/api/v1/cameras', { headers: { authorization: `Bearer ${token}` } }).catch(() => null);
    await answer?.text();
    restMs.push(Math.round((performance.now() - asked) * 10) / 10);
    if (answer?.status !== 200) restFailed += 1;
  };
  const asking = setInterval(() => void ask(), 1000);
  return new Promise((resolve) => {
    setTimeout(() => {
      over = true;
      clearInterval(asking);
      paints.disconnect();
      tasks.disconnect();
      resolve({
        seconds: (performance.now() - begun) / 1000,
        painted: Object.fromEntries(bySecond),
        longTasksMs,
        restMs,
        restFailed,
        screenFrames,
      });
    }, seconds * 1000);
  });
}

/** The empty page beside it: what the machine alone does to a page that does nothing. */
export function probeNothing(seconds: number): Promise<{ longTasksMs: number[]; screenFrames: number }> {
  const longTasksMs: number[] = [];
  let screenFrames = 0;
  let over = false;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasksMs.push(Math.round(duration));
  });
  tasks.observe({ type: 'longtask' });
  const onScreen = (): void => {
    screenFrames += 1;
    if (!over) requestAnimationFrame(onScreen);
  };
  requestAnimationFrame(onScreen);
  return new Promise((resolve) => {
    setTimeout(() => {
      over = true;
      tasks.disconnect();
      resolve({ longTasksMs, screenFrames });
    }, seconds * 1000);
  });
}

/** Counts from now on how often any canvas of the page has a picture drawn on it, as `window.drawnPictures`. */
export function countDrawing(): void {
  const counter = Object.assign(window, { drawnPictures: 0 });
  const context = CanvasRenderingContext2D.prototype;
  context.drawImage = new Proxy(context.drawImage, {
    apply(draw, self, args): void {
      counter.drawnPictures += 1;
      Reflect.apply(draw, self, args);
    },
  });
}

/** Goes to another view, as a click on the navigation does, and waits until it is there and was on screen. */
export function switchView([hash, title]: readonly [string, string]): Promise<void> {
  window.location.hash = hash;
  const giveUpAt = performance.now() + 20_000;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (document.querySelector('h1')?.textContent === title) requestAnimationFrame(() => resolve());
      else if (performance.now() > giveUpAt) reject(new Error(`${title} did not come`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
