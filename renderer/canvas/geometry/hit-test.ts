import type { NormPoint } from '../../../domain/geometry/points.ts';
import { distanceToSegment, edgesOf, midpoint, pointInPolygon } from './segments.ts';
import { screenDistance, toScreen } from './view-transform.ts';
import type { ScreenPoint, ViewTransform } from './view-transform.ts';

/** How near the pointer must come, in CSS pixels; generous because operators use touch screens and gloves. */
export const HANDLE_REACH = 12;
export const EDGE_REACH = 9;

/** What a shape looks like to the hit test: its points, and whether they close to an area. */
export interface Target {
  readonly id: string;
  readonly closed: boolean;
  readonly points: readonly NormPoint[];
}

export type Hit =
  | { readonly part: 'handle'; readonly id: string; readonly index: number }
  | { readonly part: 'edge-middle'; readonly id: string; readonly index: number }
  | { readonly part: 'body'; readonly id: string };

/** Handles of the selected shape win, then lines, then the newest area under the pointer. */
export function hitTest(
  view: ViewTransform,
  targets: readonly Target[],
  selectedId: string | null,
  at: ScreenPoint,
): Hit | null {
  const selected = targets.find((target) => target.id === selectedId);
  const grip = selected === undefined ? null : hitGrip(view, selected, at);
  if (grip !== null) return grip;
  const found = hitEdges(view, targets, at) ?? hitAreas(view, targets, at);
  return found === undefined ? null : { part: 'body', id: found.id };
}

function hitGrip(view: ViewTransform, target: Target, at: ScreenPoint): Hit | null {
  const index = target.points.findIndex((point) => screenDistance(toScreen(view, point), at) <= HANDLE_REACH);
  if (index >= 0) return { part: 'handle', id: target.id, index };
  if (!target.closed) return null;
  const middle = edgesOf(target.points).findIndex(
    ([a, b]) => screenDistance(midpoint(toScreen(view, a), toScreen(view, b)), at) <= EDGE_REACH,
  );
  return middle >= 0 ? { part: 'edge-middle', id: target.id, index: middle } : null;
}

function hitEdges(view: ViewTransform, targets: readonly Target[], at: ScreenPoint): Target | undefined {
  return targets.findLast((target) => {
    const edges = target.closed ? edgesOf(target.points) : edgesOf(target.points).slice(0, 1);
    return edges.some(([a, b]) => distanceToSegment(toScreen(view, a), toScreen(view, b), at) <= EDGE_REACH);
  });
}

function hitAreas(view: ViewTransform, targets: readonly Target[], at: ScreenPoint): Target | undefined {
  return targets.findLast(
    (target) =>
      target.closed &&
      pointInPolygon(
        target.points.map((point) => toScreen(view, point)),
        at,
      ),
  );
}
