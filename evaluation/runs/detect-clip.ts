import { availableParallelism } from 'node:os';
import { classOfCode } from '../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { openDetector } from '../../workers/inference/detector.ts';
import type { Detector } from '../../workers/inference/detector.ts';
import type { ModelFile } from '../../workers/inference/model-folder.ts';
import { openSession } from '../../workers/inference/session.ts';
import type { PixelBox } from '../metrics/boxes.ts';
import { watchClip } from './watch-clip.ts';

/** Something that a detector saw, in pixels of the picture that was analysed. */
export interface SeenObject {
  readonly class: RoadUserClass;
  readonly score: number;
  readonly box: PixelBox;
}

export interface SeenClip {
  readonly frames: readonly (readonly SeenObject[])[];
  readonly width: number;
  readonly height: number;
  /** Median time that the detector took for a picture. */
  readonly medianMs: number;
}

/** Lower than any threshold that is used: a curve of precision needs the weak ones too. */
const FLOOR = 0.02;

/** A model as the product loads it, on the processor. */
export async function detectorFor(file: ModelFile): Promise<Detector> {
  const threads = Math.min(2, availableParallelism());
  const opened = await openDetector(file, { provider: 'cpu', threads, maxBatch: 1, floor: FLOOR, openSession });
  if (!opened.ok) throw new Error(`${opened.failure.message} ${opened.failure.hint}`);
  return opened.value;
}

/** What a detector sees on every frame of a clip. */
export async function detectClip(detector: Detector, file: string): Promise<SeenClip> {
  const frames: SeenObject[][] = [];
  const times: number[] = [];
  let size = { width: 0, height: 0 };
  await watchClip(file, async (frame) => {
    const { width, height } = frame;
    const seen = await detector.detect([{ width, height, format: frame.format, pixels: frame.raw }]);
    times.push(seen.ms);
    size = { width, height };
    const [detections] = seen.detections;
    frames[frame.frameId] = detections === undefined ? [] : seenObjects(detections, size);
  });
  times.sort((a, b) => a - b);
  return { frames, ...size, medianMs: times[times.length >> 1] ?? 0 };
}

function seenObjects(
  { count, boxes, scores, classes }: Detections,
  { width, height }: { width: number; height: number },
): SeenObject[] {
  const at = (index: number, size: number): number => (boxes[index] ?? 0) * size;
  return Array.from({ length: count }, (_, one) => ({
    class: classOfCode(classes[one] ?? 0),
    score: scores[one] ?? 0,
    box: [at(one * 4, width), at(one * 4 + 1, height), at(one * 4 + 2, width), at(one * 4 + 3, height)],
  }));
}
