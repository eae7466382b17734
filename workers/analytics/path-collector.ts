import { z } from 'zod';
import { roadUserClassSchema } from '../../domain/contracts/camera-config.ts';
import { toMediaUs } from '../../domain/base/time.ts';
import { createPathWriter, decodePath, writePoint, writtenPath } from '../../domain/tracking/path-codec.ts';
import type { PathWriter } from '../../domain/tracking/path-codec.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { PathPoint, TrackerStep } from '../../domain/tracking/track-facts.ts';

/** A coded piece of a path. */
export interface PathPiece {
  readonly track: number;
  readonly chunk: number;
  readonly points: number;
  readonly firstMediaUs: number;
  readonly lastMediaUs: number;
  /** The class by the votes up to its last point. */
  readonly classSoFar: RoadUserClass;
  readonly bytes: Uint8Array;
}

/** Gathers the points of every confirmed track, unconfirmed beginnings included, and hands them out in pieces. */
export interface PathCollector {
  /**
   * The pieces that this step completed, in order of track numbers. The path of a track that counted leaves with what
   * it counted: evidence must not lag behind what it is evidence of, for a killed process takes along what it holds.
   */
  step(step: TrackerStep, counted: ReadonlySet<number>): PathPiece[];
  serialize(): unknown;
}

interface OpenPath {
  chunk: number;
  piece: PathWriter;
  firstMediaUs: number;
  classSoFar: RoadUserClass;
}

/** About two and a half seconds of a path at 12.5 frames a second: little is lost with a process, few rows are made. */
const CHUNK_POINTS = 32;

const storedSchema = z.array(
  z.tuple([
    z.number(),
    z.number(),
    z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])),
    roadUserClassSchema,
  ]),
);

/** A collector, fresh or as a checkpoint left it. */
export function createPathCollector(stored?: unknown): PathCollector {
  const open = new Map<number, OpenPath>();
  for (const [track, chunk, points, classSoFar] of stored === undefined ? [] : storedSchema.parse(stored)) {
    const path = openPath(chunk, classSoFar);
    for (const [frameId, us, ...box] of points) add(path, { frameId, mediaUs: toMediaUs(us), box });
    open.set(track, path);
  }
  return {
    step({ observed, confirmedNow, ended }, counted) {
      const pieces: PathPiece[] = [];
      for (const { track, earlier, classSoFar } of confirmedNow) {
        const path = openPath(0, classSoFar);
        for (const point of earlier) add(path, point);
        open.set(track, path);
      }
      for (const point of observed) {
        const path = point.confirmed ? open.get(point.track) : undefined;
        if (path === undefined) continue;
        // A piece holds one class so far: what depends on it, as speeds do, comes out the same over stored paths.
        if (path.classSoFar !== point.classSoFar) pieces.push(...cut(point.track, path));
        path.classSoFar = point.classSoFar;
        add(path, point);
        if (path.piece.points >= CHUNK_POINTS || counted.has(point.track)) pieces.push(...cut(point.track, path));
      }
      for (const { track, class: finalClass } of ended) {
        const path = open.get(track);
        if (path !== undefined) pieces.push(...cut(track, path, finalClass));
        open.delete(track);
      }
      return pieces;
    },
    serialize: () => [...open].map(([track, { chunk, piece, classSoFar }]) => [track, chunk, plain(piece), classSoFar]),
  };
}

function openPath(chunk: number, classSoFar: RoadUserClass): OpenPath {
  return { chunk, piece: createPathWriter(), firstMediaUs: 0, classSoFar };
}

function add(path: OpenPath, point: PathPoint): void {
  if (path.piece.points === 0) path.firstMediaUs = point.mediaUs;
  writePoint(path.piece, point);
}

function cut(track: number, path: OpenPath, classSoFar = path.classSoFar): PathPiece[] {
  const { chunk, piece, firstMediaUs } = path;
  if (piece.points === 0) return [];
  const { points, mediaUs: lastMediaUs } = piece;
  path.chunk += 1;
  path.piece = createPathWriter();
  return [{ track, chunk, points, firstMediaUs, lastMediaUs, classSoFar, bytes: writtenPath(piece) }];
}

/** The points of an open piece as a checkpoint keeps them. */
function plain(piece: PathWriter): number[][] {
  const points = decodePath(writtenPath(piece));
  if (!points.ok) throw new Error(`a path that was just written cannot be read: ${points.failure.message}`);
  return points.value.map(({ frameId, mediaUs, box }) => [frameId, mediaUs, ...box]);
}
