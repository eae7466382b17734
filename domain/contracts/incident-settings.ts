import { z } from 'zod';
import { SEVERITIES } from '../events/kinds.ts';
import { DEFAULT_INCIDENT_SETTINGS as usual } from '../events/settings.ts';
import { normPointSchema } from './ids.ts';

export const severitySchema = z.enum(SEVERITIES);

/** What a zone is and what is looked for in it. */
export const zoneWatchSchema = z.object({
  carriageway: z
    .boolean()
    .default(false)
    .describe('Vehicles drive here: whoever stands or walks here and whatever lies here is told'),
  bicycles: z.boolean().default(true).describe('Bicycles may ride on this carriageway'),
  direction: z
    .object({ from: normPointSchema, to: normPointSchema })
    .refine(({ from, to }) => Math.hypot(to.x - from.x, to.y - from.y) >= 0.01, {
      message: 'the arrow is shorter than one hundredth of the picture; draw it along the road',
      path: ['to'],
    })
    .nullable()
    .default(null)
    .describe('Direction of traffic in the picture; who drives against it is told'),
  stopLine: z.boolean().default(false).describe('The arrow ends at a stop line: the first vehicle there waits'),
  spillback: z.boolean().default(false).describe('The arrow begins at a junction that a queue must not reach'),
  capacity: z.number().int().min(1).max(500).nullable().default(null).describe('More vehicles than this are told'),
  limitKmh: z.number().min(5).max(200).nullable().default(null).describe('Speed limit, on a calibrated camera'),
});

const hold = (least: number, most: number, standard: number) =>
  z.number().min(least).max(most).default(standard).describe('Seconds that it must last before it is told');

function rule<T extends z.ZodRawShape>(
  standard: { enabled: boolean; severity: z.infer<typeof severitySchema> },
  of: T,
) {
  return z.object({
    enabled: z.boolean().default(standard.enabled),
    severity: severitySchema.default(standard.severity),
    ...of,
  });
}

/** The parameters of the incident rules of a camera; zones say where they look (`watch`). */
export const incidentSettingsSchema = z.object({
  stoppedVehicle: rule(usual.stoppedVehicle, { holdSeconds: hold(3, 3600, usual.stoppedVehicle.holdSeconds) }).prefault(
    {},
  ),
  wrongWay: rule(usual.wrongWay, {
    holdSeconds: hold(0.5, 30, usual.wrongWay.holdSeconds),
    leastDegrees: z
      .number()
      .min(91)
      .max(175)
      .default(usual.wrongWay.leastDegrees)
      .describe('Angle to the arrow from which on it is the wrong way'),
    leastSizes: z
      .number()
      .min(0.5)
      .max(20)
      .default(usual.wrongWay.leastSizes)
      .describe('Way driven like that, in sizes of the vehicle in the picture'),
  }).prefault({}),
  suddenStop: rule(usual.suddenStop, {
    deceleration: z
      .number()
      .min(2)
      .max(9)
      .default(usual.suddenStop.deceleration)
      .describe('m/s² from which on braking is hard, on a calibrated camera'),
    pictureDeceleration: z
      .number()
      .min(0.3)
      .max(5)
      .default(usual.suddenStop.pictureDeceleration)
      .describe('The same without a calibration, in sizes of the vehicle per second squared'),
    others: z
      .number()
      .int()
      .min(0)
      .max(10)
      .default(usual.suddenStop.others)
      .describe('Others that must come to a stop around it'),
    withinSeconds: z.number().min(2).max(60).default(usual.suddenStop.withinSeconds).describe('… within this time'),
  }).prefault({}),
  onCarriageway: rule(usual.onCarriageway, { holdSeconds: hold(0.5, 60, usual.onCarriageway.holdSeconds) }).prefault(
    {},
  ),
  nearMiss: rule(usual.nearMiss, {
    petSeconds: z
      .number()
      .min(0.2)
      .max(5)
      .default(usual.nearMiss.petSeconds)
      .describe('Post-encroachment time below which it was near'),
    ttcSeconds: z
      .number()
      .min(0.2)
      .max(5)
      .default(usual.nearMiss.ttcSeconds)
      .describe('Time to collision below which it is near'),
    leastKmh: z
      .number()
      .min(0)
      .max(60)
      .default(usual.nearMiss.leastKmh)
      .describe('Closing speed below which nothing is told'),
  }).prefault({}),
  spillback: rule(usual.spillback, {
    holdSeconds: hold(1, 120, usual.spillback.holdSeconds),
    reachShare: z
      .number()
      .min(0.05)
      .max(0.6)
      .default(usual.spillback.reachShare)
      .describe('Share of the arrow, from its beginning, in which somebody stands'),
    leastVehicles: z.number().int().min(1).max(50).default(usual.spillback.leastVehicles),
  }).prefault({}),
  jam: rule(usual.jam, {
    holdSeconds: hold(30, 3600, usual.jam.holdSeconds),
    slowKmh: z.number().min(2).max(60).default(usual.jam.slowKmh).describe('Mean speed below which a zone is jammed'),
    freeKmh: z.number().min(3).max(90).default(usual.jam.freeKmh).describe('Mean speed above which it is free again'),
    slowSizes: z
      .number()
      .min(0.1)
      .max(5)
      .default(usual.jam.slowSizes)
      .describe('The first without a calibration, in sizes a second'),
    freeSizes: z.number().min(0.2).max(10).default(usual.jam.freeSizes).describe('The second without a calibration'),
    leastVehicles: z.number().int().min(2).max(100).default(usual.jam.leastVehicles),
  }).prefault({}),
  overCapacity: rule(usual.overCapacity, { holdSeconds: hold(1, 600, usual.overCapacity.holdSeconds) }).prefault({}),
  speeding: rule(usual.speeding, {
    overKmh: z
      .number()
      .min(0)
      .max(60)
      .default(usual.speeding.overKmh)
      .describe('km/h over the limit that are let pass; the ± comes off as well'),
  }).prefault({}),
  tooSlow: rule(usual.tooSlow, {
    holdSeconds: hold(1, 120, usual.tooSlow.holdSeconds),
    share: z.number().min(0.1).max(0.8).default(usual.tooSlow.share).describe('Share of the limit below which …'),
  }).prefault({}),
  debris: rule(usual.debris, {
    holdSeconds: hold(5, 600, usual.debris.holdSeconds),
    contrast: z
      .number()
      .min(4)
      .max(80)
      .default(usual.debris.contrast)
      .describe('Steps of 255 by which it must differ from the road'),
    leastCells: z
      .number()
      .int()
      .min(1)
      .max(50)
      .default(usual.debris.leastCells)
      .describe('Cells of a 96 wide picture that it must cover'),
  }).prefault({}),
  cameraMoved: rule(usual.cameraMoved, {
    holdSeconds: hold(1, 120, usual.cameraMoved.holdSeconds),
    leastShare: z
      .number()
      .min(0.005)
      .max(0.2)
      .default(usual.cameraMoved.leastShare)
      .describe('Share of the height of the picture by which it must have moved'),
  }).prefault({}),
});
