import { normPoint } from '../../../domain/geometry/points.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import { DRAWING_COLOURS } from './palette.ts';
import { paintTag } from './tag.ts';

/** A way through the picture with an arrow at its end. */
export interface ShownWay {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const HEAD = 11;

export function paintWays(context: CanvasRenderingContext2D, ways: readonly ShownWay[], view: ViewTransform): void {
  for (const way of ways) paintWay(context, way, view);
}

function paintWay(context: CanvasRenderingContext2D, way: ShownWay, view: ViewTransform): void {
  const points = way.points.map(({ x, y }) => toScreen(view, normPoint(x, y)));
  const last = points.at(-1);
  const before = points.at(-2);
  const middle = points[Math.floor(points.length / 2)];
  if (last === undefined || before === undefined || middle === undefined) return;
  const angle = Math.atan2(last.y - before.y, last.x - before.x);
  for (const [style, width] of [[DRAWING_COLOURS.halo, 7] as const, [DRAWING_COLOURS.movement, 3] as const]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.beginPath();
    for (const point of points) context.lineTo(point.x, point.y);
    for (const turn of [0.5, -0.5]) {
      context.moveTo(last.x - HEAD * Math.cos(angle + turn), last.y - HEAD * Math.sin(angle + turn));
      context.lineTo(last.x, last.y);
    }
    context.stroke();
  }
  paintTag(context, { x: middle.x + 8, y: middle.y - 10 }, way.label, DRAWING_COLOURS.movement);
}
