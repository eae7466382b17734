import { normPoint } from '../../../domain/geometry/points.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ScreenPoint, ViewTransform } from '../geometry/view-transform.ts';
import { paintTag } from './tag.ts';

/** The queue of an approach as the site sends it: a bar along each lane that has one, from the stop line to its end. */
export interface PaintedQueue {
  readonly z: string;
  readonly n: number;
  readonly m: number | null;
  readonly d: number | null;
  readonly s: boolean;
  readonly bars: readonly (readonly (readonly [x: number, y: number])[])[];
}

const HALO = 'rgba(5, 9, 13, 0.7)';
const COLOUR = '#ffb300';
/** A queue that spills back is told by its form too: its bars end in arrows. */
const SPILLING = '#ff5252';

/** Queues lie over the boxes of their vehicles, and their numbers over all of it. */
export function paintQueues(
  context: CanvasRenderingContext2D,
  queues: readonly PaintedQueue[],
  view: ViewTransform,
  textOf: (queue: PaintedQueue) => string,
): void {
  for (const queue of queues) {
    const bars = queue.bars.map((bar) => bar.map(([x, y]) => toScreen(view, normPoint(x, y))));
    for (const bar of bars) paintBar(context, bar, queue.s);
    const end = bars[0]?.at(-1);
    if (end !== undefined) paintTag(context, { x: end.x + 10, y: end.y }, textOf(queue), queue.s ? SPILLING : COLOUR);
  }
}

function paintBar(context: CanvasRenderingContext2D, bar: readonly ScreenPoint[], spills: boolean): void {
  const [last, before] = [bar.at(-1), bar.at(-2)];
  if (last === undefined || before === undefined) return;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  stroke(context, bar, HALO, 8);
  stroke(context, bar, spills ? SPILLING : COLOUR, 4.5);
  const tip = spills ? arrow(before, last) : across(before, last);
  stroke(context, tip, spills ? SPILLING : COLOUR, 3);
  context.lineCap = 'butt';
}

function stroke(
  context: CanvasRenderingContext2D,
  points: readonly ScreenPoint[],
  colour: string,
  width: number,
): void {
  context.beginPath();
  points.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

const TIP = 9;

function across(from: ScreenPoint, to: ScreenPoint): readonly ScreenPoint[] {
  const { x, y } = directionOf(from, to);
  return [
    { x: to.x - y * TIP, y: to.y + x * TIP },
    { x: to.x + y * TIP, y: to.y - x * TIP },
  ];
}

function arrow(from: ScreenPoint, to: ScreenPoint): readonly ScreenPoint[] {
  const { x, y } = directionOf(from, to);
  return [
    { x: to.x - (x + y) * TIP, y: to.y - (y - x) * TIP },
    { x: to.x + x * 2, y: to.y + y * 2 },
    { x: to.x - (x - y) * TIP, y: to.y - (y + x) * TIP },
  ];
}

function directionOf(from: ScreenPoint, to: ScreenPoint): ScreenPoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? { x: 0, y: -1 } : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}
