import { z } from 'zod';
import { overlayQueueSchema } from './approach-facts.ts';
import { cameraConfigSchema } from './camera-config.ts';
import { zonesNowSchema } from './density.ts';
import { checkpointSchema, factSchema, folderFileSchema, runSchema } from './facts.ts';
import { anchorQualitySchema, cameraIdSchema, mediaUsSchema, utcUsSchema, uuidSchema } from './ids.ts';
import { committedIncidentSchema } from './incidents.ts';

/** Every message between processes: a small typed head, here, and sometimes a binary body beside it. */

export const failureSchema = z.object({ code: z.string(), message: z.string(), hint: z.string() });

// ---- everyone and the supervisor -------------------------------------------------------------------------------

export const processNameSchema = z.string().regex(/^(camera-\d+|inference-\d+|store|site|gateway)$/);
export const logLevelSchema = z.enum(['debug', 'info', 'warn', 'error']);

export const helloSchema = z.object({ type: z.literal('hello'), name: z.string(), pid: z.number().int() });
/** The supervisor's answer to `hello`: what this process is to do. Secrets travel here, never in the environment. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  settings: z.record(z.string(), z.string()),
  dataKey: z.string().nullable(),
});
export const heartbeatSchema = z.object({
  type: z.literal('heartbeat'),
  rssBytes: z.number(),
  heapBytes: z.number(),
  externalBytes: z.number(),
  cpuMs: z.number(),
});
export const readySchema = z.object({ type: z.literal('ready') });
/** This process cannot do its work and starting it again would not help: said to the person at the terminal. */
export const cannotStartSchema = z.object({ type: z.literal('cannot-start'), failure: failureSchema });
/** The gateway is up. The link is shown once, at a terminal or in a private file, and in no log. */
export const openedSchema = z.object({ type: z.literal('opened'), url: z.string(), signInLink: z.string().nullable() });
/** Honest long work: the watchdog waits until the deadline before it calls the process stuck. */
export const busySchema = z.object({
  type: z.literal('busy'),
  what: z.string(),
  deadlineMs: z.number().int().positive(),
});
export const idleSchema = z.object({ type: z.literal('idle') });
export const logSchema = z.object({
  type: z.literal('log'),
  level: logLevelSchema,
  who: z.string(),
  text: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});
export const stopSchema = z.object({ type: z.literal('stop') });
/** A program that a process started, so that the supervisor can end it when the process dies first. */
export const childStartedSchema = z.object({
  type: z.literal('child-started'),
  pid: z.number().int(),
  startTicks: z.string(),
  what: z.string(),
});
export const childEndedSchema = z.object({ type: z.literal('child-ended'), pid: z.number().int() });

export const processStatusSchema = z.object({
  name: processNameSchema,
  state: z.enum(['starting', 'ready', 'stopping', 'exited', 'crashed', 'failed']),
  pid: z.number().int().nullable(),
  restarts: z.number().int(),
  reason: z.string(),
  busyWith: z.string().nullable(),
  sinceUtcUs: utcUsSchema,
  rssBytes: z.number(),
  cpuPercent: z.number(),
});
export const processesSchema = z.object({ type: z.literal('processes'), processes: z.array(processStatusSchema) });
export type ProcessStatus = z.infer<typeof processStatusSchema>;

// ---- camera and inference ---------------------------------------------------------------------------------------

