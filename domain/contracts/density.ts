import { z } from 'zod';
import { DENSITY_LEVELS } from '../traffic/density/levels.ts';
import { LEVELS_OF_SERVICE } from '../traffic/density/link-density.ts';
import { DEFAULT_DENSITY_SETTINGS } from '../traffic/density/settings.ts';
import { ZONE_STATES } from '../traffic/zone-state/zone-state.ts';
import { mediaUsSchema, utcUsSchema, uuidSchema } from './ids.ts';

const share = z.number().min(0).max(1);
const defaults = DEFAULT_DENSITY_SETTINGS;

/** A list of growing numbers. */
function ascending(item: z.ZodNumber, length: number) {
  return z
    .array(item)
    .length(length)
    .refine((list) => list.every((value, at) => at === 0 || value > (list[at - 1] ?? value)), {
      message: 'each number must be greater than the one before it',
    });
}

const boundsSchema = z
  .object({ over: share.describe('Over this the state begins'), under: share.describe('Below this it ends') })
  .refine(({ over, under }) => under < over, {
    message: '"under" must be less than "over": the gap between them keeps a zone from changing back and forth',
    path: ['under'],
  });

const factor = z.number().positive().max(10_000).nullable().default(null);

/** How the density of zones is measured and judged: the figures are those of the specification. */
export const densitySettingsSchema = z.object({
  method: z
    .enum(['union-of-boxes', 'background'])
    .default('union-of-boxes')
    .describe(
      'What counts as taken of a zone: the boxes of vehicles, or whatever in the picture is not the empty road',
    ),
  background: z
    .object({
      learnSeconds: z
        .number()
        .min(5)
        .max(3600)
        .default(defaults.background.learnSeconds)
        .describe('What stays so long without being followed becomes part of the road'),
      sigmas: z.number().min(1).max(20).default(defaults.background.sigmas).describe('So far off is not the road'),
      darkestShadow: z
        .number()
        .min(0)
        .max(1)
        .default(defaults.background.darkestShadow)
        .describe('Brightness of the darkest shadow, as a share of that of the road; 1: shadows count'),
    })
    .prefault({}),
  everySeconds: z
    .number()
    .min(0)
    .max(5)
    .default(defaults.everySeconds)
    .describe('Seconds of source time from one sample to the next; 0 takes every frame'),
  holdSeconds: z
    .number()
    .min(0)
    .max(10)
    .default(defaults.holdSeconds)
    .describe('A vehicle that is followed and was just not seen is taken to be where it was for so long'),
  smoothing: z
    .object({
      samples: z
        .number()
        .int()
        .min(1)
        .max(100)
        .default(defaults.smoothing.samples)
        .describe('Newest samples in the mean'),
      decay: z.number().min(0).max(1).default(defaults.smoothing.decay).describe('Weight against the next newer one'),
    })
    .prefault({}),
  levels: ascending(share, 4)
    .default([...defaults.levels])
    .describe('Where light, moderate, dense and congested begin'),
  states: z
    .object({ warning: boundsSchema, heavy: boundsSchema, jam: boundsSchema })
    .refine(({ warning, heavy, jam }) => warning.over < heavy.over && heavy.over < jam.over, {
      message: 'warning must begin below heavy, and heavy below jam',
    })
    .refine(({ warning, heavy, jam }) => warning.under < heavy.under && heavy.under < jam.under, {
      message: 'warning must end below heavy, and heavy below jam',
    })
    .default({ ...defaults.states }),
  preserveSeconds: z
    .number()
    .min(0)
    .max(3600)
    .default(defaults.preserveSeconds)
    .describe('An empty zone keeps what it counted, and a dissolved jam its estimate, for so long'),
  estimate: z
    .object({
      everySeconds: z.number().min(0.1).max(60).default(defaults.estimate.everySeconds),
      vehiclesPerDensity: factor.describe('Vehicles on the road of a zone that is full; null: no estimate'),
      scale: factor.describe('What that is multiplied with; null: no estimate'),
      densityPerPcu: factor.describe('Density that one passenger car unit makes; null: no estimate'),
    })
    .prefault({})
    .describe('Vehicles estimated from density while a zone is heavy or jammed, shown apart. Off without all factors'),
  los: z
    .object({
      bounds: ascending(z.number().positive().max(1000), 5)
        .default([...defaults.los.bounds])
        .describe('Most passenger cars per km and lane at levels of service A to E'),
      overSeconds: z
        .number()
        .min(1)
        .max(3600)
        .default(defaults.los.overSeconds)
        .describe('The live level looks back so far'),
    })
    .prefault({}),
});

