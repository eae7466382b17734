import { z } from 'zod';
import { normPointSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** Metres on the ground; no site is larger. */
const metresSchema = z.number().min(-100_000).max(100_000);
const groundPointSchema = z.object({ x: metresSchema, y: metresSchema });

/** What a person gives to calibrate a camera. */
export const calibrationDraftSchema = z.object({
  picture: z
    .object({ width: z.number().int().min(16).max(16_384), height: z.number().int().min(16).max(16_384) })
    .describe('Size in pixels of the picture on which the points were placed'),
  points: z
    .array(z.object({ picture: normPointSchema, ground: groundPointSchema }))
    .min(4)
    .max(24)
    .describe(
      'Places of the road: in shares of the picture, and in metres with x to the right of y as seen from above',
    ),
  lens: z
    .union([z.number().min(-0.3).max(0.3), z.literal('find')])
    .default(0)
    .describe('Bend of the lens, k1 per squared picture height; "find" takes it from at least six points'),
  region: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('around-points'), factor: z.number().min(1).max(3) }),
      z.object({ kind: z.literal('drawn'), points: z.array(normPointSchema).min(3).max(64) }),
    ])
    .default({ kind: 'around-points', factor: 1.2 })
    .describe('Where metres are believed'),
  checkLine: z
    .object({ from: normPointSchema, to: normPointSchema, metres: z.number().positive().max(1000) })
    .nullable()
    .default(null)
    .describe('A measured length that does not go into the calibration: it tells how good it is'),
  carMetres: z.number().min(3).max(6).default(4.4).describe('How long cars are here, in the median: the self-check'),
  note: z.string().max(400).default(''),
});

const pointErrorSchema = z.object({ pixels: z.number(), metres: z.number(), used: z.boolean() });

export const calibrationFitSchema = z.object({
  groundToPicture: z
    .array(z.number())
    .length(9)
    .describe('From metres to the straightened picture, in picture heights from its middle, row by row'),
  k1: z.number(),
  region: z.array(normPointSchema),
  reprojection: z.object({ rmsPixels: z.number(), rmsMetres: z.number(), points: z.array(pointErrorSchema) }),
  check: z.object({ metres: z.number(), errorPercent: z.number() }).nullable(),
});

/** A calibration as it is kept: never changed, only followed by another. */
export const calibrationVersionSchema = calibrationDraftSchema.extend({
  versionId: uuidSchema,
  version: z.number().int().min(1),
  fit: calibrationFitSchema,
});

/** One row of a camera's history; `calibration` null: withdrawn, nothing was measured from then on. */
export const calibrationHistorySchema = z.object({
  version: z.number().int(),
  actor: z.string(),
  utcUs: utcUsSchema,
  note: z.string(),
  calibration: calibrationVersionSchema.nullable(),
});

export const calibrationCheckSchema = z.object({
  cars: z.number().int(),
  medianMetres: z.number().nullable(),
  plusMinus: z.number().nullable().describe('Two standard deviations of the median'),
  expectedMetres: z.number(),
  offPercent: z.number().nullable(),
  verdict: z.enum(['too-few', 'agrees', 'drifted']),
});

export type CalibrationInput = z.input<typeof calibrationDraftSchema>;
export type StoredDraft = z.infer<typeof calibrationDraftSchema>;
export type CalibrationVersion = z.infer<typeof calibrationVersionSchema>;
export type CalibrationHistory = z.infer<typeof calibrationHistorySchema>;
