import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';
import type { QueueMemory } from '../../domain/traffic/queue/approach-memory.ts';

/** The memory of the queues of a session as a checkpoint holds it. */
const classSchema = z.enum(ROAD_USER_CLASSES);
const countsSchema = z.partialRecord(classSchema, z.number());

const vehicleSchema = z.object({
  track: z.number(),
  className: classSchema,
  at: z.number(),
  metresPerUnit: z.number(),
  frontMetres: z.number(),
  length: z.number(),
  lane: z.number(),
  lastUs: z.number(),
  insideUs: z.number(),
  enteredUs: z.number(),
  enteredAt: z.number(),
  enteredBeforeEnd: z.number(),
  counted: z.boolean(),
  speed: z.number().nullable(),
  firstSpeed: z.number().nullable(),
  queued: z.boolean(),
  hasQueued: z.boolean(),
  course: z.array(z.number()),
});

const minuteSchema = z.object({
  zoneVersionId: z.string(),
  lineVersionId: z.string(),
  startUtcUs: z.number(),
  watchedUs: z.number(),
  queueUs: z.number(),
  queueUsByClass: countsSchema,
  maxVehicles: z.number(),
  maxByClass: countsSchema,
  maxMetres: z.number().nullable(),
  metres: z.enum(['measured', 'not-calibrated', 'outside-region']),
  arrivals: z.number(),
  departures: z.number(),
  joined: z.number(),
  discharged: z.number(),
  delayUs: z.number(),
  delayed: z.number(),
  saturationUs: z.number(),
  saturationHeadways: z.number(),
  spillbackUs: z.number(),
});

const nowSchema = z.object({
  vehicles: z.number(),
  byClass: countsSchema,
  standingFromLine: z.number(),
  metres: z.number().nullable(),
  spillsBack: z.boolean(),
  backs: z.array(z.number()),
});

const approachSchema = z.object({
  zoneVersionId: z.string(),
  lineVersionId: z.string(),
  vehicles: z.array(vehicleSchema),
  discharges: z.array(z.object({ count: z.number(), lastUs: z.number() })),
  minute: minuteSchema.nullable(),
  now: nowSchema,
  delays: z.array(z.object({ startUtcUs: z.number(), seconds: z.number(), vehicles: z.number() })),
});

const memorySchema: z.ZodType<QueueMemory> = z.object({
  version: z.literal(1),
  lastUs: z.number().nullable(),
  lastUtcUs: z.number(),
  approaches: z.array(approachSchema),
  told: z.array(minuteSchema),
});

/** What a checkpoint holds of queues; one that was written otherwise cannot be gone on from. */
export function readQueueMemory(stored: unknown): QueueMemory {
  const read = memorySchema.safeParse(stored);
  if (!read.success) throw new Error('the checkpoint cannot be read: the stored state of the queues is damaged');
  return read.data;
}
