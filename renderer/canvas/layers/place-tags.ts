import type { Point } from '../geometry/segments.ts';
import type { Size } from '../geometry/view-transform.ts';

/** A box on screen that wants a label of this width. */
export interface TagWish {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly textWidth: number;
  /** Shown whatever lies in its way: the person asked for it. */
  readonly must: boolean;
}

export const TAG_HEIGHT = 16;
/** From the edge of a box to the middle of the plate beside it. */
const OFF = TAG_HEIGHT / 2 + 1;

interface Plate {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where labels can stand so that none covers another: over the box, under it, or not at all. Large boxes are near and go
 * first; what must be shown goes before everything. The answer has a place, or null, for each wish in its order.
 */
export function placeTags(wishes: readonly TagWish[], canvas: Size): readonly (Point | null)[] {
  const order = wishes.map((_, index) => index).sort((a, b) => urgency(wishes[b]) - urgency(wishes[a]));
  const taken: Plate[] = [];
  const places: (Point | null)[] = wishes.map(() => null);
  for (const index of order) {
    const wish = wishes[index];
    if (wish === undefined) continue;
    const choices = choicesFor(wish, canvas);
    const free = choices.find((at) => !taken.some((plate) => overlap(plate, plateAt(at, wish))));
    const place = free ?? (wish.must ? choices[0] : undefined);
    if (place === undefined) continue;
    places[index] = place;
    taken.push(plateAt(place, wish));
  }
  return places;
}

function urgency(wish: TagWish | undefined): number {
  if (wish === undefined) return 0;
  return wish.must ? Number.POSITIVE_INFINITY : (wish.right - wish.left) * (wish.bottom - wish.top);
}

/** The left middle of the plate, inside the canvas. */
function choicesFor(wish: TagWish, canvas: Size): readonly Point[] {
  const x = Math.max(1, Math.min(wish.left, canvas.width - wish.textWidth - 1));
  const within = (y: number) => y >= OFF - 1 && y <= canvas.height - OFF + 1;
  const over = { x, y: Math.max(OFF - 1, wish.top - OFF) };
  const under = { x, y: wish.bottom + OFF };
  return within(under.y) ? [over, under] : [over];
}

function plateAt(at: Point, wish: TagWish): Plate {
  return {
    left: at.x,
    right: at.x + wish.textWidth,
    top: at.y - TAG_HEIGHT / 2,
    bottom: at.y + TAG_HEIGHT / 2,
  };
}

function overlap(a: Plate, b: Plate): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
