import { pointsOf } from '../drawing/shapes.ts';
import type { Shape } from '../drawing/shapes.ts';
import { edgesOf, midpoint } from '../geometry/segments.ts';
import type { Point } from '../geometry/segments.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import { DRAWING_COLOURS } from './palette.ts';

/** Grips of the selected shape: round at its points, small between them where a corner can be added. */
export function paintHandles(context: CanvasRenderingContext2D, shape: Shape, view: ViewTransform): void {
  const points = pointsOf(shape).map((point) => toScreen(view, point));
  if (shape.kind === 'zone') {
    for (const [a, b] of edgesOf(points)) paintGrip(context, midpoint(a, b), 3.5, DRAWING_COLOURS.selected);
  }
  for (const point of points) paintGrip(context, point, 6, DRAWING_COLOURS.handle);
}

function paintGrip(context: CanvasRenderingContext2D, at: Point, radius: number, fill: string): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, Math.PI * 2);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = DRAWING_COLOURS.selected;
  context.stroke();
}
