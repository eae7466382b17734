import { z } from 'zod';
import {
  cameraChangeSchema,
  cameraConfigSchema,
  cameraDraftSchema,
  lineDrawingSchema,
  lineVersionSchema,
  zoneDrawingSchema,
  zoneVersionSchema,
} from './camera-config.ts';
import { anchorQualitySchema, cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';
import { calibrationCheckSchema, calibrationHistorySchema } from './calibration.ts';
import { runsField, runViewSchema } from './changes.ts';
import { correctedFields } from './corrections.ts';
import { crossingSpeedSchema, holeSchema } from './facts.ts';
import { trackVisitSchema } from './journey-api.ts';
import {
  alarmSchema,
  cameraStatusSchema,
  committedSchema,
  modelStatusSchema,
  processStatusSchema,
  viewSchema,
} from './messages.ts';
import { roleSchema } from './store-commands.ts';

/** Everything the gateway says to a screen or another program. OpenAPI is made from these schemas. */

export const problemSchema = z.object({ code: z.string(), message: z.string(), hint: z.string() });

export const sessionInfoSchema = z.object({
  user: z.string(),
  role: roleSchema,
  site: z.string(),
  siteTimeZone: z.string(),
  version: z.string(),
  host: z.enum(['desktop', 'site']),
});
export const signInSchema = z.object({ user: z.string().min(1).max(80), password: z.string().min(1).max(256) });
/** One-time or one-launch token exchanged for an access token. A one-time link of a fresh site also sets the admin's password. */
export const tokenSignInSchema = z.object({
  token: z.string().min(16).max(256),
  newPassword: z.string().min(10).max(256).optional(),
});
export const accessSchema = z.object({
  accessToken: z.string(),
  expiresUtcUs: utcUsSchema,
  mustSetPassword: z.boolean(),
  session: sessionInfoSchema,
});

/** A camera as screens see it: its credential is only ever said to exist. */
export const cameraViewSchema = cameraConfigSchema.omit({ credential: true }).extend({ hasCredential: z.boolean() });
export type CameraView = z.infer<typeof cameraViewSchema>;
export const cameraCreateSchema = cameraDraftSchema;
export const cameraUpdateSchema = cameraChangeSchema;

export const crossingRowSchema = z.object({
  cursor: z.number().int(),
  sessionId: uuidSchema,
  runId: z.string().describe('What it was found with: GET /runs/{runId}'),
  track: z.number().int(),
  lineId: uuidSchema,
  lineVersionId: uuidSchema,
  lineName: z.string(),
  ordinal: z.number().int(),
  direction: z.enum(['in', 'out']),
  directionName: z.string(),
  class: z.string().describe('As it was found, whatever was corrected'),
  classSoFar: z.string(),
  final: z.boolean(),
  frameId: z.number().int(),
  mediaUs: z.number().int(),
  utcUs: utcUsSchema,
  x: z.number(),
  y: z.number(),
  mode: z.enum(['live', 'replay']),
  speed: crossingSpeedSchema.nullable().default(null).describe('Null: the camera was not calibrated'),
  ...correctedFields,
});
export type CrossingRow = z.infer<typeof crossingRowSchema>;

/** Counts of one camera since a moment: by line, direction and class. Live sessions only unless a session is named. */
export const countsSchema = z.object({
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  /** The newest committed crossing when this was counted: what the live socket tells beyond it is not in here. */
  cursor: z.number().int().nonnegative(),
  runs: runsField,
  counts: z.array(
    z.object({
      lineId: uuidSchema,
      lineName: z.string(),
      direction: z.enum(['in', 'out']),
      directionName: z.string(),
      class: z.string(),
      count: z.number().int(),
    }),
  ),
});

/** A bin of a chart. `watchedShare` null or 0 means nobody looked: its counts are no zeros. */
export const volumeBinSchema = z.object({
  startUtcUs: utcUsSchema,
  seconds: z.number().int(),
  watchedShare: z.number().min(0).max(1),
  degradedShare: z.number().min(0).max(1),
  droppedFrames: z
    .number()
    .int()
    .nullable()
    .describe('Pictures of this time that came but were not analysed; null for times from before this was kept'),
  clockOverlap: z
    .boolean()
    .describe('The clock was set back: these times passed twice, and what was counted in both is in here'),
  closed: z.boolean(),
  cells: z.array(
    z.object({ lineId: uuidSchema, direction: z.enum(['in', 'out']), class: z.string(), count: z.number().int() }),
  ),
});
export const volumesSchema = z.object({ cameraId: cameraIdSchema, runs: runsField, bins: z.array(volumeBinSchema) });
export type VolumeBin = z.infer<typeof volumeBinSchema>;

export const pathPointSchema = z.object({
  frameId: z.number().int(),
  mediaUs: z.number().int(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export const trackDetailSchema = z.object({
  sessionId: uuidSchema,
  track: z.number().int(),
  cameraId: cameraIdSchema,
  run: runViewSchema.describe('What it was found with'),
  class: z.string(),
  votes: z.record(z.string(), z.number()),
  firstUtcUs: utcUsSchema,
  lastUtcUs: utcUsSchema,
  path: z.array(pathPointSchema),
  crossings: z.array(crossingRowSchema),
  sections: z
    .array(
      z.object({
        fromLineName: z.string(),
        toLineName: z.string(),
        metres: z.number(),
        seconds: z.number(),
        metresPerSecond: z.number(),
        plusMinus: z.number(),
      }),
    )
    .default([])
    .describe('Mean speeds from one crossing to the next, on a calibrated camera; ± is two standard deviations'),
  visits: z.array(trackVisitSchema).default([]).describe('Zones that it was in and has left, as it entered them'),
});

/** How a camera is calibrated now, and what the cars that it sees say of it. */
export const calibrationViewSchema = z.object({
  history: z.array(calibrationHistorySchema).describe('Newest first; the first row holds now'),
  check: calibrationCheckSchema.nullable().describe('Null: not calibrated'),
});
export const calibrationWithdrawSchema = z.object({ note: z.string().max(400).default('') });

export const jobCreateSchema = z.object({
  cameraId: cameraIdSchema,
  path: z.string().min(1).max(4096),
  pace: z.enum(['realtime', 'max']).default('max'),
  startUtcUs: utcUsSchema.nullable().default(null),
});
export const jobViewSchema = z.object({
  jobId: uuidSchema,
  cameraId: cameraIdSchema,
  path: z.string(),
  pace: z.enum(['realtime', 'max']),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  sessionId: uuidSchema.nullable(),
  reason: z.string(),
  createdUtcUs: utcUsSchema,
  progress: z.number().nullable(),
});

export const retroCountSchema = z.object({
  drawing: lineDrawingSchema,
  sessionId: uuidSchema,
  afterTrack: z.number().int().nonnegative().default(0).describe('Go on behind this track'),
});
export const retroCountResultSchema = z.object({
  moreAfterTrack: z
    .number()
    .int()
    .nullable()
    .describe('One answer covers a bounded stretch: ask again with this as afterTrack. Null: that was all'),
  corrected: z.literal(false).describe('Stored paths give what was found: corrections of people are not in here'),
  crossings: z.array(
    z.object({
      track: z.number().int(),
      ordinal: z.number().int(),
      direction: z.enum(['in', 'out']),
      mediaUs: z.number().int(),
      frameId: z.number().int(),
      x: z.number(),
      y: z.number(),
      class: z.string(),
      speed: crossingSpeedSchema.nullable().describe('Null: the camera was not calibrated then'),
    }),
  ),
});

export const streamKeyCreatedSchema = z.object({ keyId: uuidSchema, key: z.string(), url: z.string() });

/** A stretch of one source, as it is listed: what it was, how well its times are known, why it ended. */
export const sessionViewSchema = z.object({
  sessionId: uuidSchema,
  cameraId: cameraIdSchema,
  mode: z.enum(['live', 'replay']),
  jobId: uuidSchema.nullable(),
  runId: z.string(),
  modelId: z.string(),
  anchorQuality: anchorQualitySchema,
  openedUtcUs: utcUsSchema,
  endedUtcUs: utcUsSchema.nullable(),
  reason: z.string(),
  frames: z.number().int().nullable(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
/** A stream key as it is listed; the key itself is shown once, when it is made. */
export const streamKeyViewSchema = z.object({
  keyId: uuidSchema,
  cameraId: cameraIdSchema,
  label: z.string(),
  createdUtcUs: utcUsSchema,
});
export type StreamKeyView = z.infer<typeof streamKeyViewSchema>;
export const streamKeyCreateSchema = z.object({ label: z.string().max(80).default('') });

const newPassword = z.string().min(10, 'use at least 10 characters').max(256);
export const userViewSchema = z.object({
  userId: uuidSchema,
  name: z.string(),
  role: roleSchema,
  createdUtcUs: utcUsSchema,
});
export type UserView = z.infer<typeof userViewSchema>;
export const userCreateSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/, 'use letters, digits and . _ @ - only'),
  role: roleSchema,
  password: newPassword,
});
/** `current` is needed from everyone who changes an existing password of their own. */
export const passwordChangeSchema = z.object({ current: z.string().max(256).optional(), password: newPassword });

export const auditRowSchema = z.object({
  id: z.number().int(),
  utcUs: utcUsSchema,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** A stretch that nobody watched, and why. */
export const gapSchema = holeSchema.omit({ kind: true, cameraId: true });
export type Gap = z.infer<typeof gapSchema>;

/** Something that happened to a process or to a camera. */
export const siteEventSchema = z.object({
  cursor: z.string().describe('Ask for the rows before this one with before='),
  utcUs: utcUsSchema,
  kind: z.enum(['process', 'camera']),
  subject: z.string().describe('The process or the camera'),
  event: z.string().describe('What happened to the process, or the state that the camera came into'),
  reason: z.string(),
  detail: z.string(),
});
export type SiteEvent = z.infer<typeof siteEventSchema>;

export const systemSchema = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'site']),
  startedUtcUs: utcUsSchema,
  ffmpeg: z.string(),
  node: z.string(),
  platform: z.string(),
  dataFolder: z.string(),
  databaseBytes: z.number(),
  diskFreeBytes: z.number(),
  alarms: z.array(alarmSchema).describe('What a person must see to, newest first'),
  processes: z.array(processStatusSchema),
  models: z.array(modelStatusSchema),
  defaultModelId: z.string().nullable(),
  cameras: z.array(cameraStatusSchema),
  clients: z.array(
    z.object({ id: z.number().int(), user: z.string(), sentFrames: z.number().int(), lostFrames: z.number().int() }),
  ),
});
export type SystemView = z.infer<typeof systemSchema>;

// ---- the live socket: /api/v1/live ------------------------------------------------------------------------------

/** First message of a client must be `hello`; anything else closes the socket. */
export const liveClientSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.string() }),
  /** Tiles that are on screen now; pictures of others stop. `pictures: false` sends metadata only. */
  z.object({
    type: z.literal('watch'),
    cameras: z.array(cameraIdSchema).max(100),
    pictures: z.boolean().default(true),
  }),
]);
/** Text messages to a client. Pictures are binary: u32 little-endian length of the JSON head (a `view`), the head, the JPEG. */
export const liveServerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), session: sessionInfoSchema }),
  viewSchema,
  z.object({
    type: z.literal('status'),
    cameras: z.array(cameraStatusSchema),
    processes: z.array(processStatusSchema),
  }),
  committedSchema.omit({ type: true }).extend({ type: z.literal('crossings') }),
  z.object({ type: z.literal('lost-frames'), sinceLast: z.number().int(), total: z.number().int() }),
  z.object({ type: z.literal('changed'), what: z.enum(['cameras', 'jobs', 'models', 'users', 'incidents']) }),
  z.object({ type: z.literal('problem'), problem: problemSchema }),
]);
export type LiveClientMessage = z.infer<typeof liveClientSchema>;
export type LiveServerMessage = z.infer<typeof liveServerSchema>;

/** The REST surface in one table: method, path under /api/v1, what goes in, what comes out, who may. */
export const lineListSchema = z.array(lineVersionSchema);
export const zoneListSchema = z.array(zoneVersionSchema);
export { lineDrawingSchema, zoneDrawingSchema };
