import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import type { ZoneShape } from '../drawing/shapes.ts';

const HEAD = 11;
const SPREAD = 0.45;

/** The direction of traffic that a zone watches. */
export function paintDirection(
  context: CanvasRenderingContext2D,
  { watch }: ZoneShape,
  view: ViewTransform,
  colour: string,
): void {
  if (watch?.direction == null) return;
  const [from, to] = [toScreen(view, watch.direction.from), toScreen(view, watch.direction.to)];
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  for (const side of [-SPREAD, SPREAD]) {
    context.moveTo(to.x, to.y);
    context.lineTo(to.x - HEAD * Math.cos(angle + side), to.y - HEAD * Math.sin(angle + side));
  }
  context.stroke();
}
