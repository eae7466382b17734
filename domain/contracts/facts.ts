import { z } from 'zod';
import { approachMinuteSchema } from './approach-facts.ts';
import { roadUserClassSchema } from './camera-config.ts';
import { zoneMinuteSchema, zoneStateSchema } from './density.ts';
import { anchorQualitySchema, cameraIdSchema, mediaUsSchema, utcUsSchema, uuidSchema } from './ids.ts';
import { incidentFactSchema } from './incidents.ts';

/** What produced a fact: enough to prove that two runs were the same. The id is the hash of all the rest. */
export const runSchema = z.object({
  runId: z.string().min(1),
  modelId: z.string(),
  modelSha256: z.string(),
  configSha256: z.string(),
  /** Of the analysed pictures, before the detector pads or resamples them. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  decoder: z.string(),
  provider: z.string(),
  software: z.string(),
});

/** What a model says of itself, stored once for each file of it that was ever counted with. */
export const modelFactsSchema = z.object({
  title: z.string(),
  family: z.string(),
  inputWidth: z.number().int(),
  inputHeight: z.number().int(),
  classes: z.array(z.string()),
});

/** One unbroken stretch of one source. Source time and track numbers mean something only inside it. */
export const sessionOpenSchema = z.object({
  kind: z.literal('session-open'),
  sessionId: uuidSchema,
  cameraId: cameraIdSchema,
  mode: z.enum(['live', 'replay']),
  /** A replay names its job; a job killed and resumed goes on in its session. */
  jobId: uuidSchema.nullable(),
  run: runSchema,
  /** Of the run's model; absent where nobody knows more than its name and hash. */
  model: modelFactsSchema.optional(),
  /** Which settings of the camera it was opened with: the store keeps them all. */
  cameraRevision: z.number().int().nonnegative().optional(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  anchorUtcUs: utcUsSchema,
  anchorMediaUs: mediaUsSchema,
  anchorQuality: anchorQualitySchema,
});

export const sessionEndSchema = z.object({
  kind: z.literal('session-end'),
  sessionId: uuidSchema,
  reason: z.string(),
  lastMediaUs: mediaUsSchema,
  /** Of its last frame: the anchor is slewed while a session lasts, so its opening does not say it. */
  lastUtcUs: utcUsSchema,
  frames: z.number().int().nonnegative(),
  drops: z.record(z.string(), z.number().int().nonnegative()),
});

/** How fast a vehicle crossed, under which calibration; what is null could not be measured, and a refusal says why. */
export const crossingSpeedSchema = z.object({
  calibrationId: uuidSchema,
  metresPerSecond: z.number().nonnegative().nullable(),
  plusMinus: z.number().nonnegative().nullable().describe('Two standard deviations, metres a second'),
  acceleration: z.number().nullable().describe('Along the way, m/s²'),
  accelerationPlusMinus: z.number().nonnegative().nullable(),
  length: z.number().positive().nullable().describe('Of the vehicle on the ground, metres'),
  refusal: z.enum(['outside-region', 'too-few-sightings', 'too-uncertain', 'implausible']).nullable(),
});

/** A vehicle's reference point passed a line. The key is (session, track, line version, ordinal). */
export const crossingSchema = z.object({
  kind: z.literal('crossing'),
  sessionId: uuidSchema,
  track: z.number().int().positive(),
  lineVersionId: uuidSchema,
  ordinal: z.number().int().positive(),
  direction: z.enum(['in', 'out']),
  mediaUs: mediaUsSchema,
  utcUs: utcUsSchema,
  frameId: z.number().int().nonnegative(),
  x: z.number(),
  y: z.number(),
  classSoFar: roadUserClassSchema,
  /** Absent: the camera was not calibrated. */
  speed: crossingSpeedSchema.optional(),
});

/** A vehicle's reference point entered or left a zone. */
export const zoneVisitSchema = z.object({
  kind: z.literal('zone-visit'),
  sessionId: uuidSchema,
  track: z.number().int().positive(),
  zoneVersionId: uuidSchema,
  ordinal: z.number().int().positive(),
  enterMediaUs: mediaUsSchema,
  enterUtcUs: utcUsSchema,
  exitMediaUs: mediaUsSchema,
  exitUtcUs: utcUsSchema,
  classSoFar: roadUserClassSchema,
});

/** A track is over; its class is final now. */
export const trackEndSchema = z.object({
  kind: z.literal('track-end'),
  sessionId: uuidSchema,
  track: z.number().int().positive(),
  class: roadUserClassSchema,
  votes: z.partialRecord(roadUserClassSchema, z.number()),
  firstMediaUs: mediaUsSchema,
  lastMediaUs: mediaUsSchema,
  firstUtcUs: utcUsSchema,
  lastUtcUs: utcUsSchema,
  firstFrameId: z.number().int().nonnegative(),
  lastFrameId: z.number().int().nonnegative(),
  points: z.number().int().positive(),
});

/** A piece of a track's path, delta coded; its bytes are `bodyLength` bytes of the batch's body from `bodyOffset`. */
export const pathChunkSchema = z.object({
  kind: z.literal('path-chunk'),
  sessionId: uuidSchema,
  track: z.number().int().positive(),
  chunk: z.number().int().nonnegative(),
  points: z.number().int().positive(),
  firstMediaUs: mediaUsSchema,
  lastMediaUs: mediaUsSchema,
  firstUtcUs: utcUsSchema,
  lastUtcUs: utcUsSchema,
  classSoFar: roadUserClassSchema,
  bodyOffset: z.number().int().nonnegative(),
  bodyLength: z.number().int().positive(),
});

/** A stretch of time that was really watched. What nobody claims is unwatched. Also moves the watermark that closes bins. */
export const coverageSchema = z.object({
  kind: z.literal('coverage'),
  sessionId: uuidSchema,
  fromMediaUs: mediaUsSchema,
  toMediaUs: mediaUsSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  state: z.enum(['watched', 'degraded']),
  frames: z.number().int().nonnegative(),
});

/** A stretch that was not watched, with its cause: offline, stale, disk-full, stopped, process-restart … */
export const holeSchema = z.object({
  kind: z.literal('hole'),
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  cause: z.string().min(1).max(80),
});

/** Frames that were dropped before they were analysed, of one minute, by cause. The name keeps it from being counted twice. */
export const frameDropsSchema = z.object({
  kind: z.literal('frame-drops'),
  tallyId: uuidSchema,
  cameraId: cameraIdSchema,
  /** Of a replay; null for what a camera dropped. */
  sessionId: uuidSchema.nullable(),
  startUtcUs: utcUsSchema,
  drops: z.record(z.string(), z.number().int().positive()),
});

/** Where a replay can go on from: kept in the same transaction as the facts up to it. */
export const checkpointSchema = z.object({
  kind: z.literal('checkpoint'),
  sessionId: uuidSchema,
  jobId: uuidSchema,
  frameId: z.number().int().nonnegative(),
  mediaUs: mediaUsSchema,
  frameSha256: z.string(),
  /** The analysis state, as text that only the camera process reads. */
  state: z.string(),
});

/** What tells a file from another one of the same name. */
export const fileMarkSchema = z.object({ bytes: z.number().int().nonnegative(), headSha256: z.string() });

/** What is known of one file of a folder that is replayed: each time it is told, it says more than before. */
export const folderFileSchema = z.object({
  name: z.string().min(1),
  state: z.enum(['waiting', 'playing', 'played', 'passed-over']),
  mark: fileMarkSchema.nullable(),
  /** The session that holds what was counted in it. */
  sessionId: uuidSchema.nullable(),
  note: z.string(),
  /** Where universal time stands behind it: the next file without a date of its own begins there. */
  clock: z.object({ utcUs: utcUsSchema, quality: z.enum(['given', 'assumed']) }).nullable(),
});

export const replayFileSchema = folderFileSchema.extend({
  kind: z.literal('replay-file'),
  jobId: uuidSchema,
  /** One way through the folder; a replay that begins again has another one. */
  walkId: uuidSchema,
});

export const cameraEventSchema = z.object({
  kind: z.literal('camera-event'),
  cameraId: cameraIdSchema,
  utcUs: utcUsSchema,
  state: z.enum(['connecting', 'live', 'stale', 'offline', 'auth-failed', 'unsupported', 'stopped']),
  reason: z.string(),
  detail: z.string(),
});

export const factSchema = z.discriminatedUnion('kind', [
  sessionOpenSchema,
  sessionEndSchema,
  crossingSchema,
  zoneVisitSchema,
  zoneStateSchema,
  zoneMinuteSchema,
  trackEndSchema,
  pathChunkSchema,
  coverageSchema,
  approachMinuteSchema,
  frameDropsSchema,
  holeSchema,
  checkpointSchema,
  replayFileSchema,
  cameraEventSchema,
  incidentFactSchema,
]);

export type Run = z.infer<typeof runSchema>;
export type ModelFacts = z.infer<typeof modelFactsSchema>;
export type SessionOpen = z.infer<typeof sessionOpenSchema>;
export type SessionEnd = z.infer<typeof sessionEndSchema>;
export type CrossingSpeed = z.infer<typeof crossingSpeedSchema>;
export type Crossing = z.infer<typeof crossingSchema>;
export type ZoneVisit = z.infer<typeof zoneVisitSchema>;
export type TrackEnd = z.infer<typeof trackEndSchema>;
export type PathChunk = z.infer<typeof pathChunkSchema>;
export type Coverage = z.infer<typeof coverageSchema>;
export type FrameDrops = z.infer<typeof frameDropsSchema>;
export type Hole = z.infer<typeof holeSchema>;
export type Checkpoint = z.infer<typeof checkpointSchema>;
export type FolderFile = z.infer<typeof folderFileSchema>;
export type ReplayFile = z.infer<typeof replayFileSchema>;
export type CameraEvent = z.infer<typeof cameraEventSchema>;
export type Fact = z.infer<typeof factSchema>;
