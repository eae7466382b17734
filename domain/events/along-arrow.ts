import { toGround } from '../calibration/ground-map.ts';
import type { CalibratedView } from '../traffic/speed/calibrated-view.ts';
import type { RoadUser } from './road-user.ts';
import type { PreparedWatch } from './watch-zone.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * How far along the arrow of its zone somebody is: 0 at its beginning, 1 at its end. By metres where they are known, for the
 * near half of a road takes most of a picture; else by the picture.
 */
export function shareAlong(zone: PreparedWatch, user: RoadUser, view: CalibratedView | null): number {
  const { direction } = zone.watch;
  if (direction === null || zone.arrow === null) return NaN;
  if (view !== null && !Number.isNaN(user.gx)) {
    const [from, to] = [toGround(view.map, direction.from), toGround(view.map, direction.to)];
    if (from !== null && to !== null) return share(from, to, { x: user.gx, y: user.gy });
  }
  const { x, y, dx, dy, length } = zone.arrow;
  return share({ x, y }, { x: x + dx * length, y: y + dy * length }, user);
}

function share(from: Place, to: Place, at: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy);
}
