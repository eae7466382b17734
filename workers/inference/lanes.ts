import { ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { OutputTensor } from './decoders/family.ts';
import type { Detector } from './detector.ts';
import { LANE_DEPTH, startLane } from './lane.ts';
import type { Lane } from './lane.ts';
import type { LaneModel } from './lane-messages.ts';
import type { ModelFile } from './model-folder.ts';
import { noisePicture } from './picture.ts';
import type { Picture } from './picture.ts';

/**
 * On the processor, pictures are looked at side by side: a thread and a session of one thread for each core. That gives
 * more frames a second than all cores at one picture, which wait for each other many times in every run, all the more
 * where something else needs a core now and then.
 */
export interface OpenLanesOptions {
  /** The program of a lane's thread. */
  readonly program: string | URL;
  /** The cores that may be used. */
  readonly threads: number;
  readonly floor: number;
  /** A model slower than this on one core would starve a lone camera: all cores then share each picture. */
  readonly slowMs?: number;
}

const SLOW_MS = 60;
const TRIALS = 3;

/** Loads a model into lanes. It answers as one detector that takes as many pictures at once as it has lanes. */
export async function openLanes(file: ModelFile, options: OpenLanesOptions): Promise<Result<Detector>> {
  const begun: Lane[] = [];
  const open: OpenLane = async (threads) => {
    const lane = startLane(options.program);
    begun.push(lane);
    const opened = await lane.open(file, threads, options.floor);
    return opened.ok ? ok({ lane, model: opened.value }) : opened;
  };
  let kept: readonly Lane[] = [];
  try {
    const first = await open(1);
    if (!first.ok) return first;
    kept = await chooseLanes(first.value, open, options);
    return ok(detectorOf(kept, first.value.model));
  } finally {
    // Also where something failed halfway: nobody would ever end these threads.
    await Promise.all(begun.filter((lane) => !kept.includes(lane)).map((lane) => lane.close()));
  }
}

interface OpenedLane {
  readonly lane: Lane;
  readonly model: LaneModel;
}
type OpenLane = (threads: number) => Promise<Result<OpenedLane>>;

async function chooseLanes(first: OpenedLane, open: OpenLane, options: OpenLanesOptions): Promise<readonly Lane[]> {
  const slow = options.threads > 1 && (await processorMs(first)) > (options.slowMs ?? SLOW_MS);
  const wide = slow ? await openWide(first, open, options.threads) : null;
  if (wide !== null) return [wide];
  const lanes = [first.lane];
  while (lanes.length < options.threads) {
    const next = await open(1);
    // A lane fewer is slower, not wrong.
    if (!next.ok) break;
    lanes.push(next.value.lane);
  }
  return lanes;
}

/** One lane with all cores; null where it would not give bit for bit the same numbers, which would depend on the machine. */
async function openWide(narrow: OpenedLane, open: OpenLane, threads: number): Promise<Lane | null> {
  const wide = await open(threads);
  if (!wide.ok) return null;
  const picture = trialPicture(narrow.model);
  const [one, all] = [await narrow.lane.outputsFor(picture), await wide.value.lane.outputsFor(picture)];
  return sameOutputs(one, all) ? wide.value.lane : null;
}

/** The processor's time and not the clock's: beside a model that serves, everything takes longer. */
async function processorMs({ lane, model }: OpenedLane): Promise<number> {
  let ms = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) ms += await lane.processorMs(trialPicture(model));
  return ms / TRIALS;
}

function trialPicture({ manifest }: LaneModel): Picture {
  return noisePicture(manifest.input.width, manifest.input.height, 1);
}

function sameOutputs(a: readonly OutputTensor[], b: readonly OutputTensor[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ data }, index) => {
      const other = b[index]?.data;
      return other?.length === data.length && data.every((value: number | bigint, i: number) => value === other[i]);
    })
  );
}

function detectorOf(lanes: readonly Lane[], model: LaneModel): Detector {
  // Every lane once before any of them a second time.
  const free = Array.from({ length: LANE_DEPTH }, () => lanes).flat();
  const waiting: ((lane: Lane) => void)[] = [];

  async function withLane<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = free.shift() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = waiting.shift();
      if (next !== undefined) next(lane);
      // A lane that has nothing else to do comes before one that has.
      else if (free.includes(lane)) free.unshift(lane);
      else free.push(lane);
    }
  }
  return {
    ...model,
    provider: 'cpu',
    lanes: lanes.length * LANE_DEPTH,
    maxBatch: 1,
    independent: true,
    async detect(pictures) {
      const seen = await Promise.all(pictures.map((picture) => withLane((lane) => lane.detect(picture))));
      return {
        detections: seen.flatMap(({ detections }) => detections),
        ms: Math.max(...seen.map(({ ms }) => ms)),
      };
    },
    outputsFor: (picture) => withLane(async (lane) => [...(await lane.outputsFor(picture))]),
    async release() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}
