import type { LineShape } from '../drawing/shapes.ts';
import { inArrow } from '../geometry/segments.ts';
import type { Point } from '../geometry/segments.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import { DRAWING_COLOURS } from './palette.ts';
import { paintTag } from './tag.ts';

const ARROW = 26;

export interface LineLook {
  readonly selectedId: string | null;
  /** What the way of the arrow is called. */
  readonly inNameOf: (line: LineShape) => string;
}

/** Counting lines with their name and an arrow that shows and names which way is "in". */
export function paintLines(
  context: CanvasRenderingContext2D,
  lines: readonly LineShape[],
  view: ViewTransform,
  look: LineLook,
): void {
  for (const line of lines) paintLine(context, line, view, look);
}

function paintLine(context: CanvasRenderingContext2D, line: LineShape, view: ViewTransform, look: LineLook): void {
  const selected = line.id === look.selectedId;
  const from = toScreen(view, line.from);
  const to = toScreen(view, line.to);
  const arrow = inArrow(from, to, ARROW);
  const colour = selected ? DRAWING_COLOURS.selected : DRAWING_COLOURS.line;
  for (const [style, width] of [[DRAWING_COLOURS.halo, 6] as const, [colour, selected ? 3 : 2.25] as const]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.lineCap = 'round';
    strokePath(context, [from, to]);
    strokePath(context, [arrow.tail, arrow.tip]);
    strokeHead(context, arrow.tail, arrow.tip);
  }
  paintTag(context, { x: arrow.tip.x + 6, y: arrow.tip.y + 10 }, look.inNameOf(line), colour);
  paintTag(context, nameSpot(from, to), line.name, colour);
}

function nameSpot(from: Point, to: Point): Point {
  const left = from.x <= to.x ? from : to;
  return { x: left.x + 8, y: left.y - 14 };
}

function strokePath(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  points.forEach((point, index) => (index === 0 ? context.moveTo(point.x, point.y) : context.lineTo(point.x, point.y)));
  context.stroke();
}

function strokeHead(context: CanvasRenderingContext2D, tail: Point, tip: Point): void {
  const angle = Math.atan2(tip.y - tail.y, tip.x - tail.x);
  const wing = (turn: number): Point => ({
    x: tip.x - 9 * Math.cos(angle + turn),
    y: tip.y - 9 * Math.sin(angle + turn),
  });
  strokePath(context, [wing(0.5), tip, wing(-0.5)]);
}
