import type { ArrowTurn, Marking, Polyline } from '../../world/ground-plan.ts';
import { directionTo, fromPose } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';
import { strokesOf } from './letters.ts';
import { alongLine, beside, lengthOf, stretchOf } from './outlines.ts';

/** Above the road and what wears it, below the shadows of what stands on it. */
export const PAINT_HEIGHT = 0.006;
const PAINT: Colour = linear('#dcdbd2');
const DASH = 3;
const DASH_GAP = 6;
const STRIPE = 0.5;
const DOT = 0.5;
const DOT_WIDTH = 0.18;

type Flat = readonly GroundPoint[];

/** The flat faces of a marking, each convex. */
export function facesOf(marking: Marking): Flat[] {
  switch (marking.kind) {
    case 'solid':
    case 'stop-line':
      return ribbon(marking.points, marking.width);
    case 'dashed':
      return pieces(marking.points, marking.width < 0.2 ? [DASH, DASH_GAP] : [DASH, DASH]).flatMap((piece) =>
        ribbon(piece, marking.width),
      );
    case 'yield-line':
      return teeth(marking.points, marking.width);
    case 'zebra':
      return pieces(marking.points, [STRIPE, STRIPE]).flatMap((piece) => ribbon(piece, marking.width));
    case 'crossing':
      return [1, -1].flatMap((side) =>
        pieces(beside(marking.points, (side * (marking.width - DOT_WIDTH)) / 2), [DOT, DOT]).flatMap((piece) =>
          ribbon(piece, DOT_WIDTH),
        ),
      );
    case 'arrow':
      return arrow(marking.pose, marking.turns);
    case 'word':
      return word(marking.pose, marking.text);
  }
}

/** Paints all markings; each piece is a little more or less worn than the next. */
export function drawMarkings(draft: Draft, markings: readonly Marking[], random: Random): void {
  for (const marking of markings) {
    const age = random.between(0.78, 1);
    for (const face of facesOf(marking)) {
      const alpha = age * random.between(0.88, 1);
      draft.ground(face, PAINT_HEIGHT, PAINT, { alpha, texture: ([x, y]) => [x / 7, y / 7] });
    }
  }
}

export function ribbon(points: Polyline, width: number): Flat[] {
  const [left, right] = [beside(points, width / 2), beside(points, -width / 2)];
  return left.flatMap((a, at) => {
    const [b, c, d] = [right[at], right[at + 1], left[at + 1]];
    return b === undefined || c === undefined || d === undefined ? [] : [[a, b, c, d]];
  });
}

/** Dashes of a length with gaps between; what is left over is shared by both ends. */
function pieces(points: Polyline, [dash, gap]: readonly [number, number]): Polyline[] {
  const length = lengthOf(points);
  const count = Math.max(1, Math.floor((length + gap) / (dash + gap)));
  const from = Math.max(0, (length - count * dash - (count - 1) * gap) / 2);
  return Array.from({ length: count }, (_, at) => {
    const start = from + at * (dash + gap);
    return stretchOf(points, start, Math.min(length, start + dash));
  });
}

/** Triangles whose points look at whoever has to give way: to the right of the line's own direction. */
function teeth(points: Polyline, height: number): Flat[] {
  return pieces(points, [STRIPE, STRIPE / 2]).map((base) => {
    const [from, to] = [base[0], base.at(-1)];
    if (from === undefined || to === undefined) return [];
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, heading: directionTo(from, to) };
    return [from, to, fromPose(middle, 0, -height)];
  });
}

const SHAFT = 0.16;

