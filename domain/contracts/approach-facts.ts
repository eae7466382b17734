import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import { utcUsSchema, uuidSchema } from './ids.ts';

const amountSchema = z.number().int().nonnegative();
const byClassSchema = z.partialRecord(z.enum(ROAD_USER_CLASSES), amountSchema);

/** What one approach did in one minute of universal time. The key is (session, zone version, line version, minute). */
export const approachMinuteSchema = z.object({
  kind: z.literal('approach-minute'),
  sessionId: uuidSchema,
  zoneVersionId: uuidSchema,
  lineVersionId: uuidSchema,
  startUtcUs: utcUsSchema,
  watchedUs: amountSchema,
  queueUs: amountSchema,
  queueUsByClass: byClassSchema,
  maxVehicles: amountSchema,
  maxByClass: byClassSchema,
  maxMetres: z.number().nonnegative().nullable(),
  metres: z.enum(['measured', 'not-calibrated', 'outside-region']),
  arrivals: amountSchema,
  departures: amountSchema,
  joined: amountSchema,
  discharged: amountSchema,
  /** May be below zero: vehicles that were faster than free speed. */
  delayUs: z.number().int(),
  delayed: amountSchema,
  saturationUs: amountSchema,
  saturationHeadways: amountSchema,
  spillbackUs: amountSchema,
});
export type ApproachMinuteFact = z.infer<typeof approachMinuteSchema>;

/** The queue of an approach on one frame, as it is drawn: a bar along each lane that has one. */
export const overlayQueueSchema = z.object({
  /** The zone. */
  z: uuidSchema,
  /** Vehicles, and metres where they are measured. */
  n: z.number().int(),
  m: z.number().nullable(),
  /** Mean control delay over the last quarter of an hour, in seconds; null while nobody has left. */
  d: z.number().nullable(),
  /** Whether it reaches the far end of the approach. */
  s: z.boolean(),
  /** Each from the stop line to the end of the queue, in shares of the picture. */
  bars: z.array(z.array(z.tuple([z.number(), z.number()]))),
});
export type OverlayQueue = z.infer<typeof overlayQueueSchema>;
