import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { toMediaUs } from '../base/time.ts';
import { QUANT_MAX } from './quant-box.ts';
import type { PathPoint } from './track-facts.ts';
import { readSigned, writeSigned } from './varint.ts';
import type { VarintReader } from './varint.ts';

const FORMAT = 1;
const ORIGIN: readonly number[] = [0, 0, 0, 0, 0, 0];

/**
 * A piece of a path as bytes: a format byte, then for each point six numbers: how the step of the frame id and of the
 * time differ from the step before (nearly always 0), and how far each edge moved. Every chunk starts from zero, so it
 * is read without its neighbours. About 9 bytes a point.
 */
export function encodePath(points: readonly PathPoint[]): Uint8Array {
  const bytes: number[] = [FORMAT];
  let before: readonly number[] = ORIGIN;
  let steps = [0, 0];
  for (const { frameId, mediaUs, box } of points) {
    const values = [frameId, mediaUs, ...box];
    const moved = values.map((value, at) => value - (before[at] ?? 0));
    moved.forEach((step, at) => writeSigned(bytes, step - (steps[at] ?? 0)));
    // The first point is whole; only what follows it has a step that the next one may repeat.
    steps = before === ORIGIN ? steps : moved.slice(0, 2);
    before = values;
  }
  return Uint8Array.from(bytes);
}

/** The points of a chunk, exactly as they were encoded. */
export function decodePath(bytes: Uint8Array): Result<PathPoint[]> {
  if (bytes[0] !== FORMAT) return damaged();
  const reader: VarintReader = { bytes, at: 1 };
  const points: PathPoint[] = [];
  let before: readonly number[] = ORIGIN;
  let steps = [0, 0];
  while (reader.at < bytes.length) {
    const moved: number[] = [];
    for (let at = 0; at < before.length; at += 1) {
      const step = readSigned(reader);
      if (step === null) return damaged();
      moved.push(step + (steps[at] ?? 0));
    }
    steps = before === ORIGIN ? steps : moved.slice(0, 2);
    before = before.map((value, at) => value + (moved[at] ?? 0));
    const point = pointOf(before);
    if (point === null) return damaged();
    points.push(point);
  }
  return ok(points);
}

function pointOf(values: readonly number[]): PathPoint | null {
  const [frameId = 0, mediaUs = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = values;
  const sound = [x1, y1, x2, y2].every((edge) => edge >= 0 && edge <= QUANT_MAX);
  return sound && Number.isSafeInteger(mediaUs)
    ? { frameId, mediaUs: toMediaUs(mediaUs), box: [x1, y1, x2, y2] }
    : null;
}

function damaged(): Result<never> {
  return fail(
    'path-unreadable',
    'A stored piece of a path is damaged or from a newer version.',
    'Counts already made from it stay; counting it again needs the recording.',
  );
}
