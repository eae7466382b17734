import { statSync } from 'node:fs';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type {
  AuditRow,
  CrossingRow,
  SessionView,
  SiteEvent,
  StreamKeyView,
  UserView,
} from '../../domain/contracts/api.ts';
import type { CalibrationHistory, CalibrationVersion } from '../../domain/contracts/calibration.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CameraEvent, FolderFile, Hole } from '../../domain/contracts/facts.ts';
import type { IncidentDetail, IncidentFilter, IncidentRow, IncidentSummary } from '../../domain/contracts/incidents.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { readEvents } from './read-events.ts';
import type { EventsPage } from './read-events.ts';
import { followCrossings } from './feed.ts';
import { readCalibration, readCalibrations, readCarLengths } from './read-calibrations.ts';
import { readCamera, readCameraRevision, readCameras } from './read-cameras.ts';
import { readCounts, readVolumes } from './read-counts.ts';
import type { CountsQuery, VolumesQuery } from './read-counts.ts';
import { readCrossings, readNewestCrossings, readSessionTracks, readTrack } from './read-crossings.ts';
import type { CrossingsQuery, NewestQuery, SessionTrack, TrackRow } from './read-crossings.ts';
import { readIncident, readIncidents, readIncidentSummary, readNewestIncidentCursor } from './read-incidents.ts';
import { readModels } from './read-models.ts';
import type { ModelRow } from './read-models.ts';
import { readReplayFiles } from './read-replay-files.ts';
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
import type { Db, Sql } from './sqlite.ts';

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
  /** Newest first. */
  readonly calibrations: (cameraId: string) => CalibrationHistory[];
  readonly calibration: (versionId: string) => CalibrationVersion | null;
  /** In metres, of the cars measured last under a calibration. */
  readonly carLengths: (calibrationId: string) => number[];
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
  /** The files of a replayed folder and the session of each; null where there is no such replay. */
  readonly jobFiles: (jobId: string) => readonly FolderFile[] | null;
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
  /** What happened to processes and cameras, newest first. */
  readonly events: (page: EventsPage) => SiteEvent[];
  /** Newest first. */
  readonly incidents: (filter: IncidentFilter) => IncidentRow[];
  readonly incident: (incidentId: string) => IncidentDetail | null;
  readonly incidentSummary: () => IncidentSummary;
  readonly newestIncidentCursor: () => number;
  readonly sizes: () => StoreSizes;
  /** Whether another database was put in this one's place: the reader then goes on with that one. */
  readonly reopenIfReplaced: () => Result<boolean>;
  readonly close: () => void;
}

export function openReader(file: string, nowUtcUs = () => Date.now() * 1000): Result<StoreReader> {
  const opened = connect(file);
  return opened.ok ? ok(createReader(file, opened.value, nowUtcUs)) : opened;
}

interface Connection {
  readonly db: Db;
  readonly sql: Sql;
  /** Which file it is, whatever its name. */
  readonly identity: string;
}

function connect(file: string): Result<Connection> {
  try {
    // Looked at before it is opened: a file that is put in place between the two is noticed at the next look.
    const identity = identityOf(file);
    const db = openForReading(file);
    return ok({ db, sql: statements(db), identity });
  } catch (error) {
    return unreadable(file, error);
  }
}

function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true });
  return `${dev} ${ino}`;
}

function unreadable(file: string, error: unknown): Result<never> {
  return fail(
    'store-unreadable',
    `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    'start the store first; it makes the file',
  );
}

type AtOnce = <A extends unknown[], T>(read: (...asked: A) => T) => (...asked: A) => T;

function incidentReads(sql: Sql, atOnce: AtOnce) {
  return {
    incidents: (filter: IncidentFilter) => readIncidents(sql, filter),
    incident: atOnce((incidentId: string) => readIncident(sql, incidentId)),
    newestIncidentCursor: () => readNewestIncidentCursor(sql),
    incidentSummary: atOnce(() => readIncidentSummary(sql)),
  };
}

function createReader(file: string, opened: Connection, nowUtcUs: () => number): StoreReader {
  let current = opened;
  const sql: Sql = (text) => current.sql(text);
  /** Several statements over one state of the data. */
  const atOnce =
    <A extends unknown[], T>(read: (...asked: A) => T): ((...asked: A) => T) =>
    (...asked) =>
      current.db.transaction(read).deferred(...asked);
  return {
    site: () => readSite(sql),
    cameras: atOnce(() => readCameras(sql)),
    camera: atOnce((id: string) => readCamera(sql, id)),
    cameraRevision: (id, revision) => readCameraRevision(sql, id, revision),
    calibrations: (cameraId) => readCalibrations(sql, cameraId),
    calibration: (versionId) => readCalibration(sql, versionId),
    carLengths: (calibrationId) => readCarLengths(sql, calibrationId),
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
    jobFiles: (jobId) => readReplayFiles(sql, jobId),
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
    events: (page) => readEvents(sql, page),
    ...incidentReads(sql, atOnce),
    sizes: () => readSizes(sql, file),
    reopenIfReplaced() {
      try {
        if (identityOf(file) === current.identity) return ok(false);
      } catch (error) {
        return unreadable(file, error);
      }
      const next = connect(file);
      if (!next.ok) return next;
      current.db.close();
      current = next.value;
      return ok(true);
    },
    close: () => current.db.close(),
  };
}
