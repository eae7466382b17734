import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { AuditRow, CrossingRow, SessionView, StreamKeyView, UserView } from '../../domain/contracts/api.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CameraEvent, Hole } from '../../domain/contracts/facts.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { followCrossings } from './feed.ts';
import { readCamera, readCameraRevision, readCameras } from './read-cameras.ts';
import { readCounts, readVolumes } from './read-counts.ts';
import type { CountsQuery, VolumesQuery } from './read-counts.ts';
import { readCrossings, readNewestCrossings, readSessionTracks, readTrack } from './read-crossings.ts';
import type { CrossingsQuery, NewestQuery, SessionTrack, TrackRow } from './read-crossings.ts';
import { readModels } from './read-models.ts';
import type { ModelRow } from './read-models.ts';
import { readJobs, readSession, readSessionRows, readSessions } from './read-sessions.ts';
import type { JobView, SessionDetail, SessionRows } from './read-sessions.ts';
import {
  readAudit,
  readCameraEvents,
  readCursor,
  readNewestCursor,
  readHoles,
  readProcessEvents,
  readSettings,
  readSite,
  readSizes,
  readStreamKeyByHash,
  readStreamKeys,
  readUser,
  readUsers,
} from './read-site.ts';
import type { Page, ProcessEvent, SiteRow, StoreSizes, Stretch, UserRow } from './read-site.ts';
import { openForReading, statements } from './sqlite.ts';

/**
 * Questions to the store from any process. Every answer is one short read of a bounded number of rows: no snapshot is
 * held between two calls, so that no reader keeps the log from being folded back, and none can hold up the writer.
 */
export interface StoreReader {
  readonly site: () => SiteRow | null;
  readonly cameras: () => CameraConfig[];
  readonly camera: (id: string) => CameraConfig | null;
  /** As it was at that revision; null when nobody keeps that any more. */
  readonly cameraRevision: (id: string, revision: number) => CameraConfig | null;
  readonly models: () => ModelRow[];
  readonly counts: (query: CountsQuery) => ReturnType<typeof readCounts>;
  readonly volumes: (query: VolumesQuery) => ReturnType<typeof readVolumes>;
  readonly crossings: (query: CrossingsQuery) => CrossingRow[];
  readonly newestCrossings: (query: NewestQuery) => { rows: CrossingRow[]; before: NewestQuery['before'] };
  readonly follow: (cursor: number, limit: number) => { cursor: number; crossings: CommittedCrossing[] };
  readonly track: (sessionId: string, track: number) => TrackRow | null;
  readonly sessionTracks: (sessionId: string, afterTrack: number, limit: number) => SessionTrack[];
  readonly sessions: (cameraId: string | null) => SessionView[];
  readonly session: (sessionId: string) => SessionDetail | null;
  readonly sessionRows: (sessionId: string) => SessionRows | null;
  readonly jobs: () => JobView[];
  readonly users: () => UserView[];
  readonly user: (name: string) => UserRow | null;
  readonly streamKeys: (cameraId: string) => StreamKeyView[];
  readonly streamKeyByHash: (keyHash: string) => StreamKeyView | null;
  readonly settings: () => Map<string, string>;
  readonly cursor: (follower: string) => number;
  /** The cursor of the newest committed crossing. */
  readonly newestCursor: () => number;
  readonly audit: (page: Page) => AuditRow[];
  readonly processEvents: (page: Page) => ProcessEvent[];
  readonly cameraEvents: (stretch: Stretch) => CameraEvent[];
  readonly holes: (stretch: Stretch) => Hole[];
  readonly sizes: () => StoreSizes;
  readonly close: () => void;
}

export function openReader(file: string, nowUtcUs = () => Date.now() * 1000): Result<StoreReader> {
  try {
    return ok(createReader(file, nowUtcUs));
  } catch (error) {
    return fail(
      'store-unreadable',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'start the store first; it makes the file',
    );
  }
}

function createReader(file: string, nowUtcUs: () => number): StoreReader {
  const db = openForReading(file);
  const sql = statements(db);
  /** Several statements over one state of the data. */
  const atOnce = <A extends unknown[], T>(read: (...asked: A) => T): ((...asked: A) => T) =>
    db.transaction(read).deferred;
  return {
    site: () => readSite(sql),
    cameras: atOnce(() => readCameras(sql)),
    camera: atOnce((id: string) => readCamera(sql, id)),
    cameraRevision: (id, revision) => readCameraRevision(sql, id, revision),
    models: () => readModels(sql),
    counts: atOnce((query: CountsQuery) => readCounts(sql, query, nowUtcUs())),
    volumes: atOnce((query: VolumesQuery) => readVolumes(sql, query)),
    crossings: (query) => readCrossings(sql, query),
    newestCrossings: (query) => readNewestCrossings(sql, query),
    follow: (cursor, limit) => followCrossings(sql, cursor, limit),
    track: atOnce((sessionId: string, track: number) => readTrack(sql, sessionId, track)),
    sessionTracks: atOnce((sessionId: string, after: number, limit: number) =>
      readSessionTracks(sql, sessionId, after, limit),
    ),
    sessions: (cameraId) => readSessions(sql, cameraId),
    session: (sessionId) => readSession(sql, sessionId),
    sessionRows: (sessionId) => readSessionRows(sql, sessionId),
    jobs: () => readJobs(sql),
    users: () => readUsers(sql),
    user: (name) => readUser(sql, name),
    streamKeys: (cameraId) => readStreamKeys(sql, cameraId),
    streamKeyByHash: (keyHash) => readStreamKeyByHash(sql, keyHash),
    settings: () => readSettings(sql),
    cursor: (follower) => readCursor(sql, follower),
    newestCursor: () => readNewestCursor(sql),
    audit: (page) => readAudit(sql, page),
    processEvents: (page) => readProcessEvents(sql, page),
    cameraEvents: (stretch) => readCameraEvents(sql, stretch),
    holes: (stretch) => readHoles(sql, stretch),
    sizes: () => readSizes(sql, file),
    close: () => db.close(),
  };
}
