import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stillSeries } from '../../simulator/stills/still-series.ts';
import type { Still, StillSeries } from '../../simulator/stills/still-series.ts';
import type { SplitName } from '../../simulator/stills/splits.ts';
import type { Sensor } from '../../simulator/render/picture/wishes.ts';
import { randomStream } from '../../simulator/world/random.ts';
import { simulatorHash } from './film-plan.ts';
import { openStudio } from './studio.ts';
import type { Seen, Studio } from './studio.ts';

export interface StillsWish {
  readonly split: SplitName;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly out: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly workers: number;
  readonly onProgress: (done: number, all: number) => void;
}

/** What is done of a block is written at its end: a set that was cut short goes on with the first block that is missing. */
const SEEDS_A_BLOCK = 20;
const JPEG_QUALITY = 0.93;
/** Detectors look at them smaller than they are drawn: finer edges would be lost again. */
const OVERSAMPLING = 1.25;
/** A page that has drawn much holds much. */
const BLOCKS_A_STUDIO = 4;

/** Draws a set of single pictures with labels, for training and for measuring detectors. */
export async function makeStills(wish: StillsWish): Promise<void> {
  const { firstSeed, seeds, out, size, workers, onProgress } = wish;
  mkdirSync(path.join(out, 'pictures'), { recursive: true });
  const set = { format: 1, ...size, simulator: simulatorHash() };
  writeFileSync(path.join(out, 'set.json'), `${JSON.stringify(set)}\n`);
  const blocks = Array.from({ length: Math.ceil(seeds / SEEDS_A_BLOCK) }, (_, at) => firstSeed + at * SEEDS_A_BLOCK);
  const missing = blocks.filter((first) => !existsSync(labelsFile(out, first)));
  let done = blocks.length - missing.length;
  onProgress(done, blocks.length);
  const hands = Array.from({ length: Math.min(workers, missing.length) }, async () => {
    while (missing.length > 0) {
      const studio = await openStudio();
      try {
        for (let turn = 0; turn < BLOCKS_A_STUDIO; turn += 1) {
          const first = missing.shift();
          if (first === undefined) break;
          await drawBlock(studio, wish, first);
          done += 1;
          onProgress(done, blocks.length);
        }
      } finally {
        await studio.close();
      }
    }
  });
  await Promise.all(hands);
}

function labelsFile(out: string, firstSeed: number): string {
  return path.join(out, `labels-${String(firstSeed).padStart(6, '0')}.jsonl`);
}

async function drawBlock(studio: Studio, { split, size, out, ...wish }: StillsWish, first: number): Promise<void> {
  const lines: string[] = [];
  for (let seed = first; seed < Math.min(first + SEEDS_A_BLOCK, wish.firstSeed + wish.seeds); seed += 1) {
    const series = stillSeries(split, seed, size);
    for (const [at, still] of series.stills.entries()) lines.push(await drawStill(studio, series, still, { at, out }));
  }
  const file = labelsFile(out, first);
  writeFileSync(`${file}.part`, `${lines.join('\n')}\n`);
  renameSync(`${file}.part`, file);
}

async function drawStill(
  studio: Studio,
  series: StillSeries,
  still: Still,
  { at, out }: { readonly at: number; readonly out: string },
): Promise<string> {
  const { scene, seed, light, weather } = series;
  const sensor = drawnSensor(seed * 16 + at);
  await studio.open({
    scene,
    seed,
    mood: { light, weather, seed },
    camera: still.camera,
    sensor,
    oversampling: OVERSAMPLING,
  });
  const { jpeg, seen } = await studio.jpeg({ frame: at, ...still }, JPEG_QUALITY);
  const picture = `s${String(seed).padStart(6, '0')}-${at}.jpg`;
  writeFileSync(path.join(out, 'pictures', picture), jpeg);
  return JSON.stringify({ picture, scene, light, weather, seed, objects: labels(still, seen) });
}

/** From fresh out of the box to ten years on a mast. */
function drawnSensor(seed: number): Sensor {
  const random = randomStream(seed, 'sensor');
  return {
    gain: 1.05 * Math.exp(random.normal(0, 0.3)),
    noise: random.chance(0.6) ? random.between(0, 0.25) : random.between(0.2, 0.7),
    vignette: random.between(0, 0.5),
    softness: random.chance(0.7) ? random.between(0, 0.35) : random.between(0.3, 1),
    dirt: random.chance(0.12) ? random.between(0.3, 0.9) : 0,
    paleness: random.between(0, 0.6),
    seed,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;

function labels({ actors }: Still, seen: readonly Seen[]): object[] {
  const classes = new Map(actors.map((actor) => [actor.id, actor.class]));
  return seen.flatMap(({ id, box, visibleBox, visibleShare, inPicture, pixels }) =>
    visibleBox === null
      ? []
      : [
          {
            ...{ class: classes.get(id), box: box.map(tenth), visibleBox: visibleBox.map(tenth) },
            ...{ visibleShare: hundredth(visibleShare), inPicture: hundredth(Math.min(1, inPicture)), pixels },
          },
        ],
  );
}
