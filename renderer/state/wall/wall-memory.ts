import { z } from 'zod';
import { cameraIdSchema } from '../../../domain/contracts/ids.ts';
import { WALL_SIZES, presetArrangement } from './arrangement.ts';
import type { WallSize } from './arrangement.ts';
import { LEAST_SIDE, MOST_ROWS, MOST_SLOTS } from './placing.ts';

const cell = z.number().int().min(0).max(MOST_ROWS);
const slotSchema = z.object({
  x: cell,
  y: cell,
  w: cell.min(LEAST_SIDE),
  h: cell.min(LEAST_SIDE),
  camera: cameraIdSchema.nullable(),
});
export const DWELLS = [5, 10, 15, 30, 60] as const;
export const NAME_LENGTH = 60;
const nameSchema = z.string().trim().min(1).max(NAME_LENGTH);
const idSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** How the wall is set up: all that a saved layout brings back. */
const setupSchema = z.object({
  columns: z.number().int().min(LEAST_SIDE).max(24),
  slots: z.array(slotSchema).min(1).max(MOST_SLOTS),
  /** The wall is divided evenly; null: by a person. */
  preset: z.literal(WALL_SIZES).nullable(),
  groupId: idSchema.nullable(),
  cycling: z.boolean(),
  dwellSeconds: z.literal(DWELLS),
});
export type WallSetup = z.infer<typeof setupSchema>;

const wallNowSchema = setupSchema.extend({ layoutId: idSchema.nullable(), page: z.number().int().min(0) });
/** What the wall of this window shows now. */
export type WallNow = z.infer<typeof wallNowSchema>;

const savedLayoutSchema = setupSchema.extend({ id: idSchema, name: nameSchema });
export type SavedLayout = z.infer<typeof savedLayoutSchema>;
const groupSchema = z.object({ id: idSchema, name: nameSchema, cameras: z.array(cameraIdSchema).max(2000) });
export type CameraGroup = z.infer<typeof groupSchema>;

/** The layouts and groups that this screen has under a name. */
export const wallBookSchema = z.object({
  layouts: z.array(savedLayoutSchema).max(100),
  groups: z.array(groupSchema).max(100),
});
export type WallBook = z.infer<typeof wallBookSchema>;

const EMPTY_BOOK: WallBook = { layouts: [], groups: [] };

/** What was written by another version, or by somebody else, is passed over instead of stopping the wall. */
export function readWallNow(text: string | null): WallNow | null {
  const parsed = wallNowSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

export function readWallBook(text: string | null): WallBook {
  const parsed = wallBookSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : EMPTY_BOOK;
}

export function evenWall(size: WallSize): WallNow {
  const { columns, slots } = presetArrangement(size);
  return {
    columns,
    slots: [...slots],
    preset: size,
    groupId: null,
    cycling: false,
    dwellSeconds: 10,
    layoutId: null,
    page: 0,
  };
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