/** Body: the pixels. Answered by `detections` or `infer-failed` with the same seq, in order per camera, and per replay of it. */
export const inferSchema = z.object({
  type: z.literal('infer'),
  seq: z.number().int(),
  cameraId: cameraIdSchema,
  frameId: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  format: z.enum(['yuv420p', 'bgr24']),
  modelId: z.string().nullable(),
  lossless: z.boolean(),
});
/** Body: Float32 × 6 per detection: x1, y1, x2, y2 (normalised to the picture), score, class code. */
export const detectionsSchema = z.object({
  type: z.literal('detections'),
  seq: z.number().int(),
  cameraId: cameraIdSchema,
  frameId: z.number().int(),
  count: z.number().int().nonnegative(),
  modelId: z.string(),
  modelSha256: z.string(),
  provider: z.string(),
  waitMs: z.number(),
  inferMs: z.number(),
  batch: z.number().int(),
});
export const inferFailedSchema = z.object({
  type: z.literal('infer-failed'),
  seq: z.number().int(),
  cameraId: cameraIdSchema,
  frameId: z.number().int(),
  failure: failureSchema,
});
/** What the detector is now: sent on connect and at every swap or loss of a device. */
export const modelStatusSchema = z.object({
  modelId: z.string(),
  title: z.string(),
  family: z.string(),
  sha256: z.string(),
  provider: z.string(),
  device: z.string(),
  fallback: z.string().nullable(),
  inputWidth: z.number().int(),
  inputHeight: z.number().int(),
  resize: z.enum(['letterbox', 'stretch']),
  classes: z.array(z.string()),
  /** `available`: its folder is there, and it is not loaded. */
  state: z.enum(['loading', 'ready', 'failed', 'available']),
  /** Somebody chose it: it takes over as the default as soon as it is loaded. */
  wanted: z.boolean(),
  /** What went wrong with it last. */
  reason: z.string(),
  /** How it came to be described, where nobody described it. */
  note: z.string(),
  standIn: z.boolean(),
  inferMsP50: z.number(),
  inferMsP95: z.number(),
  batchMean: z.number(),
  /** Pictures that it was asked about and answered since it was loaded. */
  answered: z.number().int(),
  queue: z.number().int(),
  /** Least scores the model was made for: a camera's own thresholds go before them. Absent until the model was read. */
  defaultThreshold: z.number().optional(),
  thresholds: z.partialRecord(z.string(), z.number()).optional(),
});
export const modelsSchema = z.object({
  type: z.literal('models'),
  defaultModelId: z.string().nullable(),
  models: z.array(modelStatusSchema),
});
export const setModelSchema = z.object({ type: z.literal('set-default-model'), modelId: z.string() });
export type ModelStatus = z.infer<typeof modelStatusSchema>;

// ---- the store and everyone ------------------------------------------------------------------------------------

/**
 * The store's first word on a link; before it a link counts for nothing. Another generation than before: a backup was
 * put in the database's place, and what was committed after it is gone.
 */
export const storeOpenSchema = z.object({ type: z.literal('store-open'), generation: uuidSchema });

/** Something that a person must see and see to. */
export const alarmSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  utcUs: utcUsSchema,
});
export type Alarm = z.infer<typeof alarmSchema>;
/** All that stand: sent to the gateway when it connects and after every change. */
export const alarmsSchema = z.object({ type: z.literal('alarms'), alarms: z.array(alarmSchema) });

// ---- camera and store -------------------------------------------------------------------------------------------

/** Body: the bytes of all path chunks of the batch, one after another. Sent again until acknowledged. */
export const factsSchema = z.object({
  type: z.literal('facts'),
  seq: z.number().int().positive(),
  sender: z.string(),
  /** Nothing that its sender still has to hand over is older. */
  oldest: z.boolean(),
  facts: z.array(factSchema),
});
export const factsAckSchema = z.object({ type: z.literal('facts-ack'), seq: z.number().int().positive() });
export const factsRefusedSchema = z.object({
  type: z.literal('facts-refused'),
  seq: z.number().int().positive(),
  failure: failureSchema,
});
export const watchConfigSchema = z.object({
  type: z.literal('watch-config'),
  shard: z.number().int().nonnegative(),
  shards: z.number().int().positive(),
  /** The live sessions that this process has open; null while it still hands over what the one before it left. */
  sessions: z.array(uuidSchema).nullable(),
});
export const replayJobSchema = z.object({
  jobId: uuidSchema,
  cameraId: cameraIdSchema,
  path: z.string(),
  pace: z.enum(['realtime', 'max']),
  startUtcUs: utcUsSchema.nullable(),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  sessionId: uuidSchema.nullable(),
  checkpoint: checkpointSchema.nullable(),
  /** How the session that it goes on with maps source time to universal time. */
  anchor: z.object({ utcUs: utcUsSchema, mediaUs: mediaUsSchema, quality: anchorQualitySchema }).nullable(),
  /** What made the newest session of this replay; null while there is none. */
  run: runSchema.nullable(),
  /** Why the camera process ended that session; null while it did not. */
  sessionEnd: z.string().nullable(),
  /** Of a folder: its files by name, and what became of each on the newest way through it. */
  folder: z.object({ walkId: uuidSchema, files: z.array(folderFileSchema) }).nullable(),
  reason: z.string(),
});
export type ReplayJob = z.infer<typeof replayJobSchema>;
/** The cameras of a shard and the replays to run or go on with. Sent on `watch-config` and after every change. */
export const configSchema = z.object({
  type: z.literal('config'),
  cameras: z.array(cameraConfigSchema),
  jobs: z.array(replayJobSchema),
});

