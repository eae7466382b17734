import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { toMediaUs } from '../base/time.ts';
import { QUANT_MAX } from './quant-box.ts';
import type { QuantBox } from './quant-box.ts';
import type { PathPoint } from './track-facts.ts';
import { readSigned, writeSigned } from './varint.ts';
import type { VarintReader, VarintWriter } from './varint.ts';

const FORMAT = 1;

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
const ORIGIN: PathPoint = { frameId: 0, mediaUs: toMediaUs(0), box: NO_BOX };
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

/** The points of a chunk, exactly as they were encoded. Days of paths are read to count them again: no lists on the way. */
export function decodePath(bytes: Uint8Array): Result<PathPoint[]> {
  if (bytes[0] !== FORMAT) return damaged();
  const reader: VarintReader = { bytes, at: 1 };
  const points: PathPoint[] = [];
  let point = ORIGIN;
  let frameStep = 0;
  let timeStep = 0;
  while (reader.at < bytes.length) {
    const next = nextPoint(reader, point, frameStep, timeStep);
    if (next === null) return damaged();
    if (points.length > 0) {
      frameStep = next.frameId - point.frameId;
      timeStep = next.mediaUs - point.mediaUs;
    }
    points.push(next);
    point = next;
  }
  return ok(points);
}

function nextPoint(reader: VarintReader, before: PathPoint, frameStep: number, timeStep: number): PathPoint | null {
  const frame = readSigned(reader);
  const time = readSigned(reader);
  const box = nextBox(reader, before.box);
  if (frame === null || time === null || box === null) return null;
  const mediaUs = before.mediaUs + timeStep + time;
  if (!Number.isSafeInteger(mediaUs)) return null;
  return { frameId: before.frameId + frameStep + frame, mediaUs: toMediaUs(mediaUs), box };
}

function nextBox(reader: VarintReader, before: QuantBox): QuantBox | null {
  const x1 = nextEdge(reader, before[0]);
  const y1 = nextEdge(reader, before[1]);
  const x2 = nextEdge(reader, before[2]);
  const y2 = nextEdge(reader, before[3]);
  return x1 === null || y1 === null || x2 === null || y2 === null ? null : [x1, y1, x2, y2];
}

function nextEdge(reader: VarintReader, before: number): number | null {
  const step = readSigned(reader);
  if (step === null) return null;
  const edge = before + step;
  return edge >= 0 && edge <= QUANT_MAX ? edge : null;
}

function damaged(): Result<never> {
  return fail(
    'path-unreadable',
    'A stored piece of a path is damaged or from a newer version.',
    'Counts already made from it stay; counting it again needs the recording.',
  );
}
