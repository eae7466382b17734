import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { LineDrawing } from '../../domain/contracts/camera-config.ts';
import { prepareLine } from '../../domain/counting/count-line.ts';
import { countStoredPath } from '../../domain/counting/line-counter.ts';
import { decodePath } from '../../domain/tracking/path-codec.ts';
import type { PathPoint } from '../../domain/tracking/track-facts.ts';

interface Chunk {
  readonly bytes: Uint8Array;
}

/** A path as the interface shows it. */
export interface ShownPathPoint {
  readonly frameId: number;
  readonly mediaUs: number;
  readonly box: [number, number, number, number];
}

function joinChunks(chunks: readonly Chunk[]): Result<PathPoint[]> {
  const points: PathPoint[] = [];
  for (const { bytes } of chunks) {
    const piece = decodePath(bytes);
    if (!piece.ok) return piece;
    points.push(...piece.value);
  }
  return ok(points);
}

/** The whole path of a track from its stored pieces. */
export function decodePathChunks(chunks: readonly Chunk[]): Result<ShownPathPoint[]> {
  const points = joinChunks(chunks);
  if (!points.ok) return points;
  return ok(points.value.map(({ frameId, mediaUs, box }) => ({ frameId, mediaUs, box: [...box] })));
}

/** What counting over stored paths needs of the store. */
export interface StoredTracks {
  session(sessionId: string): { readonly width: number; readonly height: number } | null;
  /** Tracks with a greater number than `afterTrack`, in order of numbers. */
  sessionTracks(sessionId: string, afterTrack: number, limit: number): readonly StoredTrack[];
}

interface StoredTrack {
  readonly track: number;
  readonly class: string;
  readonly chunks: readonly Chunk[];
}

export interface RetroCrossing {
  readonly track: number;
  readonly ordinal: number;
  readonly direction: 'in' | 'out';
  readonly mediaUs: number;
  readonly frameId: number;
  readonly x: number;
  readonly y: number;
  readonly class: string;
}

const PAGE = 200;

/** Counts a line that is drawn today over the stored paths of a session: the rows that it would have given live. */
export function retroCount(
  store: StoredTracks,
  drawing: LineDrawing,
  sessionId: string,
): Result<{ crossings: RetroCrossing[] }> {
  const session = store.session(sessionId);
  if (session === null) return fail('session-not-found', 'there is no such session', 'Choose one from the list.');
  const line = prepareLine({ versionId: 'drawn-now', ...drawing }, session.width / session.height);
  const crossings: RetroCrossing[] = [];
  for (let after = 0; ;) {
    const tracks = store.sessionTracks(sessionId, after, PAGE);
    for (const { track, class: name, chunks } of tracks) {
      const points = joinChunks(chunks);
      if (!points.ok) return points;
      for (const crossing of countStoredPath(line, points.value)) crossings.push({ track, class: name, ...crossing });
    }
    const last = tracks.at(-1);
    if (last === undefined || tracks.length < PAGE) return ok({ crossings });
    after = last.track;
  }
}
