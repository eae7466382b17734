import { z } from 'zod';
import { roadUserClassSchema } from '../../domain/contracts/camera-config.ts';
import { toMediaUs } from '../../domain/base/time.ts';
import { encodePath } from '../../domain/tracking/path-codec.ts';
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
  points: PathPoint[];
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
  for (const [track, chunk, points, classSoFar] of stored === undefined ? [] : storedSchema.parse(stored))
    open.set(track, {
      chunk,
      points: points.map(([frameId, us, ...box]) => ({ frameId, mediaUs: toMediaUs(us), box })),
      classSoFar,
    });

  function cut(track: number, path: OpenPath, classSoFar = path.classSoFar): PathPiece[] {
    const first = path.points[0];
    const last = path.points.at(-1);
    if (first === undefined || last === undefined) return [];
    const piece = {
      track,
      chunk: path.chunk,
      points: path.points.length,
      firstMediaUs: first.mediaUs,
      lastMediaUs: last.mediaUs,
      classSoFar,
      bytes: encodePath(path.points),
    };
    path.chunk += 1;
    path.points = [];
    return [piece];
  }

  return {
    step({ observed, confirmedNow, ended }, counted) {
      const pieces: PathPiece[] = [];
      for (const { track, earlier, classSoFar } of confirmedNow)
        open.set(track, { chunk: 0, points: [...earlier], classSoFar });
      for (const { track, confirmed, frameId, mediaUs, box, classSoFar } of observed) {
        const path = confirmed ? open.get(track) : undefined;
        if (path === undefined) continue;
        // A piece holds one class so far: what depends on it, as speeds do, comes out the same over stored paths.
        if (path.classSoFar !== classSoFar) pieces.push(...cut(track, path));
        path.classSoFar = classSoFar;
        path.points.push({ frameId, mediaUs, box });
        if (path.points.length >= CHUNK_POINTS || counted.has(track)) pieces.push(...cut(track, path));
      }
      for (const { track, class: finalClass } of ended) {
        const path = open.get(track);
        if (path !== undefined) pieces.push(...cut(track, path, finalClass));
        open.delete(track);
      }
      return pieces;
    },
    serialize: () =>
      [...open].map(([track, { chunk, points, classSoFar }]) => [
        track,
        chunk,
        points.map(({ frameId, mediaUs, box }) => [frameId, mediaUs, ...box]),
        classSoFar,
      ]),
  };
}
