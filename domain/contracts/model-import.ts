import { z } from 'zod';
import { FAMILY_NAMES } from '../detection/families.ts';
import { roadUserClassSchema } from './camera-config.ts';
import { utcUsSchema, uuidSchema } from './ids.ts';

/** A model that somebody brings: what its file says, what the person says, and what came of trying it. */

/**
 * How something about a model is known. `file`: it stands in the file. `seen`: its shapes, or what it gave when it was
 * tried, can mean nothing else. `usual`: models of its family usually want it so, and nothing says that this one does.
 * `unknown`: only the person can say.
 */
export const surenessSchema = z.enum(['file', 'seen', 'usual', 'unknown']);
export type Sureness = z.infer<typeof surenessSchema>;

const known = <S extends z.ZodType>(value: S) => z.object({ value: value.nullable(), sure: surenessSchema });

const tensorSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** A name instead of a number: left open by the export. */
  dims: z.array(z.union([z.number(), z.string()])),
});
export type TensorShape = z.infer<typeof tensorSchema>;

const side = z.number().int().min(32).max(2048);
export const inputSizeSchema = z.object({ width: side, height: side });
export type ImportSize = z.infer<typeof inputSizeSchema>;

const familySchema = z.enum(FAMILY_NAMES);
const channelOrderSchema = z.enum(['bgr', 'rgb']);
const scaleSchema = z.union([z.literal(1), z.literal('1/255')]);
const resizeSchema = z.enum(['letterbox-topleft', 'letterbox-centre', 'stretch']);

export const recognisedSchema = z.object({
  /** What wrote the file, in its own words: "Ultralytics 8.3.40", "pytorch 2.4.0". */
  producer: z.string(),
  /** What the file calls itself. */
  description: z.string(),
  /** The licence the file names; what it obliges to is the person's to know. */
  licence: z.string(),
  opset: z.number().int(),
  inputs: z.array(tensorSchema),
  outputs: z.array(tensorSchema),
  /** null: not tried yet, because nobody knows at which size. */
  family: known(familySchema),
  /** What the layout could be, where it is not known. */
  families: z.array(familySchema),
  size: known(inputSizeSchema),
  /** The export leaves the size open: the person may choose another. */
  openSize: z.boolean(),
  channelOrder: known(channelOrderSchema),
  scale: known(scaleSchema),
  resize: known(resizeSchema),
  classes: known(z.array(z.string())),
  /** How many classes the outputs hold; null: they hold class numbers. */
  classCount: z.number().int().nullable(),
});
export type Recognised = z.infer<typeof recognisedSchema>;

/** Everything that makes a file a model of the site, as the person confirmed it. */
export const importSettingsSchema = z.object({
  title: z.string().trim().min(1).max(120),
  licence: z.string().trim().min(1).max(200),
  family: familySchema,
  size: inputSizeSchema,
  channelOrder: channelOrderSchema,
  scale: scaleSchema,
  /** Also subtract the mean colour of ImageNet and divide by its deviation. */
  imagenet: z.boolean().default(false),
  resize: resizeSchema,
  classes: z.array(z.string().min(1).max(80)).min(1).max(1000),
  /** What each class of the model is to us; null: left out. */
  classMap: z.record(z.string().min(1).max(80), roadUserClassSchema.nullable()),
  threshold: z.number().min(0.05).max(0.95),
});
export type ImportSettings = z.infer<typeof importSettingsSchema>;

export const modelImportSchema = z.object({
  importId: uuidSchema,
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  uploadedUtcUs: utcUsSchema,
  uploadedBy: z.string(),
  recognised: recognisedSchema,
});
export type ModelImport = z.infer<typeof modelImportSchema>;

export const modelImportsSchema = z.object({
  imports: z.array(modelImportSchema),
  /** Models of the site that came in this way: these may be deleted here. */
  imported: z.array(z.string()),
  limits: z.object({ fileBytes: z.number().int(), imports: z.number().int() }),
});
export type ModelImports = z.infer<typeof modelImportsSchema>;

/** The largest picture to try a model on. */
export const TRIAL_PICTURE = { width: 1920, height: 1920 } as const;
export const trialPictureSchema = z.object({
  width: z.coerce.number().int().min(32).max(TRIAL_PICTURE.width),
  height: z.coerce.number().int().min(32).max(TRIAL_PICTURE.height),
});

const finding = z.object({
  class: roadUserClassSchema,
  score: z.number(),
  /** Corners in 0..1 of the picture. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export const lookSchema = z.object({
  title: z.string(),
  threshold: z.number(),
  ms: z.number(),
  found: z.array(finding),
});
export type ModelLook = z.infer<typeof lookSchema>;
/** What two models saw on one picture; `current` null: the site uses no model, or it could not be tried. */
export const lookAnswerSchema = z.object({ own: lookSchema, current: lookSchema.nullable() });
export type LookAnswer = z.infer<typeof lookAnswerSchema>;

const speed = z.object({ title: z.string(), p50Ms: z.number(), p95Ms: z.number() });
/** How long the two models need for one picture, measured in turns in one process. */
export const measureAnswerSchema = z.object({
  own: speed,
  current: speed.nullable(),
  /** The median of this one by the median of the current one. */
  ratio: z.number().nullable(),
  threads: z.number().int(),
  rounds: z.number().int(),
});
export type MeasureAnswer = z.infer<typeof measureAnswerSchema>;
