import type { Rectangle } from 'electron';
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(32_768),
  height: z.number().int().min(1).max(32_768),
});
/** The place within the page, as it stands behind the # of the address. */
const routeSchema = z.string().regex(/^(#\/[a-z0-9/-]{0,80})?$/);
const windowStateSchema = z.object({
  bounds: boundsSchema,
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  route: routeSchema.catch(''),
});
export type WindowState = z.infer<typeof windowStateSchema>;
/** More than any desk has screens. */
export const MOST_WINDOWS = 16;
export const windowStatesSchema = z.array(windowStateSchema).max(MOST_WINDOWS);

/** A screen, as far as placing windows goes. */
export interface Place {
  readonly id: number;
  /** What a window may cover: without task bars. */
  readonly workArea: Rectangle;
}

const USUAL = { width: 1440, height: 900 };
const LEAST = { width: 900, height: 600 };
/** So much of a window must be on a screen that one can take hold of it. */
const GRASP = 80;

/** The place behind the # of an address; empty when it is none that we would open again. */
export function routeOf(address: string): string {
  return routeSchema.catch('').parse(URL.parse(address)?.hash ?? '');
}

/** Where a window goes: where it was, unless that screen is gone; otherwise in the middle of the wanted screen. */
export function placeWindow(wanted: Rectangle | null, places: readonly Place[], on: Place): Rectangle {
  if (wanted !== null && places.some(({ workArea }) => canBeGrasped(wanted, workArea))) return wanted;
  const { workArea } = on;
  const width = Math.min(workArea.width, Math.max(LEAST.width, wanted?.width ?? USUAL.width));
  const height = Math.min(workArea.height, Math.max(LEAST.height, wanted?.height ?? USUAL.height));
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
    width,
    height,
  };
}

function canBeGrasped(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  // The title bar is what one takes hold of: its top edge must be on the screen.
  const topInside = window.y >= area.y && window.y <= area.y + area.height - GRASP;
  return across >= GRASP && topInside;
}

export const LEAST_SIZE = LEAST;