// ---- store and those who follow it ------------------------------------------------------------------------------

export const followSchema = z.object({ type: z.literal('follow'), cursor: z.number().int().nonnegative() });
/** Crossings, as committed, in commit order. `cursor` is where to go on from. */
export const committedSchema = z.object({
  type: z.literal('committed'),
  cursor: z.number().int().nonnegative(),
  crossings: z.array(
    z.object({
      cursor: z.number().int(),
      cameraId: cameraIdSchema,
      sessionId: uuidSchema,
      track: z.number().int(),
      lineId: uuidSchema,
      lineVersionId: uuidSchema,
      ordinal: z.number().int(),
      direction: z.enum(['in', 'out']),
      /** As it was found; what it counts as after corrections follows. */
      class: z.string(),
      final: z.boolean(),
      utcUs: utcUsSchema,
      /** Absent: as its class. Empty: not at all. */
      countsAs: z.array(z.string()).optional(),
      /** A person corrected it, or took that back: it may have counted for something else before. */
      corrected: z.boolean().optional(),
      /** Totals on screens take live crossings only; absent means live. */
      mode: z.enum(['live', 'replay']).optional(),
    }),
  ),
});
export type CommittedCrossing = z.infer<typeof committedSchema>['crossings'][number];
/** Asks for changes of incidents behind this cursor, which is one of their own. */
export const followIncidentsSchema = z.object({
  type: z.literal('follow-incidents'),
  cursor: z.number().int().nonnegative(),
});
/** Incidents of cameras that opened, closed or were acted on, in order of their cursors. */
export const committedIncidentsSchema = z.object({
  type: z.literal('committed-incidents'),
  cursor: z.number().int().nonnegative(),
  incidents: z.array(committedIncidentSchema),
});
/** Settings, cameras or drawings changed: readers fetch anew. */
export const changedSchema = z.object({
  type: z.literal('changed'),
  what: z.enum(['cameras', 'jobs', 'models', 'users', 'incidents']),
});

export const requestSchema = z.object({
  type: z.literal('request'),
  id: z.number().int(),
  method: z.string(),
  params: z.unknown(),
});
/** The gateway asks the supervisor to start a process again that it had given up. */
export const START_PROCESS = 'process.start';
export const startProcessSchema = z.object({ name: z.string() });
export const responseSchema = z.object({
  type: z.literal('response'),
  id: z.number().int(),
  ok: z.boolean(),
  value: z.unknown().optional(),
  failure: failureSchema.optional(),
});

// ---- camera and gateway -----------------------------------------------------------------------------------------

