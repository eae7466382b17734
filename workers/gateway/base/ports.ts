import type { z } from 'zod';
import type { Result } from '../../../domain/base/result.ts';
import type {
  AuditRow,
  CrossingRow,
  SessionView,
  SiteEvent,
  StreamKeyView,
  UserView,
  countsSchema,
  jobViewSchema,
  pathPointSchema,
  retroCountResultSchema,
  retroCountSchema,
  sessionInfoSchema,
  systemSchema,
  trackDetailSchema,
  volumesSchema,
} from '../../../domain/contracts/api.ts';
import type { CalibrationHistory, CalibrationVersion } from '../../../domain/contracts/calibration.ts';
import type {
  MovementCounts,
  MovementTrack,
  MovementVolumes,
  Proposals,
  movementRetroResultSchema,
} from '../../../domain/contracts/traffic-api.ts';
import type { CameraChangeView, RunView } from '../../../domain/contracts/changes.ts';
import type { CameraConfig, MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import type { ZoneHistory } from '../../../domain/contracts/density.ts';
import type { FolderFile, Hole } from '../../../domain/contracts/facts.ts';
import type { DepartureRow, Forecast, NormalDay, OutlookQuestion } from '../../../domain/contracts/outlook.ts';
import type {
  IncidentDetail,
  IncidentFilter,
  IncidentRow,
  IncidentSummary,
} from '../../../domain/contracts/incidents.ts';
import type {
  ImportSettings,
  ImportSize,
  LookAnswer,
  MeasureAnswer,
  ModelImport,
  ModelImports,
} from '../../../domain/contracts/model-import.ts';
import type { TrackVisit } from '../../../domain/contracts/journey-api.ts';
import type { Passage, WatchedStretch } from '../../../domain/traffic/headway/headways.ts';
import type { JourneyPassage } from '../../../domain/traffic/journey/travel-times.ts';
import type { JourneyVisit } from '../../../domain/traffic/journey/zone-journeys.ts';
import type { StoredMinute } from '../../../domain/traffic/queue/approach-figures.ts';
import type { ClassSupport } from '../../../domain/traffic/class-support.ts';
import type { Flows } from '../../../domain/contracts/site-map.ts';
import type { Role, StoreMethod, StoreParams, StoreResult } from '../../../domain/contracts/store-commands.ts';

/** What the gateway needs of others. It imports no other room: whoever composes the process passes these in. */

export type Awaitable<T> = T | Promise<T>;
export type Counts = z.infer<typeof countsSchema>;
export type Volumes = z.infer<typeof volumesSchema>;
export type JobView = z.infer<typeof jobViewSchema>;
export type TrackDetail = z.infer<typeof trackDetailSchema>;
export type PathPoint = z.infer<typeof pathPointSchema>;
export type RetroCountQuestion = z.infer<typeof retroCountSchema>;
/** Whoever counts over stored paths knows of no corrections; the answer says so. */
export type RetroCountResult = Omit<z.infer<typeof retroCountResultSchema>, 'corrected'>;
export type SessionInfo = z.infer<typeof sessionInfoSchema>;
export type SystemView = z.infer<typeof systemSchema>;

export interface CountsQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs?: number;
  /** Null: live sessions only. */
  readonly sessionId: string | null;
}
export interface StretchQuery extends CountsQuery {
  readonly toUtcUs: number;
}
export interface VolumesQuery extends CountsQuery {
  readonly toUtcUs: number;
  readonly binSeconds: number;
}
export interface MovementsQuery extends CountsQuery {
  readonly toUtcUs: number;
}
export interface MovementTracksQuery extends MovementsQuery {
  /** Null: the tracks that fit none. */
  readonly movementId: string | null;
  readonly class: string | null;
  readonly before: string | null;
  readonly limit: number;
}
/** The lines and zones of a camera, and the movements between them. */
export type Gates = Pick<CameraConfig, 'lines' | 'zones'>;
export interface MovementRetroQuestion extends Gates {
  readonly sessionId: string;
  readonly movements: readonly MovementDrawing[];
  readonly afterTrack: number;
}
export interface ProposalQuestion extends Gates, Pick<CameraConfig, 'movements'> {
  readonly sessionIds: readonly string[];
}
export type MovementRetroResult = z.infer<typeof movementRetroResultSchema>;
export interface ZoneHistoryQuery extends CountsQuery {
  readonly toUtcUs: number;
  /** Null: all zones. */
  readonly zoneId: string | null;
}
export interface CrossingsQuery {
  readonly cameraId: string | null;
  readonly sessionId: string | null;
  readonly lineId: string | null;
  readonly fromUtcUs: number | null;
  readonly toUtcUs: number | null;
  /** Rows committed after this one. */
  readonly cursor: number | null;
  readonly limit: number;
}
/** A stored piece of a track's path, still coded. */
export interface PathChunkRow {
  readonly chunk: number;
  readonly points: number;
  readonly firstMediaUs: number;
  readonly lastMediaUs: number;
  readonly bytes: Uint8Array;
}
export interface TrackRow {
  readonly detail: Omit<TrackDetail, 'path' | 'sections' | 'visits'>;
  readonly chunks: readonly PathChunkRow[];
}
export interface UserRow {
  readonly name: string;
  readonly role: Role;
  /** Encoded scrypt hash; empty while no password was ever set. */
  readonly passwordHash: string;
}

