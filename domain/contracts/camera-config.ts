import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import { calibrationVersionSchema } from './calibration.ts';
import { densitySettingsSchema, roadSchema } from './density.ts';
import { approachPlanSchema, journeySettingsSchema, queueSettingsSchema } from './approach.ts';
import { cameraIdSchema, normPointSchema, uuidSchema } from './ids.ts';
import { incidentSettingsSchema, zoneWatchSchema } from './incident-settings.ts';
import { outlookSettingsSchema, wholeOutlookSchema } from './outlook.ts';
import { credentialSchema, sourceSchema } from './source.ts';

export const roadUserClassSchema = z.enum(ROAD_USER_CLASSES);

/** Which point of a vehicle's box is held against a line or zone; 0..1 of the box, (0.5, 1) is the middle of its lower edge. */
export const referencePointSchema = z
  .object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
  .default({ x: 0.5, y: 1 });

/** A drawn line, as the person drew it. Editing makes a new version; a crossing always names the version it crossed. */
export const lineDrawingSchema = z
  .object({
    name: z.string().min(1).max(80),
    from: normPointSchema,
    to: normPointSchema,
    inName: z.string().min(1).max(80).default('in'),
    outName: z.string().min(1).max(80).default('out'),
    reference: referencePointSchema,
  })
  .refine((line) => Math.hypot(line.to.x - line.from.x, line.to.y - line.from.y) >= 0.01, {
    message: 'the line is shorter than one hundredth of the picture; draw it across the lane',
    path: ['to'],
  });
export const lineVersionSchema = z
  .object({ lineId: uuidSchema, version: z.number().int().min(1), versionId: uuidSchema })
  .and(lineDrawingSchema);

/** A drawn area. Polygons that cross themselves are refused where they are drawn and where they are stored. */
export const zoneDrawingSchema = z.object({
  name: z.string().min(1).max(80),
  kind: z.enum(['zone', 'region', 'mask']).default('zone'),
  points: z.array(normPointSchema).min(3).max(64),
  reference: referencePointSchema,
  /** Absent or null: nothing is said per kilometre and lane. */
  road: roadSchema.nullable().optional(),
  /** Set: the area leads to a stop line, and its queue is measured. */
  approach: approachPlanSchema.nullable().optional(),
  /** What it is and what is looked for in it; absent: nothing. */
  watch: zoneWatchSchema.optional(),
});
export const zoneVersionSchema = z
  .object({ zoneId: uuidSchema, version: z.number().int().min(1), versionId: uuidSchema })
  .and(zoneDrawingSchema);

/** How speeds are measured on a calibrated camera, and when they are believed. */
export const speedSettingsSchema = z.object({
  windowSeconds: z.number().min(0.4).max(5).default(1).describe('Seconds of source time that a speed is measured over'),
  mostUncertainKmh: z
    .number()
    .min(0.5)
    .max(50)
    .default(5)
    .describe('A ± over this and over the share below is refused'),
  mostUncertainShare: z.number().min(0.01).max(1).default(0.15),
  implausibleFactor: z
    .number()
    .min(1)
    .max(3)
    .default(1.5)
    .describe('So many times the greatest usual speed of its class is refused'),
  boxNoiseShare: z
    .number()
    .min(0.002)
    .max(0.2)
    .default(0.02)
    .describe('How far boxes wander around vehicles, as a share of their extent'),
});
/** Where a movement begins or ends: a line passed in one direction, or an area. */
export const gateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), lineId: uuidSchema, direction: z.enum(['in', 'out']) }),
  z.object({ kind: z.literal('zone'), zoneId: uuidSchema }),
]);
/** A way through the picture, from one gate to another. Gates name lines and zones whatever their version. */
export const movementDrawingSchema = z.object({
  name: z.string().min(1).max(80),
  entry: gateSchema,
  exit: gateSchema,
});
export const movementVersionSchema = z
  .object({ movementId: uuidSchema, version: z.number().int().min(1), versionId: uuidSchema })
  .and(movementDrawingSchema);

/** How a camera's pictures are prepared and judged. */
export const analysisSettingsSchema = z.object({
  enabled: z.boolean().default(true),
  /** Frames a second given to the detector at most; a source below that is analysed whole. 0: every frame. */
  maxFps: z.number().min(0).max(60).default(0),
  /** Width of the analysed picture; 0 lets the model's input decide. The height follows the camera's own aspect. */
  width: z.number().int().min(0).max(3840).default(0),
  viewWidth: z.number().int().min(160).max(1920).default(640),
  /** 2 (best) to 31, ffmpeg's scale. */
  viewQuality: z.number().int().min(2).max(31).default(5),
  hardwareDecode: z.enum(['auto', 'off']).default('auto'),
  /** A model folder's name; null takes the site's default. */
  modelId: z.string().max(80).nullable().default(null),
  /** Least score by class; classes not named use the model's own. */
  thresholds: z.partialRecord(roadUserClassSchema, z.number().min(0.01).max(0.99)).default({}),
  speed: speedSettingsSchema.prefault({}),
  density: densitySettingsSchema.prefault({}),
  queue: queueSettingsSchema.prefault({}),
  incidents: incidentSettingsSchema.prefault({}),
  journey: journeySettingsSchema.prefault({}),
});

