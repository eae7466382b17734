import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readModelFolders } from '../../workers/inference/index.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { countingScores } from '../judge/counting.ts';
import type { CountingScores } from '../judge/counting.ts';
import { detectionScores } from '../judge/detection.ts';
import type { DetectionScores } from '../judge/detection.ts';
import { trackingScores } from '../judge/tracking.ts';
import type { TrackingScores } from '../judge/tracking.ts';
import { detectClip, detectorFor } from '../runs/detect-clip.ts';
import { replayDemo } from '../runs/replay-demo.ts';
import { trackTruth } from '../runs/track-truth.ts';
import { demoCameras } from '../../bench/support/demo-clips.ts';
import { readClipTruth } from '../../bench/support/clip-truth.ts';

/** All that is measured of one clip. */
export interface ClipScores {
  readonly id: string;
  readonly name: string;
  readonly frames: number;
  readonly detection: ReadonlyMap<RoadUserClass | 'any', DetectionScores>;
  readonly tracking: TrackingScores;
  readonly counting: CountingScores;
  /** The tracker and the counter alone, on boxes that are true. */
  readonly withTrueBoxes: { readonly tracking: TrackingScores; readonly counting: CountingScores };
}

export interface DemoScores {
  readonly model: string;
  readonly modelSha256: string;
  readonly detectorMs: number;
  readonly clips: readonly ClipScores[];
}

/** The demo site through the whole product, against what is known to be in its clips. */
export async function evaluateDemo(options: {
  readonly root: string;
  readonly model: string;
  readonly log: (line: string) => void;
}): Promise<DemoScores> {
  const cameras = demoCameras();
  const model = await readModelFolders([path.join(options.root, 'models')])(options.model);
  if (!model.ok) throw new Error(`${model.failure.message} ${model.failure.hint}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'evaluate-'));
  const detector = await detectorFor(model.value);
  try {
    options.log('replaying the demo site');
    const replayed = await replayDemo(cameras, { folder, model: options.model });
    const scores: ClipScores[] = [];
    const times: number[] = [];
    for (const camera of cameras) {
      const { id, name, file, truth: truthFile } = camera;
      options.log(`looking at ${name}`);
      const truth = readClipTruth(truthFile);
      const seen = await detectClip(detector, file);
      const stored = replayed.get(id);
      if (stored === undefined) throw new Error(`${name} was not replayed`);
      const ideal = trackTruth(truth, camera);
      times.push(seen.medianMs);
      scores.push({
        ...{ id, name, frames: truth.clip.frames },
        detection: detectionScores(
          truth.frames.map((there, at) => ({ truth: there, seen: seen.frames[at] ?? [] })),
          truth.clip.classes,
        ),
        tracking: trackingScores(truth, stored.boxes),
        counting: countingScores(truth, stored.crossings),
        withTrueBoxes: {
          tracking: trackingScores(truth, ideal.boxes),
          counting: countingScores(truth, ideal.crossings),
        },
      });
    }
    times.sort((a, b) => a - b);
    const { id, sha256 } = model.value;
    return { model: id, modelSha256: sha256, detectorMs: times[times.length >> 1] ?? 0, clips: scores };
  } finally {
    await detector.release();
    rmSync(folder, { recursive: true, force: true });
  }
}