/** Read-only questions to the store. Answers may be given at once or promised. */
export interface GatewayReader {
  cameras(): Awaitable<readonly CameraConfig[]>;
  camera(id: string): Awaitable<CameraConfig | null>;
  /** Newest first. */
  calibrations(cameraId: string): Awaitable<readonly CalibrationHistory[]>;
  calibration(versionId: string): Awaitable<CalibrationVersion | null>;
  /** In metres, of the cars measured last under a calibration. */
  carLengths(calibrationId: string): Awaitable<readonly number[]>;
  /** The minutes of a camera's approaches in order of time. */
  approachMinutes(query: StretchQuery): Awaitable<readonly (StoredMinute & { readonly zoneId: string })[]>;
  /** What drives at the lines of a camera, in order of time, and what of that time was watched. */
  passages(query: StretchQuery): Awaitable<{
    readonly passages: readonly (Passage & JourneyPassage & { readonly lineVersionId: string })[];
    readonly watched: readonly WatchedStretch[];
    readonly truncated: boolean;
  }>;
  /** Stays in zones that ended in a stretch of time. */
  zoneVisits(query: StretchQuery): Awaitable<{ readonly visits: readonly JourneyVisit[]; readonly truncated: boolean }>;
  trackVisits(sessionId: string, track: number): Awaitable<readonly TrackVisit[]>;
  counts(query: CountsQuery): Awaitable<Counts>;
  volumes(query: VolumesQuery): Awaitable<Volumes>;
  /** Null where nobody knows what the models of the time could tell. */
  classSupport(query: MovementsQuery): Awaitable<ClassSupport | null>;
  movementCounts(query: MovementsQuery): Awaitable<MovementCounts>;
  movementVolumes(query: VolumesQuery): Awaitable<MovementVolumes>;
  movementTracks(query: MovementTracksQuery): Awaitable<readonly MovementTrack[]>;
  /** What the site chose, by name. */
  settings(): Awaitable<ReadonlyMap<string, string>>;
  zoneHistory(query: ZoneHistoryQuery): Awaitable<ZoneHistory>;
  /** Departures from normal, newest first; of all cameras where none is named. */
  departures(query: { readonly cameraId: string | null; readonly limit: number }): Awaitable<readonly DepartureRow[]>;
  /** What passed the lines of the whole site, in whole minutes. */
  flows(stretch: { readonly fromUtcUs: number; readonly toUtcUs: number }): Awaitable<Flows>;
  crossings(query: CrossingsQuery): Awaitable<readonly CrossingRow[]>;
  track(sessionId: string, track: number): Awaitable<TrackRow | null>;
  sessions(cameraId: string | null): Awaitable<readonly SessionView[]>;
  jobs(): Awaitable<readonly JobView[]>;
  /** Null where there is no such replay. */
  jobFiles(jobId: string): Awaitable<readonly FolderFile[] | null>;
  users(): Awaitable<readonly UserView[]>;
  user(name: string): Awaitable<UserRow | null>;
  streamKeys(cameraId: string): Awaitable<readonly StreamKeyView[]>;
  /** The key that is valid now under this hash; revoked ones are not found. */
  streamKeyByHash(keyHash: string): Awaitable<StreamKeyView | null>;
  changes(query: {
    readonly cameraId: string;
    readonly fromUtcUs: number;
    readonly toUtcUs: number;
  }): Awaitable<readonly CameraChangeView[]>;
  run(runId: string): Awaitable<RunView | null>;
  /** What was not watched of a camera, and why, by its beginning. */
  holes(stretch: {
    readonly cameraId: string;
    readonly fromUtcUs: number;
    readonly toUtcUs: number;
  }): Awaitable<readonly Hole[]>;
  /** What happened to processes and cameras, newest first; a cursor that is no cursor begins with the newest. */
  events(page: { readonly before: string | null; readonly limit: number }): Awaitable<readonly SiteEvent[]>;
  /** Newest first. */
  incidents(filter: IncidentFilter): Awaitable<readonly IncidentRow[]>;
  incident(incidentId: string): Awaitable<IncidentDetail | null>;
  incidentSummary(): Awaitable<IncidentSummary>;
  audit(page: { readonly beforeId: number | null; readonly limit: number }): Awaitable<readonly AuditRow[]>;
}

