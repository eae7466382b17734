import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeStills } from '../../scripts/pictures/stills.ts';
import { simulatorHash } from '../../scripts/pictures/film-plan.ts';
import { SPLITS } from '../../simulator/stills/splits.ts';
import type { SplitName } from '../../simulator/stills/splits.ts';
import { readModelFolders } from '../../workers/inference/index.ts';
import type { DetectionScores } from '../judge/detection.ts';
import { SIZES, STILL_CLASSES, stillScores } from '../judge/stills.ts';
import type { JudgedStill, StillClass } from '../judge/stills.ts';
import { detectClip, detectorFor } from '../runs/detect-clip.ts';
import type { SeenObject } from '../runs/detect-clip.ts';
import { readStills } from '../runs/labelled-stills.ts';
import { stillsAsClip } from '../runs/stills-as-clip.ts';

export interface StillsScores {
  readonly model: string;
  readonly modelSha256: string;
  readonly detectorMs: number;
  readonly split: SplitName;
  readonly simulator: string;
  readonly pictures: number;
  readonly byClass: ReadonlyMap<StillClass | 'any', DetectionScores>;
  readonly bySize: ReadonlyMap<string, DetectionScores>;
  readonly byLight: ReadonlyMap<string, DetectionScores>;
  readonly byWeather: ReadonlyMap<string, DetectionScores>;
  readonly byScene: ReadonlyMap<string, DetectionScores>;
}

const SIZE = { width: 768, height: 432 };

/** Where the pictures of a split are kept: drawn once for each version of the simulator, and never in the repository. */
export function stillsFolder(split: SplitName): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(cache, 'traffic-command-center', 'stills', simulatorHash(), split);
}

export interface StillsWish {
  readonly root: string;
  readonly model: string;
  readonly split: SplitName;
  /** Places, each of which gives six pictures. */
  readonly seeds: number;
  readonly log: (line: string) => void;
}

/** A detector on single pictures of many places, lights and weathers, through the product's decoder and scaling. */
export async function evaluateStills({ root, model: id, split, seeds, log }: StillsWish): Promise<StillsScores> {
  const model = await readModelFolders([path.join(root, 'models')])(id);
  if (!model.ok) throw new Error(`${model.failure.message} ${model.failure.hint}`);
  const folder = stillsFolder(split);
  await makeStills({
    ...{ split, firstSeed: SPLITS[split].seeds[0], seeds, out: folder, size: SIZE, workers: 2 },
    onProgress: (done, all) => {
      log(`${done} of ${all} blocks of pictures are drawn`);
    },
  });
  const set = readStills(folder);
  const within = set.stills.filter(({ seed }) => seed < SPLITS[split].seeds[0] + seeds);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'stills-'));
  const detector = await detectorFor(model.value);
  try {
    log(`${id} looks at ${within.length} pictures`);
    const clip = await stillsAsClip(
      within.map(({ file }) => file),
      scratch,
    );
    const seen = await detectClip(detector, clip);
    if (seen.frames.length !== within.length) {
      throw new Error(`${within.length} pictures went in, and ${seen.frames.length} came out`);
    }
    const scale = [set.width / seen.width, set.height / seen.height] as const;
    const judged = within.map((still, at) => ({
      still,
      seen: (seen.frames[at] ?? []).map((one) => scaled(one, scale)),
    }));
    const facts = { model: id, modelSha256: model.value.sha256, detectorMs: seen.medianMs, split };
    return { ...facts, simulator: set.simulator, pictures: judged.length, ...tablesOf(judged) };
  } finally {
    await detector.release();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function scaled(
  { box: [left, top, right, bottom], ...one }: SeenObject,
  [x, y]: readonly [number, number],
): SeenObject {
  return { ...one, box: [left * x, top * y, right * x, bottom * y] };
}

function tablesOf(judged: readonly JudgedStill[]) {
  const any = (some: readonly JudgedStill[]): DetectionScores => stillScores(some, { kind: null });
  const split = (read: (one: JudgedStill) => string): ReadonlyMap<string, DetectionScores> => {
    const names = [...new Set(judged.map(read))].sort();
    return new Map(names.map((name) => [name, any(judged.filter((one) => read(one) === name))]));
  };
  return {
    byClass: new Map<StillClass | 'any', DetectionScores>([
      ['any', any(judged)],
      ...STILL_CLASSES.map((kind) => [kind, stillScores(judged, { kind })] as const),
    ]),
    bySize: new Map(Object.entries(SIZES).map(([name, sizes]) => [name, stillScores(judged, { kind: null, sizes })])),
    byLight: split(({ still }) => still.light),
    byWeather: split(({ still }) => still.weather),
    byScene: split(({ still }) => still.scene),
  };
}
