import { z } from 'zod';
import { cameraIdSchema, utcUsSchema, uuidSchema } from './ids.ts';

/** What the page Map asks for beside the cameras themselves. */

const passed = z.number().int().nonnegative();

/** What passed the lines of all cameras lately. */
export const flowsSchema = z.object({
  fromUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema,
  cameras: z.array(
    z.object({
      cameraId: cameraIdSchema,
      watchedShare: z.number().min(0).max(1).describe('0: nobody looked, and the counts are no zeros'),
      lines: z.array(z.object({ lineId: uuidSchema, in: passed, out: passed })),
    }),
  ),
});
export type Flows = z.infer<typeof flowsSchema>;

/** A map of the real world that the site has put into its folder of maps. */
export const mapPackSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
  bytes: z.number().int().nonnegative(),
  changedUtcUs: utcUsSchema,
});
export type MapPack = z.infer<typeof mapPackSchema>;
export const mapPacksSchema = z.object({
  folder: z.string().describe('Where the site looks for maps'),
  packs: z.array(mapPackSchema),
});
export type MapPacks = z.infer<typeof mapPacksSchema>;
