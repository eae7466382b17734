import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';

/** What really is in a clip, as it lies packed beside it: a line for the clip, one for each crossing, one for each box. */

const classSchema = z.enum(ROAD_USER_CLASSES);
const clipSchema = z.object({
  kind: z.literal('clip'),
  id: z.string(),
  file: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  fps: z.number().positive(),
  frames: z.number().int().positive(),
  classes: z.array(classSchema),
});
const crossingSchema = z.object({
  kind: z.literal('crossing'),
  line: z.string(),
  frame: z.number().int().nonnegative(),
  id: z.number().int(),
  class: classSchema,
  direction: z.enum(['in', 'out']),
});
const boxSchema = z.object({
  kind: z.literal('box'),
  frame: z.number().int().nonnegative(),
  id: z.number().int(),
  class: classSchema,
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  visible: z.number().min(0).max(1),
});
const lineSchema = z.discriminatedUnion('kind', [clipSchema, crossingSchema, boxSchema]);

export type TrueCrossing = Omit<z.infer<typeof crossingSchema>, 'kind'>;

export interface TrueObject {
  readonly id: number;
  readonly class: (typeof ROAD_USER_CLASSES)[number];
  /** Left, top, right, bottom in pixels of the clip. */
  readonly box: readonly [number, number, number, number];
  /** Share of it that nothing hides. */
  readonly visible: number;
}

export interface ClipTruth {
  readonly clip: z.infer<typeof clipSchema>;
  readonly crossings: readonly TrueCrossing[];
  /** One list a frame, from frame 0. */
  readonly frames: readonly (readonly TrueObject[])[];
}

export function readClipTruth(file: string): ClipTruth {
  const lines = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
  const [clip] = lines;
  if (clip?.kind !== 'clip') throw new Error(`${file} does not begin with a line about its clip`);
  const frames: TrueObject[][] = Array.from({ length: clip.frames }, () => []);
  const crossings: TrueCrossing[] = [];
  for (const line of lines) {
    if (line.kind === 'box') frames[line.frame]?.push(line);
    else if (line.kind === 'crossing') crossings.push(line);
  }
  return { clip, crossings, frames };
}
