import { fail, ok, type Result } from '../../domain/base/result.ts';
import { roadUserClassSchema } from '../../domain/contracts/camera-config.ts';
import type { CameraConfig, LineDrawing } from '../../domain/contracts/camera-config.ts';
import type { CrossingSpeed } from '../../domain/contracts/facts.ts';
import { prepareLine } from '../../domain/counting/count-line.ts';
import type { PreparedLine } from '../../domain/counting/count-line.ts';
import { createLineCounter, stepLineCounter } from '../../domain/counting/line-counter.ts';
import { decodePath } from '../../domain/tracking/path-codec.ts';
import type { PathPoint } from '../../domain/tracking/track-facts.ts';
import { createSessionSpeeds } from './session-speeds.ts';
import type { SessionSpeeds } from './session-speeds.ts';

interface Chunk {
  readonly bytes: Uint8Array;
}

/** A piece of a path with the class that the vehicle had by then; null where nobody kept it. */
interface ClassedChunk extends Chunk {
  readonly classSoFar: string | null;
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
  session(sessionId: string): StoredSession | null;
  /** The settings of a camera as they were at a revision; null when nobody keeps that any more. */
  cameraRevision(cameraId: string, revision: number): Pick<CameraConfig, 'analysis' | 'calibration'> | null;
  /** Tracks with a greater number than `afterTrack`, in order of numbers. */
  sessionTracks(sessionId: string, afterTrack: number, limit: number): readonly StoredTrack[];
}

interface StoredSession {
  readonly cameraId: string;
  readonly cameraRevision: number | null;
  readonly width: number;
  readonly height: number;
}

export interface StoredTrack {
  readonly track: number;
  readonly class: string;
  readonly chunks: readonly ClassedChunk[];
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
  readonly speed: CrossingSpeed | null;
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
  const speeds = speedsOf(store, session);
  const crossings: RetroCrossing[] = [];
  let looked = 0;
  for (const { track, class: name, chunks } of tracksOf(store, sessionId, afterTrack)) {
    const found = crossingsOf(line, track, chunks, speeds);
    if (!found.ok) return found;
    for (const crossing of found.value) crossings.push({ track, class: name, ...crossing });
    looked += 1;
    if (looked >= limits.tracks || crossings.length >= limits.crossings)
      return ok({ crossings, moreAfterTrack: track });
  }
  return ok({ crossings, moreAfterTrack: null });
}

/** As the session measured: under the settings that it was opened with. */
function speedsOf(store: StoredTracks, { cameraId, cameraRevision }: StoredSession): SessionSpeeds | null {
  const settings = cameraRevision === null ? null : store.cameraRevision(cameraId, cameraRevision);
  return settings === null ? null : createSessionSpeeds(settings);
}

type PathCrossing = Omit<RetroCrossing, 'track' | 'class'>;

/** As it was counted live: each point is seen by the speedometer before the line, with the class that the vehicle had then. */
function crossingsOf(
  line: PreparedLine,
  track: number,
  chunks: readonly ClassedChunk[],
  speeds: SessionSpeeds | null,
): Result<PathCrossing[]> {
  const crossings: PathCrossing[] = [];
  const memory = createLineCounter();
  for (const { bytes, classSoFar } of chunks) {
    const piece = decodePath(bytes);
    if (!piece.ok) return piece;
    const now = roadUserClassSchema.safeParse(classSoFar).data ?? null;
    for (const point of piece.value) {
      speeds?.meter.see(track, point);
      const crossing = stepLineCounter(memory, line, point);
      if (crossing === null) continue;
      const measured = speeds === null || now === null ? null : speeds.meter.read(track, now, crossing.mediaUs);
      crossings.push({ ...crossing, speed: measured === null || speeds === null ? null : speeds.factOf(measured) });
    }
  }
  speeds?.meter.forget(track);
  return ok(crossings);
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
