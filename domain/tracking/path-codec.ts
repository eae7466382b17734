import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { toMediaUs } from '../base/time.ts';
import { QUANT_MAX } from './quant-box.ts';
import type { QuantBox } from './quant-box.ts';
import type { PathPoint } from './track-facts.ts';
import { readSigned, writeSigned } from './varint.ts';
import type { VarintReader, VarintWriter } from './varint.ts';

const FORMAT = 1;
const ORIGIN: readonly number[] = [0, 0, 0, 0, 0, 0];

/** A piece of a path that is coded as its points come: a few hundred bytes a vehicle, however long it is watched. */
export interface PathWriter {
  readonly writer: VarintWriter;
  points: number;
  frameId: number;
  mediaUs: number;
  box: QuantBox;
  frameStep: number;
  timeStep: number;
}

const NO_BOX: QuantBox = [0, 0, 0, 0];
const USUAL_BYTES = 320;

/** A piece without points. */
export function createPathWriter(): PathWriter {
  const writer = { bytes: new Uint8Array(USUAL_BYTES), length: 1 };
  writer.bytes[0] = FORMAT;
  return { writer, points: 0, frameId: 0, mediaUs: 0, box: NO_BOX, frameStep: 0, timeStep: 0 };
}

/** Adds the next point of the path. */
export function writePoint(path: PathWriter, { frameId, mediaUs, box }: PathPoint): void {
  const { writer } = path;
  const frameStep = frameId - path.frameId;
  const timeStep = mediaUs - path.mediaUs;
  writeSigned(writer, frameStep - path.frameStep);
  writeSigned(writer, timeStep - path.timeStep);
  writeSigned(writer, box[0] - path.box[0]);
  writeSigned(writer, box[1] - path.box[1]);
  writeSigned(writer, box[2] - path.box[2]);
  writeSigned(writer, box[3] - path.box[3]);
  // The first point is whole; only what follows it has a step that the next one may repeat.
  if (path.points > 0) {
    path.frameStep = frameStep;
    path.timeStep = timeStep;
  }
  path.points += 1;
  path.frameId = frameId;
  path.mediaUs = mediaUs;
  path.box = box;
}

/** The piece so far. */
export function writtenPath({ writer: { bytes, length } }: PathWriter): Uint8Array {
  return bytes.slice(0, length);
}

/**
 * A piece of a path as bytes: a format byte, then for each point six numbers: how the step of the frame id and of the
 * time differ from the step before (nearly always 0), and how far each edge moved. Every chunk starts from zero, so it
 * is read without its neighbours. About 9 bytes a point.
 */
export function encodePath(points: readonly PathPoint[]): Uint8Array {
  const path = createPathWriter();
  for (const point of points) writePoint(path, point);
  return writtenPath(path);
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
