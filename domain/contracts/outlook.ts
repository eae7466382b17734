import { z } from 'zod';
import { cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** What is normal on a road, what departs from it and what will come: settings, questions and answers. */

/** Per camera. Another value never changes what was counted, so no session ends with it. */
export const outlookSettingsSchema = z.object({
  windowDays: z.number().int().min(14).max(400).default(56).describe('Normal is what the last so many days had'),
  leastWatched: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.9)
    .describe('A quarter of an hour watched for a smaller share of its time says nothing; the others are scaled up'),
  countDegraded: z
    .boolean()
    .default(false)
    .describe('Whether time watched at too few pictures a second counts as watched'),
  leastValues: z
    .number()
    .int()
    .min(3)
    .max(20)
    .default(3)
    .describe('So many values make a normal; a weekday with fewer takes those of its kind of day'),
  departureBound: z
    .number()
    .min(2)
    .max(10)
    .default(3.5)
    .describe('A quarter of an hour so many spreads away from normal departs'),
  departureQuarters: z
    .number()
    .int()
    .min(1)
    .max(8)
    .default(2)
    .describe('So many in a row begin a departure, and so many that do not end it'),
  leastDays: z.number().int().min(7).max(120).default(14).describe('With fewer watched days nothing is forecast'),
});
export type OutlookSettings = z.infer<typeof outlookSettingsSchema>;

const shape = outlookSettingsSchema.shape;
/** Settings given whole: in a change a default would silently reset what nobody mentioned. */
export const wholeOutlookSchema = z.object({
  windowDays: shape.windowDays.unwrap(),
  leastWatched: shape.leastWatched.unwrap(),
  countDegraded: shape.countDegraded.unwrap(),
  leastValues: shape.leastValues.unwrap(),
  departureBound: shape.departureBound.unwrap(),
  departureQuarters: shape.departureQuarters.unwrap(),
  leastDays: shape.leastDays.unwrap(),
});

/** Which crossings: of one line or of all, one way or both. */
export const outlookSeriesSchema = z.object({
  cameraId: cameraIdSchema,
  lineId: uuidSchema.nullable().describe('Null: all lines of the camera; a vehicle counts at each that it crosses'),
  direction: z.enum(['in', 'out', 'both']),
});
export type OutlookSeries = z.infer<typeof outlookSeriesSchema>;

/** What is asked of the stored quarters: a day against its normal, or what will come. */
export const outlookQuestionSchema = z.discriminatedUnion('kind', [
  outlookSeriesSchema.extend({ kind: z.literal('normal'), day: z.string().nullable() }),
  outlookSeriesSchema.extend({ kind: z.literal('forecast') }),
]);
export type OutlookQuestion = z.infer<typeof outlookQuestionSchema>;

export const dayNameSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as 2026-07-31');

const historySchema = z.object({
  daysNeeded: z.number().int(),
  daysThere: z.number().int().describe('Days of which at least half was watched well enough'),
});

const departureSignSchema = z.enum(['above', 'below']);
const departureEndSchema = z.enum(['usual', 'unwatched']);

/** A stretch that departs from normal. */
export const departureSchema = z.object({
  sign: departureSignSchema,
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema.nullable().describe('Null: it has not ended'),
  endedBy: departureEndSchema.nullable().describe('As usual again, or nobody watches any more'),
  observed: z.number().describe('Over its watched quarters'),
  normal: z.number(),
  z: z.number().describe('Spreads away from normal in its farthest quarter'),
});

/** A day against what is normal for it. */
export const normalDaySchema = outlookSeriesSchema.extend({
  day: dayNameSchema,
  timeZone: z.string(),
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema.describe('A day may have 23 or 25 hours'),
  closedToUtcUs: utcUsSchema.describe('Up to here nothing new can come in'),
  historyFromUtcUs: utcUsSchema.describe('Lines as they are drawn now are there since then'),
  history: historySchema,
  settings: outlookSettingsSchema,
  quarters: z.array(
    z.object({
      startUtcUs: utcUsSchema,
      state: z
        .enum(['watched', 'partial', 'unwatched', 'open'])
        .describe('partial: not watched well enough to be compared; open: not over yet'),
      watchedShare: z.number().min(0).max(1),
      observed: z.number().nullable().describe('As if watched throughout; null where it was not watched well enough'),
      normal: z
        .object({
          median: z.number(),
          spread: z.number().describe('One standard deviation of a single quarter'),
          low: z.number().describe('Four of five quarters lie between these two'),
          high: z.number(),
          days: z.number().int().describe('Made of so many days'),
          basis: z.enum(['weekday', 'kind-of-day']),
        })
        .nullable()
        .describe('Null: not enough history'),
      z: z.number().nullable(),
      departs: departureSignSchema.nullable(),
    }),
  ),
  departures: z.array(departureSchema),
});
export type NormalDay = z.infer<typeof normalDaySchema>;

const figuresSchema = z.object({
  wape: z.number().nullable().describe('The sum of all errors over the sum of all vehicles'),
  mae: z.number().describe('Vehicles a quarter of an hour'),
});

/** Volumes that will come, each with what such forecasts were worth in the last seven days. */
export const forecastSchema = outlookSeriesSchema.extend({
  timeZone: z.string(),
  closedToUtcUs: utcUsSchema,
  state: z
    .enum(['told', 'not-enough-history', 'behind'])
    .describe('behind: the newest closed quarter is over an hour old, so that its future is past'),
  history: historySchema,
  recentDeviation: z.number().nullable().describe('How much more than normal the newest hour had, as a share'),
  points: z.array(
    z.object({
      aheadMinutes: z.number().int().describe('Its end, after the end of the newest closed quarter'),
      startUtcUs: utcUsSchema,
      volume: z.number().nullable().describe('Vehicles in that quarter of an hour; null: nothing is normal then'),
      low: z.number().nullable().describe('Four of five fall between these two'),
      high: z.number().nullable(),
      persistence: z.number().describe('How much of the recent deviation is taken to last until then'),
      error: figuresSchema
        .extend({
          targets: z.number().int().describe('Quarters of the last seven days that were judged'),
          inside: z.number().nullable().describe('The share that fell between low and high'),
          lastValue: figuresSchema.describe('Had the newest quarter been taken instead'),
          lastWeek: figuresSchema.describe('Had the same quarter of the week before been taken'),
          worseThan: z
            .enum(['last-value', 'last-week'])
            .nullable()
            .describe('The naive way that would have been better'),
        })
        .nullable(),
    }),
  ),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** How the site process calls the beginning and the end of a departure among its events. */
export const DEPARTURE_BEGINS = 'departure';
export const DEPARTURE_ENDS = 'departure-over';

/** What the store keeps of a departure's beginning and of its end. */
export const departureNoteSchema = z.object({
  cameraId: cameraIdSchema,
  lineId: uuidSchema,
  lineName: z.string(),
  direction: z.enum(['in', 'out']),
  directionName: z.string(),
  departure: departureSchema,
});
export type DepartureNote = z.infer<typeof departureNoteSchema>;

/** A departure as it is listed. */
export const departureRowSchema = departureNoteSchema.omit({ departure: true }).extend({
  ...departureSchema.shape,
  noticedUtcUs: utcUsSchema.describe('When enough quarters had departed'),
  endNoticedUtcUs: utcUsSchema.nullable(),
});
export type DepartureRow = z.infer<typeof departureRowSchema>;
