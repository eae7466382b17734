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

export function joinChunks(chunks: readonly Chunk[]): Result<PathPoint[]> {
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

export interface StoredTrack {
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

/** What is counted: a line as it is drawn now, over the stored paths of one session. */
export interface RetroQuestion {
  readonly drawing: LineDrawing;
  readonly sessionId: string;
  /** Goes on behind this track; 0 begins with the first. */
  readonly afterTrack: number;
}

export interface RetroAnswer {
  readonly crossings: RetroCrossing[];
  /** There may be more: ask again behind this track. Null: that was all. */
  readonly moreAfterTrack: number | null;
}

export interface RetroLimits {
  /** How many paths one answer may decode. */
  readonly tracks: number;
  /** With as many crossings an answer ends, behind the track that reaches them. */
  readonly crossings: number;
}

const DEFAULT_LIMITS: RetroLimits = { tracks: 5000, crossings: 2000 };
const PAGE = 200;

/**
 * Counts a line that is drawn today over the stored paths of a session: the rows that it would have given live. One answer
 * is bounded in work and in size, however long the session was, and says where to go on.
 */
export function retroCount(
  store: StoredTracks,
  { drawing, sessionId, afterTrack }: RetroQuestion,
  limits: RetroLimits = DEFAULT_LIMITS,
): Result<RetroAnswer> {
  const session = store.session(sessionId);
  if (session === null) return fail('session-not-found', 'there is no such session', 'Choose one from the list.');
  const line = prepareLine({ versionId: 'drawn-now', ...drawing }, session.width / session.height);
  const crossings: RetroCrossing[] = [];
  let looked = 0;
  for (const { track, class: name, chunks } of tracksOf(store, sessionId, afterTrack)) {
    const points = joinChunks(chunks);
    if (!points.ok) return points;
    for (const crossing of countStoredPath(line, points.value)) crossings.push({ track, class: name, ...crossing });
    looked += 1;
    if (looked >= limits.tracks || crossings.length >= limits.crossings)
      return ok({ crossings, moreAfterTrack: track });
  }
  return ok({ crossings, moreAfterTrack: null });
}

/** The tracks of a session one after another, read a page at a time. */
export function* tracksOf(store: StoredTracks, sessionId: string, afterTrack: number): Generator<StoredTrack> {
  for (let after = afterTrack; ;) {
    const page = store.sessionTracks(sessionId, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.track;
  }
}
