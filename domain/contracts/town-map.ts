import { z } from 'zod';

/** What a base map shows, from the ground up: later kinds are painted over earlier ones. */
export const TOWN_KINDS = [
  'water',
  'green',
  'plaza',
  'building',
  'street',
  'footway',
  'carriageway',
  'island',
  'kerb',
] as const;

/** A shape as steps in tenths of a metre: the first from the origin, each other from the point before it; x to the east. */
const stepsSchema = z.array(z.number().int()).min(4);

/** A base map that is drawn, not surveyed: the town of the demo. */
export const townMapSchema = z.object({
  format: z.literal(1),
  note: z.string(),
  origin: z.object({ latitude: z.number(), longitude: z.number() }),
  layers: z.array(z.object({ kind: z.enum(TOWN_KINDS), shapes: z.array(stepsSchema) })),
  names: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['street', 'water', 'quarter']),
      at: z.tuple([z.number(), z.number()]).describe('Metres east and north of the origin'),
      /** Degrees clockwise from level; text is written along it. */
      turned: z.number(),
    }),
  ),
});
export type TownMap = z.infer<typeof townMapSchema>;
export type TownKind = (typeof TOWN_KINDS)[number];
