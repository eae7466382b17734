import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';

/** A set of single pictures with labels, as `npm run stills` draws it. */

const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const stillSchema = z.object({
  picture: z.string().regex(/^[\w.-]+$/),
  scene: z.string(),
  light: z.string(),
  weather: z.string(),
  seed: z.number().int(),
  objects: z.array(
    z.object({
      class: z.enum([...ROAD_USER_CLASSES, 'debris']),
      box: boxSchema,
      visibleShare: z.number(),
      inPicture: z.number(),
    }),
  ),
});
const setSchema = z.object({
  format: z.literal(1),
  width: z.number().int(),
  height: z.number().int(),
  simulator: z.string(),
});

export type LabelledStill = z.infer<typeof stillSchema>;

export interface StillSet {
  readonly width: number;
  readonly height: number;
  readonly simulator: string;
  readonly stills: readonly (LabelledStill & { readonly file: string })[];
}

/** Reads a whole set, in the order of its seeds. */
export function readStills(folder: string): StillSet {
  const set = setSchema.parse(JSON.parse(readFileSync(path.join(folder, 'set.json'), 'utf8')));
  const files = globSync('labels-*.jsonl', { cwd: folder }).sort();
  const stills = files.flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => stillSchema.parse(JSON.parse(line)))
      .map((still) => ({ ...still, file: path.join(folder, 'pictures', still.picture) })),
  );
  if (stills.length === 0) throw new Error(`${folder} holds no labelled picture: make some with "npm run stills"`);
  return { ...set, stills };
}