/** Where a camera stands, and where it looks. Without a heading nothing of its picture is laid on the map. */
export const placeSchema = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  heading: z
    .number()
    .min(0)
    .lt(360)
    .optional()
    .describe('Degrees clockwise from north that the picture’s middle looks in'),
  fieldOfView: z
    .number()
    .min(1)
    .max(180)
    .optional()
    .describe('Degrees from the left to the right edge of the picture; a calibration goes before it'),
});

export const cameraDraftSchema = z.object({
  id: cameraIdSchema,
  name: z.string().min(1).max(80),
  source: sourceSchema,
  credential: credentialSchema.nullable().default(null),
  enabled: z.boolean().default(true),
  analysis: analysisSettingsSchema.prefault({}),
  timeZone: z.string().min(1).max(64).default('UTC'),
  place: placeSchema.nullable().default(null),
  /** Said on screen beside the name, for example that the footage is a stand-in. */
  note: z.string().max(400).default(''),
  /** What counts as normal, and when it is forecast. Absent: as it comes. */
  outlook: outlookSettingsSchema.optional(),
});

/** Settings given whole: in a change a default would silently reset what nobody mentioned. */
const analysisShape = analysisSettingsSchema.shape;
const wholeAnalysisSchema = z.object({
  enabled: analysisShape.enabled.unwrap(),
  maxFps: analysisShape.maxFps.unwrap(),
  width: analysisShape.width.unwrap(),
  viewWidth: analysisShape.viewWidth.unwrap(),
  viewQuality: analysisShape.viewQuality.unwrap(),
  hardwareDecode: analysisShape.hardwareDecode.unwrap(),
  modelId: analysisShape.modelId.unwrap(),
  thresholds: analysisShape.thresholds.unwrap(),
  /** Absent: as it was, for programs that know nothing of it. */
  speed: speedSettingsSchema.optional(),
  density: densitySettingsSchema.optional(),
  queue: queueSettingsSchema.optional(),
  incidents: incidentSettingsSchema.optional(),
  journey: journeySettingsSchema.optional(),
});

/** A change to a camera: what is absent stays as it is, `analysis` is replaced whole. */
export const cameraChangeSchema = z
  .object({
    name: cameraDraftSchema.shape.name,
    source: cameraDraftSchema.shape.source,
    credential: cameraDraftSchema.shape.credential.unwrap(),
    enabled: cameraDraftSchema.shape.enabled.unwrap(),
    analysis: wholeAnalysisSchema,
    timeZone: cameraDraftSchema.shape.timeZone.unwrap(),
    place: cameraDraftSchema.shape.place.unwrap(),
    note: cameraDraftSchema.shape.note.unwrap(),
    outlook: wholeOutlookSchema,
  })
  .partial();

/** Everything a camera process needs to run one camera. `revision` grows with every change. */
export const cameraConfigSchema = cameraDraftSchema.extend({
  revision: z.number().int().nonnegative(),
  lines: z.array(lineVersionSchema),
  zones: z.array(zoneVersionSchema),
  /** Null: nothing is measured in metres. */
  calibration: calibrationVersionSchema.nullable().default(null),
  /** Absent in what was written before there were any. */
  movements: z.array(movementVersionSchema).default([]),
});

export type LineDrawing = z.infer<typeof lineDrawingSchema>;
export type LineVersion = z.infer<typeof lineVersionSchema>;
export type ZoneDrawing = z.infer<typeof zoneDrawingSchema>;
export type ZoneWatchDrawing = z.infer<typeof zoneWatchSchema>;
export type ZoneVersion = z.infer<typeof zoneVersionSchema>;
export type MovementDrawing = z.infer<typeof movementDrawingSchema>;
export type MovementVersion = z.infer<typeof movementVersionSchema>;
export type AnalysisSettings = z.infer<typeof analysisSettingsSchema>;
export type CameraPlace = z.infer<typeof placeSchema>;
export type CameraDraft = z.infer<typeof cameraDraftSchema>;
export type CameraChange = z.infer<typeof cameraChangeSchema>;
export type CameraConfig = z.infer<typeof cameraConfigSchema>;
