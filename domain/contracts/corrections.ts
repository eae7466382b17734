import { z } from 'zod';
import { utcUsSchema, uuidSchema } from './ids.ts';

/** What people say about crossings that were counted wrongly. The crossing itself stays as it was found. */

/** Names one crossing for good. */
export const crossingKeySchema = z.object({
  sessionId: uuidSchema,
  track: z.number().int(),
  lineVersionId: uuidSchema,
  ordinal: z.number().int(),
});
export type CrossingKey = z.infer<typeof crossingKeySchema>;

const reason = z.string().max(400).default('').describe('Why, for those who ask later');
const className = z.string().max(40);
export const correctionDraftSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reject'), reason }).describe('No vehicle crossed: counts as nothing'),
  z.object({ kind: z.literal('reclassify'), class: className, reason }),
  z
    .object({ kind: z.literal('merge'), into: crossingKeySchema, reason })
    .describe(
      'The vehicle of another crossing of the same line and direction, at most 10 s apart: only that one counts',
    ),
  z
    .object({ kind: z.literal('split'), classes: z.array(className).max(20), reason })
    .describe('One box was several vehicles: a class for each'),
]);
export type CorrectionDraft = z.infer<typeof correctionDraftSchema>;
export type CorrectionInput = z.input<typeof correctionDraftSchema>;

export const takeBackSchema = z.object({ reason });

export const correctionViewSchema = z.object({
  correctionId: uuidSchema,
  kind: z.enum(['reject', 'reclassify', 'merge', 'split', 'take-back']),
  countsAs: z.array(z.string()).nullable().describe('As what the crossing counts from then on; null: a take-back'),
  into: crossingKeySchema.nullable().describe('The crossing that is counted for the vehicle, where two were merged'),
  takesBack: uuidSchema.nullable(),
  reason: z.string(),
  actor: z.string(),
  utcUs: utcUsSchema,
});
export type CorrectionView = z.infer<typeof correctionViewSchema>;

/** Beside every crossing: what it counts as, and everything that was ever said about it, oldest first. */
export const correctedFields = {
  countsAs: z
    .array(z.string())
    .describe('As what it counts after corrections: empty when it is not counted, several classes when it was split'),
  corrections: z.array(correctionViewSchema).describe('Oldest first; the newest that was not taken back stands'),
};
