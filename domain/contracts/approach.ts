import { z } from 'zod';
import { areDelayLimits, JUNCTION_CONTROLS } from '../traffic/queue/level-of-service.ts';
import { uuidSchema } from './ids.ts';

const limitSchema = z.number().min(1).max(600);
/** Seconds a vehicle up to which the levels of service A to E go. */
export const delayLimitsSchema = z
  .tuple([limitSchema, limitSchema, limitSchema, limitSchema, limitSchema])
  .refine(areDelayLimits, { message: 'give five limits in seconds for A, B, C, D and E, each above the one before' });

/** What makes an area an approach. */
export const approachPlanSchema = z.object({
  stopLineId: uuidSchema.describe('The line that its vehicles stop at'),
  lanes: z.number().int().min(1).max(8).default(1),
  freeSpeedKmh: z
    .number()
    .min(5)
    .max(150)
    .default(50)
    .describe('How fast vehicles drive there with nobody and nothing in the way: what delay is measured against'),
  lengthMetres: z
    .number()
    .min(5)
    .max(2000)
    .nullable()
    .default(null)
    .describe('How long the area is on the road; needed for delays where the camera is not calibrated'),
  control: z.enum(JUNCTION_CONTROLS).default('signal').describe('Which limits of the HCM hold for it'),
  delayLimits: delayLimitsSchema
    .nullable()
    .default(null)
    .describe('Own limits of the levels of service; null: those of the HCM'),
});

/** When a vehicle queues, and which vehicles make one queue. */
export const queueSettingsSchema = z.object({
  standsBelowKmh: z
    .number()
    .min(0.5)
    .max(20)
    .default(5)
    .describe('Slower than this a vehicle stands and joins the queue'),
  leavesAboveKmh: z
    .number()
    .min(1)
    .max(40)
    .default(10)
    .describe('Faster than this it leaves the queue; in between it stays what it was'),
  largestGapMetres: z.number().min(3).max(60).default(15).describe('A larger gap to the vehicle ahead ends the queue'),
  windowSeconds: z
    .number()
    .min(0.4)
    .max(5)
    .default(1)
    .describe('Seconds of source time that these speeds are taken over'),
  heldSeconds: z
    .number()
    .min(0)
    .max(30)
    .default(5)
    .describe('So long a queued vehicle that is hidden is believed to wait where it was'),
  spillbackMetres: z
    .number()
    .min(0)
    .max(60)
    .default(8)
    .describe('A queue that ends this near to the far end of its area spills back'),
  accelerationMps2: z
    .number()
    .min(0)
    .max(4)
    .default(1.5)
    .describe('How vehicles gather speed beyond the stop line; 0 leaves that part of the delay out'),
});

/** How long a vehicle that is out of sight is believed to stay where it was. */
export const journeySettingsSchema = z.object({
  lostSeconds: z
    .number()
    .min(0.2)
    .max(120)
    .default(30)
    .describe('Out of sight for longer, a stay in a zone ends with the last sighting'),
});