/** The road under a zone: what makes a density per kilometre and lane of its vehicles. */
export const roadSchema = z.object({
  lanes: z.number().int().min(1).max(20).describe('Lanes under the zone'),
  lengthMetres: z
    .number()
    .min(2)
    .max(5000)
    .nullable()
    .describe('Length of the zone along the road; null takes it from the calibration'),
});

export const zoneStateNameSchema = z.enum(ZONE_STATES);
export const levelOfServiceSchema = z.enum(LEVELS_OF_SERVICE);

/** A zone came into another state. The key is (session, zone version, ordinal). */
export const zoneStateSchema = z.object({
  kind: z.literal('zone-state'),
  sessionId: uuidSchema,
  zoneVersionId: uuidSchema,
  ordinal: z.number().int().positive(),
  from: zoneStateNameSchema,
  to: zoneStateNameSchema,
  density: share.describe('The smoothed density that it was judged by'),
  mediaUs: mediaUsSchema,
  utcUs: utcUsSchema,
});

/** One minute of a zone. Told again as more of it is watched: of one key the one that watched longest counts. */
export const zoneMinuteSchema = z.object({
  kind: z.literal('zone-minute'),
  sessionId: uuidSchema,
  zoneVersionId: uuidSchema,
  startUtcUs: utcUsSchema,
  watchedUs: z.number().int().positive(),
  meanDensity: share,
  maxDensity: share,
  meanVehicles: z.number().nonnegative(),
  maxVehicles: z.number().int().nonnegative(),
  meanPcu: z.number().nonnegative().describe('By the weights of the specification'),
  meanByClass: z.record(z.string(), z.number().nonnegative()),
  inStateUs: z.object({
    normal: z.number().int().nonnegative(),
    warning: z.number().int().nonnegative(),
    heavy: z.number().int().nonnegative(),
    jam: z.number().int().nonnegative(),
  }),
});

/** A zone as it is now, in the status of its camera. */
export const zoneNowSchema = z.object({
  zoneVersionId: uuidSchema,
  state: zoneStateNameSchema,
  sinceUtcUs: utcUsSchema.describe('In this state since'),
  level: z.enum(DENSITY_LEVELS),
  density: z.number().describe('Share of the zone that is taken, smoothed: state and level are judged by it'),
  rawDensity: z.number().describe('The newest sample'),
  vehicles: z.number().int(),
  pcu: z.number(),
  cumulative: z.number().int().describe('Vehicles that were in the zone since it was last empty for long'),
  estimated: z.number().nullable().describe('Vehicles estimated from density, in no count; null: switched off'),
  combined: z.number().nullable().describe('Vehicles in the zone and the estimate; null: switched off'),
  perKmLane: z
    .object({ vehicles: z.number(), pcu: z.number() })
    .nullable()
    .describe('Per km and lane over the last minute or so; null: lanes or length are not known'),
  los: levelOfServiceSchema.nullable(),
});

/** How full the parts of a picture are. */
export const densityGridSchema = z.object({
  rows: z.number().int(),
  columns: z.number().int(),
  cells: z
    .array(z.object({ density: z.number(), vehicles: z.number().int() }))
    .describe('Row by row; a vehicle is in the cell of the middle of its box'),
});

/** What a camera says of its zones now. */
export const zonesNowSchema = z.object({ zones: z.array(zoneNowSchema), grid: densityGridSchema });

const zoneRowShape = { sessionId: uuidSchema, zoneId: uuidSchema, zoneVersionId: uuidSchema };

/** The changes and minutes of zones in a stretch of time, oldest first. */
export const zoneHistorySchema = z.object({
  changes: z.array(zoneStateSchema.omit({ kind: true, mediaUs: true }).extend(zoneRowShape)),
  minutes: z.array(zoneMinuteSchema.omit({ kind: true }).extend(zoneRowShape)),
  moreFromUtcUs: utcUsSchema.nullable().describe('There is more: ask again from here. Null: that was all'),
});

/** The zones of a camera as they are now; null where no session is open, so that nobody watches. */
export const zonesNowViewSchema = z.object({ density: zonesNowSchema.nullable() });

export type ZoneHistory = z.infer<typeof zoneHistorySchema>;
export type ZoneStateFact = z.infer<typeof zoneStateSchema>;
export type ZoneMinuteFact = z.infer<typeof zoneMinuteSchema>;
export type ZoneNowView = z.infer<typeof zoneNowSchema>;
export type ZonesNow = z.infer<typeof zonesNowSchema>;
