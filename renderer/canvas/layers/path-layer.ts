import { normPoint } from '../../../domain/geometry/points.ts';
import { screenDistance, toScreen } from '../geometry/view-transform.ts';
import type { ScreenPoint, ViewTransform } from '../geometry/view-transform.ts';
import { DRAWING_COLOURS } from './palette.ts';
import { paintTag } from './tag.ts';

/** The stored path of one vehicle: the reference point of every processed frame, and where it crossed. */
export interface VehiclePath {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly crossings: readonly { readonly x: number; readonly y: number }[];
}

const DOTS_APART = 10;

export function paintPath(context: CanvasRenderingContext2D, path: VehiclePath, view: ViewTransform): void {
  const points = path.points.map((point) => toScreen(view, normPoint(point.x, point.y)));
  const first = points[0];
  if (first === undefined) return;
  for (const [style, width] of [[DRAWING_COLOURS.halo, 6] as const, [DRAWING_COLOURS.path, 2.5] as const]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.beginPath();
    for (const point of points) context.lineTo(point.x, point.y);
    context.stroke();
  }
  for (const point of spacedOut(points)) dot(context, point, 2.5, DRAWING_COLOURS.path);
  for (const at of path.crossings) dot(context, toScreen(view, normPoint(at.x, at.y)), 6, DRAWING_COLOURS.selected);
  paintTag(context, { x: first.x + 8, y: first.y }, path.label, DRAWING_COLOURS.path);
}

/** Frames of a slow vehicle lie so close that their dots would hide the path. */
function spacedOut(points: readonly ScreenPoint[]): readonly ScreenPoint[] {
  const kept: ScreenPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last === undefined || screenDistance(last, point) >= DOTS_APART) kept.push(point);
  }
  return kept;
}

function dot(context: CanvasRenderingContext2D, at: ScreenPoint, radius: number, fill: string): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, Math.PI * 2);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = DRAWING_COLOURS.halo;
  context.stroke();
}
