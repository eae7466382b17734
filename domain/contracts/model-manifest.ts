import { z } from 'zod';
import { FAMILY_NAMES } from '../detection/families.ts';
import { roadUserClassSchema } from './camera-config.ts';

const score = z.number().min(0.01).max(0.99);
const perPlane = z.array(z.number()).length(3);
const side = z.number().int().min(16).max(4096);

/** A folder's name, an address and a file: keep it to what is safe in all three. */
export const modelIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'use lower-case letters, digits, dots, hyphens and underscores');

/** `model.json`: everything needed to run a detector and to say what it is. */
export const modelManifestSchema = z.strictObject({
  id: modelIdSchema,
  title: z.string().min(1).max(120),
  family: z.enum(FAMILY_NAMES),
  /** A file of the same folder. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*[.]onnx$/, 'name an .onnx file of the same folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'use the 64 lower-case hexadecimal digits of the file’s SHA-256'),
  licence: z.string().min(1).max(200),
  /** Made to show that the chain works, not to be trusted: said on screen wherever its numbers are. */
  standIn: z.boolean().default(false),
  input: z.strictObject({
    name: z.string().min(1).optional(),
    width: side,
    height: side,
    layout: z.literal('NCHW').default('NCHW'),
    channelOrder: z.enum(['bgr', 'rgb']),
    scale: z.union([z.literal(1), z.literal('1/255')]),
    mean: perPlane.optional(),
    std: z.array(z.number().positive()).length(3).optional(),
    resize: z.enum(['letterbox-topleft', 'letterbox-centre', 'stretch']),
    padValue: z.number().min(0).max(255).default(114),
  }),
  classes: z.array(z.string().min(1).max(80)).min(1).max(1000),
  /** Classes of the model whose name does not say what they are to us; null: ignored. */
  classMap: z.record(z.string(), roadUserClassSchema.nullable()).default({}),
  defaultThreshold: score,
  thresholds: z.partialRecord(roadUserClassSchema, score).default({}),
  /** null: the model removes doubles itself. */
  nms: z.strictObject({ iou: z.number().min(0.05).max(1), nested: z.number().min(0.05).max(1).nullable() }).nullable(),
  maxDetections: z.number().int().min(1).max(1000).default(300),
  card: z.string().optional(),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;
