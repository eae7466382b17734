import { z } from 'zod';
import { cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** What the gateway says of speeds and gaps at lines, and of journeys from zone to zone and line to line. */

export const summarySchema = z.object({
  count: z.number().int(),
  mean: z.number(),
  p15: z.number(),
  median: z.number(),
  p85: z.number(),
});
const directionSchema = z.enum(['in', 'out']);
const shareSchema = z.array(z.object({ from: z.number().describe('Lower edge'), count: z.number().int() }));

export const lineFiguresSchema = z.object({
  vehicles: z.number().int(),
  speeds: summarySchema
    .extend({ spaceMean: z.number().describe('Harmonic'), standardDeviation: z.number() })
    .nullable()
    .describe('Metres a second; mean is the time mean. Null: not calibrated, or none measured'),
  headways: summarySchema.nullable().describe('Seconds from front to front'),
  gaps: summarySchema.nullable().describe('Seconds from rear to front'),
  metres: summarySchema.nullable().describe('Front to front'),
  gapMetres: summarySchema.nullable().describe('Rear to front'),
});
export type LineFiguresView = z.infer<typeof lineFiguresSchema>;

/** Speeds, headways and gaps at the lines of a camera over an interval. */
export const lineSpeedsSchema = z.object({
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  binSeconds: z.number().int(),
  truncated: z.boolean().describe('There were more vehicles than one answer looks at: ask for a shorter interval'),
  lines: z.array(
    z.object({
      lineId: uuidSchema,
      lineName: z.string(),
      direction: directionSchema,
      directionName: z.string(),
      whole: lineFiguresSchema,
      distributions: z.object({ speedsKmh: shareSchema, headways: shareSchema, gapMetres: shareSchema }),
      bins: z.array(lineFiguresSchema.extend({ startUtcUs: utcUsSchema })),
    }),
  ),
});
export type LineSpeedsView = z.infer<typeof lineSpeedsSchema>;

/** Journeys of a camera's vehicles over an interval. */
export const journeysSchema = z.object({
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  truncated: z.boolean(),
  journeys: z.number().int().describe('Vehicles that were in a zone'),
  stays: z.array(
    z.object({
      zoneId: uuidSchema,
      zoneName: z.string(),
      dwellSeconds: summarySchema,
      first: z.number().int().describe('Vehicles that were in no zone before it'),
      last: z.number().int().describe('Vehicles that were in no zone behind it'),
    }),
  ),
  transitions: z.array(
    z.object({
      fromZoneId: uuidSchema,
      fromZoneName: z.string(),
      toZoneId: uuidSchema,
      toZoneName: z.string(),
      seconds: summarySchema.describe('From leaving one to entering the other'),
    }),
  ),
  travelTimes: z.array(
    z.object({
      fromLineId: uuidSchema,
      fromLineName: z.string(),
      fromDirection: directionSchema,
      toLineId: uuidSchema,
      toLineName: z.string(),
      toDirection: directionSchema,
      seconds: summarySchema,
    }),
  ),
});
export type JourneysView = z.infer<typeof journeysSchema>;

/** A stay of one vehicle in a zone. */
export const trackVisitSchema = z.object({
  zoneId: uuidSchema,
  zoneName: z.string(),
  enterUtcUs: utcUsSchema,
  exitUtcUs: utcUsSchema,
  seconds: z.number(),
});
export type TrackVisit = z.infer<typeof trackVisitSchema>;