/** Lengthened along the way, as drivers see them at a flat angle. */
function arrow(pose: GroundPose, turns: readonly ArrowTurn[]): Flat[] {
  const flat = (points: readonly (readonly [number, number])[]): Flat => points.map(([a, l]) => fromPose(pose, a, l));
  return turns.flatMap((turn): Flat[] => {
    if (turn === 'straight') {
      return [
        flat([
          [-2.5, SHAFT / 2],
          [-2.5, -SHAFT / 2],
          [1.2, -SHAFT / 2],
          [1.2, SHAFT / 2],
        ]),
        flat([
          [1.2, -0.42],
          [2.6, 0],
          [1.2, 0.42],
        ]),
      ];
    }
    const side = turn === 'left' ? 1 : -1;
    // Where another arrow goes on, this one branches off lower.
    const base = turns.includes('straight') ? -0.6 : 0.3;
    const shaft = turns.includes('straight')
      ? []
      : [
          flat([
            [-2.5, SHAFT / 2],
            [-2.5, -SHAFT / 2],
            [base, -SHAFT / 2],
            [base, SHAFT / 2],
          ]),
        ];
    return [
      ...shaft,
      flat([
        [base - 0.5, 0],
        [base + 0.25, side * 0.62],
        [base + 0.65, side * 0.62],
        [base + 0.1, 0],
      ]),
      flat([
        [base - 0.35, side * 0.62],
        [base + 1.25, side * 0.62],
        [base + 0.55, side * 1.2],
      ]),
    ];
  });
}

const LETTER_WIDTH = 0.55;
const LETTER_LENGTH = 1.3;
const STROKE = 0.13;

/** Letters stretched along the lane, to be read by whoever drives along it. */
function word(pose: GroundPose, text: string): Flat[] {
  const { strokes, width } = strokesOf(text);
  return strokes.flatMap(({ points }) => {
    const line = points.map(([across, up]) =>
      fromPose(pose, (up - 1) * LETTER_LENGTH, (width / 2 - across) * LETTER_WIDTH),
    );
    return line.slice(1).flatMap((to, at) => ribbon([line[at] ?? to, to], STROKE));
  });
}

/** Where a lane's middle is: between two lines, or a line and a kerb, that run beside each other. */
export interface WheelPath {
  readonly points: Polyline;
  readonly width: number;
}

/** Lanes as the paint on the road shows them. */
export function wheelPaths(markings: readonly Marking[], kerbs: readonly Polyline[]): WheelPath[] {
  const lines = markings.flatMap((one) => (one.kind === 'solid' || one.kind === 'dashed' ? [one.points] : []));
  const known = new Set<string>();
  return lines.flatMap((line) =>
    [1, -1].flatMap((side) => {
      const length = lengthOf(line);
      if (length < 12) return [];
      const middle = alongLine(line, length / 2);
      const width = nearestAcross({ ...middle, heading: middle.heading + (side * Math.PI) / 2 }, [...lines, ...kerbs]);
      if (width === null) return [];
      const centre = fromPose(middle, 0, (side * width) / 2);
      const key = `${Math.round(centre.x / 1.5)},${Math.round(centre.y / 1.5)}`;
      if (known.has(key)) return [];
      known.add(key);
      return [{ points: beside(line, (side * width) / 2), width }];
    }),
  );
}

const NARROW = 2.3;
const WIDE = 4.6;

function nearestAcross(pose: GroundPose, lines: readonly Polyline[]): number | null {
  let nearest = Infinity;
  const [cos, sin] = [Math.cos(pose.heading), Math.sin(pose.heading)];
  for (const line of lines) {
    for (let at = 1; at < line.length; at += 1) {
      const [a, b] = [line[at - 1], line[at]];
      if (a === undefined || b === undefined) continue;
      const leftOf = ({ x, y }: GroundPoint): number => (y - pose.y) * cos - (x - pose.x) * sin;
      const aheadOf = ({ x, y }: GroundPoint): number => (x - pose.x) * cos + (y - pose.y) * sin;
      const [la, lb] = [leftOf(a), leftOf(b)];
      if (la > 0 === lb > 0) continue;
      const ahead = aheadOf(a) + ((aheadOf(b) - aheadOf(a)) * la) / (la - lb);
      if (ahead > 0.5) nearest = Math.min(nearest, ahead);
    }
  }
  return nearest >= NARROW && nearest <= WIDE ? nearest : null;
}
