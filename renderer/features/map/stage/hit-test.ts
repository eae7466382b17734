import { offsetTowards } from '../../../../domain/map/places.ts';
import { USUAL_FIELD_OF_VIEW, viewRadius } from './paint-ground.ts';
import { onScreen } from './map-projection.ts';
import type { MapWindow } from './map-projection.ts';
import { clusterRadius } from './paint-markers.ts';
import type { ShownCluster, WorldCamera } from './shown-cameras.ts';

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** What of a camera can be dragged. */
export type HandleKind = 'place' | 'heading' | 'left' | 'right';
export interface Handle extends ScreenPoint {
  readonly kind: HandleKind;
}

/** Fingers are thicker than what they mean. */
const REACH = 12;

/** The handles of a camera that may be moved: itself, the end of its view, and both edges where no calibration says how wide it looks. */
export function handlesOf(world: WorldCamera, window: MapWindow): readonly Handle[] {
  const { x, y } = onScreen(window, world.at);
  const { heading, fieldOfView, frame } = world.camera;
  const radius = viewRadius(world, window);
  const towards = (degrees: number, share: number): ScreenPoint => {
    const { east, north } = offsetTowards(degrees, radius * share);
    return { x: x + east, y: y - north };
  };
  const middle = heading ?? 0;
  const half = (fieldOfView ?? USUAL_FIELD_OF_VIEW) / 2;
  const isWidthKnown = frame !== null && frame.stand.fieldOfView !== null;
  const edges: readonly Handle[] =
    heading === null || isWidthKnown
      ? []
      : [
          { kind: 'left', ...towards(middle - half, 0.75) },
          { kind: 'right', ...towards(middle + half, 0.75) },
        ];
  return [{ kind: 'heading', ...towards(middle, 1.15) }, ...edges, { kind: 'place', x, y }];
}

export function handleAt(handles: readonly Handle[], point: ScreenPoint): Handle | null {
  return handles.find((handle) => Math.hypot(handle.x - point.x, handle.y - point.y) <= REACH) ?? null;
}

/** The cluster or camera under a point; the nearest where several are. */
export function clusterAt(
  clusters: readonly ShownCluster[],
  window: MapWindow,
  point: ScreenPoint,
): ShownCluster | null {
  let best: { readonly cluster: ShownCluster; readonly away: number } | null = null;
  for (const cluster of clusters) {
    const away = Math.hypot(cluster.x - window.left - point.x, cluster.y - window.top - point.y);
    const reach = Math.max(REACH, clusterRadius(cluster) + 2);
    if (away <= reach && away < (best?.away ?? Infinity)) best = { cluster, away };
  }
  return best?.cluster ?? null;
}

/** The direction from a camera to a point of the screen, in degrees clockwise from north. */
export function headingTo(from: ScreenPoint, { x, y }: ScreenPoint): number {
  const degrees = (Math.atan2(x - from.x, from.y - y) * 180) / Math.PI;
  return (degrees + 360) % 360;
}
