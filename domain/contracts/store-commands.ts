import { z } from 'zod';
import { calibrationDraftSchema } from './calibration.ts';
import {
  cameraChangeSchema,
  cameraDraftSchema,
  lineDrawingSchema,
  movementDrawingSchema,
  zoneDrawingSchema,
} from './camera-config.ts';
import { correctionDraftSchema, crossingKeySchema } from './corrections.ts';
import { cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';
import { complexIncidentSchema, incidentActionSchema } from './incidents.ts';

export const roleSchema = z.enum(['admin', 'operator', 'analyst', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

/** Who asks; written into the audit row of every change. */
export const actorSchema = z.object({ actor: z.string().min(1).max(80) });

/**
 * What may be asked of the store's writer: one entry per change, its parameters and its answer. Everything else reads.
 * `passwordHash` is the encoded scrypt hash; a password itself never reaches the store.
 */
export const storeCommands = {
  'camera.create': {
    params: actorSchema.extend({ camera: cameraDraftSchema }),
    result: z.object({ revision: z.number() }),
  },
  'camera.update': {
    params: actorSchema.extend({ id: cameraIdSchema, change: cameraChangeSchema }),
    result: z.object({ revision: z.number() }),
  },
  'camera.delete': { params: actorSchema.extend({ id: cameraIdSchema }), result: z.object({}) },
  'line.create': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, drawing: lineDrawingSchema }),
    result: z.object({ lineId: uuidSchema, versionId: uuidSchema }),
  },
  'line.update': {
    params: actorSchema.extend({ lineId: uuidSchema, drawing: lineDrawingSchema }),
    result: z.object({ versionId: uuidSchema }),
  },
  'line.delete': { params: actorSchema.extend({ lineId: uuidSchema }), result: z.object({}) },
  'zone.create': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, drawing: zoneDrawingSchema }),
    result: z.object({ zoneId: uuidSchema, versionId: uuidSchema }),
  },
  'zone.update': {
    params: actorSchema.extend({ zoneId: uuidSchema, drawing: zoneDrawingSchema }),
    result: z.object({ versionId: uuidSchema }),
  },
  'zone.delete': { params: actorSchema.extend({ zoneId: uuidSchema }), result: z.object({}) },
  'calibration.put': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, calibration: calibrationDraftSchema }),
    result: z.object({ versionId: uuidSchema }),
  },
  'calibration.withdraw': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, note: z.string().max(400) }),
    result: z.object({}),
  },
  'movement.create': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, drawing: movementDrawingSchema }),
    result: z.object({ movementId: uuidSchema, versionId: uuidSchema }),
  },
  /** All of them, or none where one is refused. */
  'movement.create-many': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, drawings: z.array(movementDrawingSchema).max(400) }),
    result: z.object({ movementIds: z.array(uuidSchema) }),
  },
  'movement.update': {
    params: actorSchema.extend({ movementId: uuidSchema, drawing: movementDrawingSchema }),
    result: z.object({ versionId: uuidSchema }),
  },
  'movement.delete': { params: actorSchema.extend({ movementId: uuidSchema }), result: z.object({}) },
  'crossing.correct': {
    params: actorSchema.extend({ crossing: crossingKeySchema, correction: correctionDraftSchema }),
    result: z.object({ correctionId: uuidSchema }),
  },
  'correction.take-back': {
    params: actorSchema.extend({ correctionId: uuidSchema, reason: z.string().max(400) }),
    result: z.object({}),
  },
  'incident.act': {
    params: actorSchema.extend({ incidentId: uuidSchema }).and(incidentActionSchema),
    result: z.object({}),
  },
  /** Of the site process: found over many events. Saying it twice does no harm. */
  'incident.report': { params: complexIncidentSchema, result: z.object({}) },
  'job.create': {
    params: actorSchema.extend({
      cameraId: cameraIdSchema,
      path: z.string().min(1),
      pace: z.enum(['realtime', 'max']),
      startUtcUs: utcUsSchema.nullable(),
    }),
    result: z.object({ jobId: uuidSchema }),
  },
  /** A recording given as a camera's source: replayed once, however often the camera process starts. */
  'job.once': {
    params: actorSchema.extend({
      cameraId: cameraIdSchema,
      path: z.string().min(1),
      pace: z.enum(['realtime', 'max']),
      startUtcUs: utcUsSchema.nullable(),
    }),
    result: z.object({ jobId: uuidSchema }),
  },
  'job.cancel': { params: actorSchema.extend({ jobId: uuidSchema }), result: z.object({}) },
  'job.status': {
    params: z.object({ jobId: uuidSchema, status: z.enum(['running', 'done', 'failed']), reason: z.string() }),
    result: z.object({}),
  },
  'user.create': {
    params: actorSchema.extend({ name: z.string().min(1).max(80), role: roleSchema, passwordHash: z.string() }),
    result: z.object({ userId: uuidSchema }),
  },
  'user.set-password': {
    params: actorSchema.extend({ name: z.string(), passwordHash: z.string() }),
    result: z.object({}),
  },
  'user.delete': { params: actorSchema.extend({ name: z.string() }), result: z.object({}) },
  'stream-key.create': {
    params: actorSchema.extend({ cameraId: cameraIdSchema, label: z.string().max(80), keyHash: z.string() }),
    result: z.object({ keyId: uuidSchema }),
  },
  'stream-key.revoke': { params: actorSchema.extend({ keyId: uuidSchema }), result: z.object({}) },
  'setting.put': {
    params: actorSchema.extend({ key: z.string().min(1).max(80), value: z.string().max(10_000) }),
    result: z.object({}),
  },
  'audit.add': {
    params: actorSchema.extend({ action: z.string(), subject: z.string(), detail: z.string() }),
    result: z.object({}),
  },
  'process-event.add': {
    params: z.object({ process: z.string(), event: z.string(), detail: z.string(), utcUs: utcUsSchema }),
    result: z.object({}),
  },
  'cursor.put': {
    params: z.object({ follower: z.string(), cursor: z.number().int().nonnegative() }),
    result: z.object({}),
  },
  backup: { params: z.object({ to: z.string() }), result: z.object({ path: z.string(), bytes: z.number() }) },
} as const;

export type StoreMethod = keyof typeof storeCommands;
export type StoreParams<M extends StoreMethod> = z.input<(typeof storeCommands)[M]['params']>;
export type StoreResult<M extends StoreMethod> = z.infer<(typeof storeCommands)[M]['result']>;
