// How many frames a second the tracker and the counter behind it take on one core, by the number of vehicles in sight.
// node bench/tracker.ts [--json] [--seconds N]
import { normPoint } from '../domain/geometry/points.ts';
import { toMediaUs } from '../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../domain/counting/track-counter.ts';
import type { Detections } from '../domain/detection/detections.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../domain/tracking/settings.ts';
import { createTracker, stepTracker } from '../domain/tracking/tracker.ts';

const FRAMES_A_SECOND = 12;
const SCENE_FRAMES = 600;
const COLUMNS = 20;

interface Measured {
  readonly fps: number;
  readonly frames: number;
  readonly crossings: number;
  readonly confirmed: number;
}

/** The same numbers on every run, so that two runs measure the same work. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Vehicles in lanes that move down the picture at different speeds and come in again at the top; 3 % are missed. */
function scene(vehicles: number): Detections[] {
  const random = numbersFrom(vehicles);
  const lanes = Array.from({ length: vehicles }, (_, at) => ({
    x: ((at % COLUMNS) + 0.5) / COLUMNS,
    start: Math.floor(at / COLUMNS) / Math.ceil(vehicles / COLUMNS),
    speed: 0.08 + 0.04 * ((at % COLUMNS) / COLUMNS),
  }));
  return Array.from({ length: SCENE_FRAMES }, (_, frame) => {
    const boxes = new Float32Array(vehicles * 4);
    const scores = new Float32Array(vehicles);
    lanes.forEach(({ x, start, speed }, at) => {
      const y = ((start + (speed * frame) / FRAMES_A_SECOND) % 1.1) - 0.05;
      const shake = () => (random() - 0.5) * 0.004;
      boxes.set([x - 0.018 + shake(), y - 0.03 + shake(), x + 0.018 + shake(), y + 0.03 + shake()], at * 4);
      scores[at] = random() < 0.03 ? 0.05 : 0.5 + random() * 0.5;
    });
    return { count: vehicles, boxes, scores, classes: new Uint8Array(vehicles).fill(2) };
  });
}

function measure(vehicles: number, seconds: number): Measured {
  const frames = scene(vehicles);
  const lines = [0.3, 0.5, 0.7].map((y) => ({
    versionId: `line-${y}`,
    from: normPoint(0, y),
    to: normPoint(1, y),
    reference: normPoint(0.5, 1),
  }));
  const run = { frames: 0, crossings: 0, confirmed: 0 };
  let spentMs = 0;
  // The first round warms the compiler up and is not measured.
  for (let round = 0; round === 0 || spentMs < seconds * 1000; round += 1) {
    const tracker = createTracker({ ...DEFAULT_TRACKER_SETTINGS });
    const counter = createTrackCounter({ aspect: 16 / 9, lines, zones: [] });
    const before = performance.now();
    for (const [frameId, detections] of frames.entries()) {
      const mediaUs = toMediaUs((frameId * 1_000_000) / FRAMES_A_SECOND);
      const step = stepTracker(tracker, { frameId, mediaUs, detections });
      const { crossings } = stepTrackCounter(counter, step);
      if (round > 0) run.crossings += crossings.length;
      if (round > 0) run.confirmed += step.confirmedNow.length;
    }
    if (round === 0) continue;
    spentMs += performance.now() - before;
    run.frames += frames.length;
  }
  return { ...run, fps: Math.round((run.frames / spentMs) * 1000) };
}

function main(): void {
  const options = process.argv.slice(2);
  const at = options.indexOf('--seconds');
  const seconds = at === -1 ? 2 : Number(options[at + 1]);
  const results: Record<string, number> = {};
  for (const vehicles of [10, 50, 200]) {
    const { fps, frames, crossings, confirmed } = measure(vehicles, Number.isFinite(seconds) ? seconds : 2);
    results[`fps${vehicles}`] = fps;
    if (options.includes('--json')) continue;
    console.log(
      `${vehicles} vehicles: ${fps} frames/s (${frames} frames, ${confirmed} tracks, ${crossings} crossings)`,
    );
  }
  console.log(JSON.stringify(results));
}

main();