/** The store's writer. */
export type StoreCommand = <M extends StoreMethod>(
  method: M,
  params: StoreParams<M>,
) => Promise<Result<StoreResult<M>>>;

/** Who brings models of the people here into the site. */
export interface ModelImportDesk {
  list(): Promise<ModelImports>;
  receive(upload: {
    readonly fileName: string;
    readonly user: string;
    /** As announced; null where it was not. */
    readonly bytes: number | null;
    readonly body: AsyncIterable<Uint8Array>;
  }): Promise<Result<ModelImport>>;
  check(importId: string, size: ImportSize): Promise<Result<ModelImport>>;
  setPicture(
    importId: string,
    picture: { readonly width: number; readonly height: number; readonly body: AsyncIterable<Uint8Array> },
  ): Promise<Result<void>>;
  look(importId: string, settings: ImportSettings): Promise<Result<LookAnswer>>;
  measure(importId: string, settings: ImportSettings): Promise<Result<MeasureAnswer>>;
  save(importId: string, settings: ImportSettings): Promise<Result<{ readonly modelId: string }>>;
  discard(importId: string): Promise<Result<void>>;
  remove(modelId: string): Promise<Result<void>>;
}

/** What only the host knows about itself; the rest of the system page the gateway adds. */
export type SystemFacts = Pick<
  SystemView,
  'startedUtcUs' | 'node' | 'platform' | 'dataFolder' | 'databaseBytes' | 'diskFreeBytes'
>;

export interface GatewayClock {
  nowUtcUs(): number;
}
export type LogFields = Record<string, string | number | boolean | null>;
export interface GatewayLog {
  info(text: string, fields?: LogFields): void;
  warn(text: string, fields?: LogFields): void;
  error(text: string, fields?: LogFields): void;
}

/** Bounds that tests make small; the values in `DEFAULT_LIMITS` are the ones that ship. */
export interface GatewayLimits {
  readonly signInsPerMinute: number;
  readonly failuresBeforeWait: number;
  readonly accessTokenHours: number;
  readonly oneTimeTokenHours: number;
  readonly helloMs: number;
  readonly snapshotMs: number;
  readonly stalledViewerMs: number;
  readonly heartbeatMs: number;
  readonly tickMs: number;
  readonly viewers: number;
  /** Live sockets that have not said yet who they are: whoever never says it takes no place of those who do. */
  readonly strangers: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  signInsPerMinute: 30,
  failuresBeforeWait: 5,
  accessTokenHours: 12,
  oneTimeTokenHours: 24,
  helloMs: 5000,
  snapshotMs: 5000,
  stalledViewerMs: 30_000,
  heartbeatMs: 5000,
  tickMs: 1000,
  viewers: 200,
  strangers: 32,
};

export interface GatewayOptions {
  /** Loopback only; anything else is refused. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly site: { readonly name: string; readonly timeZone: string };
  readonly version: string;
  readonly hostKind: 'desktop' | 'site';
  /** Desktop only: one secret per launch, good for every window of that launch, gives an admin's access. */
  readonly launchToken: string | null;
  /** Exact origins besides our own, for example the desktop application's protocol. */
  readonly otherOrigins: readonly string[];
  /** The built screens; null where another host serves them. */
  readonly staticDir: string | null;
  /** Files and folders outside these are refused as sources. */
  readonly allowedFolders: readonly string[];
  /** Where a site puts its maps. */
  readonly mapFolder: string;
  readonly reader: GatewayReader;
  readonly command: StoreCommand;
  readonly decodePath: (chunks: readonly PathChunkRow[]) => Result<readonly PathPoint[]>;
  readonly retroCount: (question: RetroCountQuestion) => Promise<Result<RetroCountResult>>;
  readonly retroMovements: (question: MovementRetroQuestion) => Promise<Result<MovementRetroResult>>;
  readonly proposeMovements: (question: ProposalQuestion) => Promise<Result<Proposals>>;
  /** Answers a question of a kind with an answer of that kind. */
  readonly outlook: (question: OutlookQuestion) => Promise<Result<NormalDay | Forecast>>;
  /** Done when the wish is kept: loading may take minutes, and the states of the models tell what becomes of it. */
  readonly setDefaultModel: (modelId: string) => Promise<Result<void>>;
  readonly modelImports: ModelImportDesk;
  /** Starts a process again that the supervisor had given up. */
  readonly startProcess: (name: string) => Promise<Result<unknown>>;
  /** Told which cameras somebody looks at, after every change. */
  readonly watchViews: (cameraIds: readonly string[]) => void;
  readonly system: () => Awaitable<SystemFacts>;
  readonly clock: GatewayClock;
  readonly log: GatewayLog;
  readonly limits?: Partial<GatewayLimits>;
}
