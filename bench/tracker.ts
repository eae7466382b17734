// How many frames a second the tracker and the counter behind it take on one core, by the number of vehicles in sight.
// node bench/tracker.ts [--json] [--seconds N]
import { normPoint } from '../domain/geometry/points.ts';
import { toMediaUs } from '../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../domain/counting/track-counter.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../domain/tracking/settings.ts';
import { createTracker, stepTracker } from '../domain/tracking/tracker.ts';
import { laneTraffic } from './support/lane-traffic.ts';

const FRAMES_A_SECOND = 12;
const SCENE_FRAMES = 600;

interface Measured {
  readonly fps: number;
  readonly frames: number;
  readonly crossings: number;
  readonly confirmed: number;
}

function measure(vehicles: number, seconds: number): Measured {
  const frames = laneTraffic(vehicles, SCENE_FRAMES, FRAMES_A_SECOND);
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
