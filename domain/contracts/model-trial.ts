import { z } from 'zod';
import { failureSchema } from './messages.ts';
import { inputSizeSchema, lookAnswerSchema, measureAnswerSchema, recognisedSchema } from './model-import.ts';
import type { LookAnswer, MeasureAnswer, Recognised } from './model-import.ts';
import { modelManifestSchema } from './model-manifest.ts';

/**
 * What a throw-away process is asked about a model that somebody brought. Question and answer are files of the import's
 * own folder: a description with its classes may be longer than a command line can be.
 */
const fileSchema = z.object({ path: z.string(), sha256: z.string() });
/** A model that was not made one of the site's yet. */
const ownSchema = z.object({ path: z.string(), manifest: modelManifestSchema });
/** The model that the site uses now, looked for in these folders. */
const besideSchema = z.object({ roots: z.array(z.string()), modelId: z.string() }).nullable();
const pictureSchema = z.object({
  /** Blue, green, red by pixel, row by row. */
  path: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const threads = z.number().int().positive();

export const trialRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inspect'), file: fileSchema, size: inputSizeSchema.nullable(), threads }),
  z.object({ kind: z.literal('open'), own: ownSchema, threads }),
  z.object({ kind: z.literal('look'), own: ownSchema, beside: besideSchema, picture: pictureSchema, threads }),
  z.object({
    kind: z.literal('measure'),
    own: ownSchema,
    beside: besideSchema,
    picture: pictureSchema.nullable(),
    threads,
  }),
]);
export type TrialRequest = z.infer<typeof trialRequestSchema>;

/** What each question is answered with. */
export interface TrialAnswers {
  readonly inspect: Recognised;
  readonly open: Record<string, never>;
  readonly look: LookAnswer;
  readonly measure: MeasureAnswer;
}
export type TrialKind = keyof TrialAnswers;
export type TrialQuestion<K extends TrialKind> = Extract<TrialRequest, { kind: K }> & { readonly kind: K };

export const trialAnswers: { readonly [K in TrialKind]: z.ZodType<TrialAnswers[K]> } = {
  inspect: recognisedSchema,
  open: z.record(z.string(), z.never()),
  look: lookAnswerSchema,
  measure: measureAnswerSchema,
};

export const trialEndSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);

/** Where a throw-away process finds its question and leaves its answer. */
export const TRIAL_QUESTION = 'trial-question.json';
export const TRIAL_ANSWER = 'trial-answer.json';