/** Which cameras somebody looks at. Cameras that nobody looks at send no pictures. */
export const watchViewsSchema = z.object({ type: z.literal('watch-views'), cameras: z.array(cameraIdSchema) });
/** A tracked vehicle on one frame: number, class, score, box in 1/65535 of the picture and speed. */
export const overlayTrackSchema = z.object({
  n: z.number().int(),
  c: z.string(),
  s: z.number(),
  b: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Speed and its ± in metres a second, where the camera is calibrated and they could be measured. */
  v: z.tuple([z.number(), z.number()]).optional(),
});
/** Body: the JPEG of exactly this frame. `tracks` null: analysis is off or too slow, all frames come without boxes. */
export const viewSchema = z.object({
  type: z.literal('view'),
  cameraId: cameraIdSchema,
  sessionId: uuidSchema,
  frameId: z.number().int(),
  mediaUs: mediaUsSchema,
  utcUs: utcUsSchema,
  arrivedUtcUs: utcUsSchema,
  width: z.number().int(),
  height: z.number().int(),
  tracks: z.array(overlayTrackSchema).nullable(),
  /** Absent where no queue is measured. */
  queues: z.array(overlayQueueSchema).optional(),
  analysis: z.enum(['on', 'slow', 'off']),
});
export type ViewHead = z.infer<typeof viewSchema>;
export const cameraStatusSchema = z.object({
  cameraId: cameraIdSchema,
  state: z.enum(['connecting', 'live', 'stale', 'offline', 'auth-failed', 'unsupported', 'stopped']),
  reason: z.string(),
  detail: z.string(),
  sinceUtcUs: utcUsSchema,
  sessionId: uuidSchema.nullable(),
  mode: z.enum(['live', 'replay']),
  /** The replay that this is the status of: a camera and its replays are told side by side. */
  jobId: uuidSchema.nullable(),
  codec: z.string(),
  sourceWidth: z.number().int(),
  sourceHeight: z.number().int(),
  decoder: z.string(),
  /** Why software decodes although hardware was asked for; null where nothing fell back. */
  decoderFallback: z.string().nullable(),
  fps: z.number(),
  analysedFps: z.number(),
  bitrateKbps: z.number(),
  lastFrameUtcUs: utcUsSchema.nullable(),
  drops: z.record(z.string(), z.number().int()),
  restarts: z.number().int(),
  ageMsP50: z.number(),
  ageMsP95: z.number(),
  frames: z.number().int(),
  pendingFacts: z.number().int(),
  progress: z.number().min(0).max(1).nullable(),
  /** How universal time is known, and why a clock that the camera reports is not believed (microseconds ahead of ours). */
  clock: z.object({
    quality: anchorQualitySchema.nullable(),
    doubt: z.object({ reason: z.enum(['clock-behind', 'clock-ahead', 'clock-jumped']), offUs: z.number() }).nullable(),
  }),
  /** When a source that is away is opened again, if that is a good while off. */
  nextTryUtcUs: utcUsSchema.nullable(),
  /** Absent where no session is open. */
  density: zonesNowSchema.optional(),
});
export type CameraStatus = z.infer<typeof cameraStatusSchema>;
export const cameraStatusesSchema = z.object({
  type: z.literal('camera-status'),
  cameras: z.array(cameraStatusSchema),
  ffmpeg: z.string(),
});

export const messageSchema = z.discriminatedUnion('type', [
  helloSchema,
  welcomeSchema,
  cannotStartSchema,
  openedSchema,
  heartbeatSchema,
  readySchema,
  busySchema,
  idleSchema,
  logSchema,
  stopSchema,
  childStartedSchema,
  childEndedSchema,
  processesSchema,
  inferSchema,
  detectionsSchema,
  inferFailedSchema,
  modelsSchema,
  setModelSchema,
  storeOpenSchema,
  alarmsSchema,
  factsSchema,
  factsAckSchema,
  factsRefusedSchema,
  watchConfigSchema,
  configSchema,
  followSchema,
  committedSchema,
  followIncidentsSchema,
  committedIncidentsSchema,
  changedSchema,
  requestSchema,
  responseSchema,
  watchViewsSchema,
  viewSchema,
  cameraStatusesSchema,
]);
export type Message = z.infer<typeof messageSchema>;
export type MessageOf<T extends Message['type']> = Extract<Message, { type: T }>;
