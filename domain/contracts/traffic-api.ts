import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import { PCU_TABLE_IDS } from '../traffic/pcu-tables.ts';
import { UNMATCHED_REASONS } from '../traffic/movements/movement-rule.ts';
import { countsSchema, volumeBinSchema, volumesSchema } from './api.ts';
import { gateSchema, movementDrawingSchema } from './camera-config.ts';
import { cameraIdSchema, normPointSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** What the gateway says of movements, of passenger car units and of the peak hour. */

const factorSchema = z.number().min(0).max(20).nullable();
/** Passenger car units by vehicle class; null where such vehicles are not converted. */
export const pcuFactorsSchema = z.object({
  bicycle: factorSchema,
  motorcycle: factorSchema,
  car: factorSchema,
  bus: factorSchema,
  truck: factorSchema,
  van: factorSchema,
  trailer: factorSchema,
  emergency_vehicle: factorSchema,
  construction_vehicle: factorSchema,
  scooter: factorSchema,
});
export const pcuChoiceSchema = z.object({
  table: z.enum(PCU_TABLE_IDS).describe('Which table the site converts vehicles with'),
  custom: pcuFactorsSchema.nullable().describe("The site's own numbers, used with the table custom"),
});
/** What the site converts with, and every table that it could choose. */
export const pcuViewSchema = pcuChoiceSchema.extend({
  factors: pcuFactorsSchema.describe('The numbers in force'),
  tables: z.array(z.object({ table: z.enum(PCU_TABLE_IDS), factors: pcuFactorsSchema })),
});
export type PcuView = z.infer<typeof pcuViewSchema>;

/** A volume in both units. `unconverted`: vehicles for whose class the table has no number; they are not in `pcu`. */
export const bothUnitsSchema = z.object({
  vehicles: z.number().int().describe('All that drive; who walks is not in here'),
  pcu: z.number(),
  unconverted: z.number().int(),
});
export type BothUnits = z.infer<typeof bothUnitsSchema>;

const classesSchema = z.array(z.enum(ROAD_USER_CLASSES));
/** What the models of an interval could tell. A class that no model can tell has no number, which is not the same as zero. */
export const classSupportSchema = z
  .object({
    supported: classesSchema.describe('By every model that was at work'),
    partly: classesSchema.describe('By some of them only'),
    unsupported: classesSchema.describe('Not supported by this model: no number is given, and none is zero'),
  })
  .nullable()
  .describe('Null where nobody was at work or a model did not say what it can tell');

const cellPcuSchema = z.object({
  pcu: z.number().nullable().describe("The count in passenger car units; null where the site's table has no number"),
});
/** Counts with their passenger car units. */
export const countsViewSchema = countsSchema.extend({
  pcuTable: z.enum(PCU_TABLE_IDS),
  counts: z.array(countsSchema.shape.counts.element.extend(cellPcuSchema.shape)),
});
/** Volumes with their passenger car units and rates. */
export const volumesViewSchema = volumesSchema.extend({
  pcuTable: z.enum(PCU_TABLE_IDS),
  classes: classSupportSchema,
  bins: z.array(
    volumeBinSchema.extend({
      cells: z.array(
        volumeBinSchema.shape.cells.element.extend({
          ...cellPcuSchema.shape,
          perHour: z
            .number()
            .nullable()
            .describe('Flow rate over the watched part of the bin; null where nobody watched'),
        }),
      ),
    }),
  ),
});

export type VolumesView = z.infer<typeof volumesViewSchema>;

/** How much of a stretch of time was really watched; what nobody watched is no zero. */
export const coverageShareSchema = z.object({
  watchedShare: z.number().min(0).max(1),
  degradedShare: z.number().min(0).max(1),
});

const classCountSchema = z.object({ class: z.string(), count: z.number().int() });

/** Movements over an interval: the cells of the origin-destination matrix, and the tracks that fit none. */
export const movementCountsSchema = z.object({
  cameraId: cameraIdSchema,
  fromUtcUs: utcUsSchema.describe('The interval, widened to whole minutes'),
  toUtcUs: utcUsSchema,
  coverage: coverageShareSchema,
  movements: z.array(
    z.object({
      movementId: uuidSchema,
      name: z.string(),
      entry: gateSchema,
      exit: gateSchema,
      sinceUtcUs: utcUsSchema.describe('From when on this pair is counted; before, it has no numbers'),
      counts: z.array(classCountSchema),
    }),
  ),
  unmatched: z.object({
    counts: z.array(classCountSchema),
    share: z.number().min(0).max(1).nullable().describe('Of the tracks of everything that drives; null without any'),
  }),
});
export type MovementCounts = z.infer<typeof movementCountsSchema>;

/** The same with both units, as the gateway tells it. */
export const movementMatrixSchema = movementCountsSchema.extend({
  pcuTable: z.enum(PCU_TABLE_IDS),
  classes: classSupportSchema,
  movements: z.array(movementCountsSchema.shape.movements.element.extend({ volume: bothUnitsSchema })),
  unmatched: movementCountsSchema.shape.unmatched.extend({ volume: bothUnitsSchema }),
});
export type MovementMatrix = z.infer<typeof movementMatrixSchema>;

/** Bins of movements; a cell without a movement holds the tracks that fit none. */
export const movementBinSchema = volumeBinSchema.omit({ cells: true }).extend({
  cells: z.array(classCountSchema.extend({ movementId: uuidSchema.nullable() })),
});
export const movementVolumesSchema = z.object({ cameraId: cameraIdSchema, bins: z.array(movementBinSchema) });
export type MovementVolumes = z.infer<typeof movementVolumesSchema>;

/** A track and the way it took, or why it took none. */
export const movementTrackSchema = z.object({
  cursor: z.string().describe('Ask for the rows before this one with before='),
  sessionId: uuidSchema,
  track: z.number().int(),
  movementId: uuidSchema.nullable(),
  movementVersionId: uuidSchema.nullable(),
  reason: z.enum(UNMATCHED_REASONS).nullable(),
  class: z.string(),
  utcUs: utcUsSchema,
  entryMediaUs: z.number().int().nullable(),
  exitMediaUs: z.number().int().nullable(),
  mode: z.enum(['live', 'replay']),
});
export type MovementTrack = z.infer<typeof movementTrackSchema>;

export const movementRetroSchema = z.object({
  sessionId: uuidSchema,
  movements: z
    .array(movementDrawingSchema)
    .max(400)
    .optional()
    .describe("What is counted, at the camera's lines and zones as they are drawn now; absent: its own movements"),
  afterTrack: z.number().int().nonnegative().default(0).describe('Go on behind this track'),
});
export const movementRetroResultSchema = z.object({
  moreAfterTrack: z.number().int().nullable().describe('Ask again with this as afterTrack. Null: that was all'),
  tracks: z.array(
    z.object({
      track: z.number().int(),
      class: z.string(),
      /** The place of the movement in the list that was asked for; null for a track that fits none. */
      movement: z.number().int().nullable(),
      reason: z.enum(UNMATCHED_REASONS).nullable(),
      entryMediaUs: z.number().int().nullable(),
      exitMediaUs: z.number().int().nullable(),
    }),
  ),
});

export const proposalQuestionSchema = z.object({
  sessionId: uuidSchema.optional().describe('Whose paths are looked at; absent: those of the newest sessions'),
});
/** Ways that were seen again and again. */
export const proposalSchema = z.object({
  support: z.number().int().describe('How many vehicles took this way'),
  path: z.array(normPointSchema).describe('The most central of them'),
  entry: gateSchema.nullable().describe('The first gate that most of them passed; null where none is there'),
  exit: gateSchema.nullable(),
  known: uuidSchema.nullable().describe('The movement that leads from there to there already'),
});
export const proposalsSchema = z.object({
  paths: z.number().int().describe('How many paths were looked at'),
  proposals: z.array(proposalSchema),
});
export type Proposals = z.infer<typeof proposalsSchema>;

const peakHourSchema = z.object({
  startUtcUs: utcUsSchema,
  volume: z.number(),
  peakRate: z.number().describe('The busiest step of this hour, per hour'),
  factor: z.number().nullable().describe('The peak hour factor'),
  watchedShare: z.number(),
});
const peakAnswerSchema = z.object({
  peak: peakHourSchema.nullable().describe('Of the hours that were watched as a whole'),
  doubtful: peakHourSchema.nullable().describe('A higher one that was not watched as a whole'),
  hours: z.number().int(),
  wholeHours: z.number().int(),
});
export const movementsGeneratedSchema = z.object({ movementIds: z.array(uuidSchema) });
export const peakHoursSchema = z.object({
  cameraId: cameraIdSchema,
  stepSeconds: z.number().int(),
  pcuTable: z.enum(PCU_TABLE_IDS),
  rows: z.array(
    z.object({
      kind: z.enum(['line', 'movement', 'all-movements']),
      id: uuidSchema.nullable(),
      direction: z.enum(['in', 'out']).nullable(),
      name: z.string(),
      vehicles: peakAnswerSchema,
      pcu: peakAnswerSchema,
    }),
  ),
});
export type PeakHours = z.infer<typeof peakHoursSchema>;
