import { normPoint } from '../../../domain/geometry/points.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import { BOX_UNIT } from './boxes-layer.ts';
import type { PaintedTrack } from './boxes-layer.ts';
import { classColour } from './palette.ts';

/** Where a vehicle has been while it was looked at, newest last. */
interface Trail {
  readonly points: NormPoint[];
  missed: number;
}

export type Trails = Map<number, Trail>;

/** About six seconds of a usual camera. */
const MOST_POINTS = 75;
/** A vehicle that was not seen for so many pictures is gone. */
const FORGOTTEN_AFTER = 25;

/** Notes where each followed vehicle stands on the road in this picture. */
export function followTrails(trails: Trails, tracks: readonly PaintedTrack[]): void {
  for (const trail of trails.values()) trail.missed += 1;
  for (const { n, b } of tracks) {
    if (n === 0) continue;
    const trail = trails.get(n) ?? { points: [], missed: 0 };
    trail.missed = 0;
    trail.points.push(normPoint((b[0] + b[2]) / 2 / BOX_UNIT, b[3] / BOX_UNIT));
    if (trail.points.length > MOST_POINTS) trail.points.shift();
    trails.set(n, trail);
  }
  for (const [n, trail] of trails) if (trail.missed > FORGOTTEN_AFTER) trails.delete(n);
}

/** The way that each vehicle in this picture has come. */
export function paintTrails(
  context: CanvasRenderingContext2D,
  trails: Trails,
  tracks: readonly PaintedTrack[],
  view: ViewTransform,
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.lineWidth = 2;
  context.globalAlpha = 0.85;
  for (const { n, c } of tracks) {
    const points = trails.get(n)?.points ?? [];
    if (points.length < 2) continue;
    context.strokeStyle = classColour(c);
    context.beginPath();
    for (const point of points) {
      const { x, y } = toScreen(view, point);
      context.lineTo(x, y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}
