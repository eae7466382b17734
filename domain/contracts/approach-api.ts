import { z } from 'zod';
import { PCU_TABLE_IDS } from '../traffic/pcu-tables.ts';
import { SERVICE_LEVELS } from '../traffic/queue/level-of-service.ts';
import { approachPlanSchema } from './approach.ts';
import { approachMinuteSchema } from './approach-facts.ts';
import { cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** What the gateway says of approaches: queues, delays and levels of service. */

const queueSizeSchema = z.object({
  vehicles: z.number(),
  pcu: z.number(),
  unconverted: z.number().describe('Vehicles for whose class the table of passenger car units has no number'),
});

/** The figures of an approach over a stretch of time. */
export const approachFiguresSchema = z.object({
  watchedShare: z.number().min(0).max(1),
  mean: queueSizeSchema.nullable().describe('Over the time watched; null where nobody watched'),
  longest: queueSizeSchema.describe('When it had most vehicles'),
  longestMetres: z.number().nullable().describe('The furthest back; null where metres are not measured'),
  metres: approachMinuteSchema.shape.metres,
  arrivals: z.number().int(),
  departures: z.number().int(),
  joined: z.number().int().describe('Vehicles that came to stand in the queue'),
  discharged: z.number().int().describe('Vehicles that left it over the stop line'),
  growthPerHour: z.number().nullable().describe('By how many vehicles an hour the queue grew'),
  meanDelaySeconds: z.number().nullable().describe('Control delay, over the vehicles below'),
  delayed: z.number().int().describe('Vehicles whose delay was measured'),
  level: z.enum(SERVICE_LEVELS).nullable(),
  saturationFlow: z.number().nullable().describe('Vehicles an hour and lane of green'),
  saturationHeadways: z.number().int().describe('Headways that it was taken from'),
  spillbackShare: z.number().nullable().describe('Of the time watched'),
});
export type ApproachFiguresView = z.infer<typeof approachFiguresSchema>;

/** The approaches of a camera over an interval, bin by bin and as a whole. */
export const approachesSchema = z.object({
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema.describe('Widened to whole bins'),
  toUtcUs: utcUsSchema,
  binSeconds: z.number().int(),
  pcuTable: z.enum(PCU_TABLE_IDS),
  approaches: z.array(
    z.object({
      zoneId: uuidSchema,
      name: z.string(),
      stopLineName: z.string().nullable().describe('Null: its stop line was deleted, nothing new is measured'),
      plan: approachPlanSchema,
      whole: approachFiguresSchema,
      bins: z.array(approachFiguresSchema.extend({ startUtcUs: utcUsSchema })),
    }),
  ),
});
export type ApproachesView = z.infer<typeof approachesSchema>;
