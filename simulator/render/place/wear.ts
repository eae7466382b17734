import type { GroundPlan, Outline, Polyline } from '../../world/ground-plan.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPoint } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';
import { wheelPaths, ribbon } from './markings.ts';
import { alongLine, beside, isInside, lengthOf, signedArea } from './outlines.ts';

const HEIGHT = 0.003;
const TAR: Colour = linear('#17181a');
const NEW_ASPHALT: Colour = linear('#2c2d2f');
const OLD_ASPHALT: Colour = linear('#5b5a58');
const IRON: Colour = linear('#26272a');
const TRACK_BESIDE = 0.78;
const TRACK_WIDTH = 0.75;

/** What years of traffic and repairs leave on a road. */
export function drawWear(draft: Draft, plan: GroundPlan, random: Random): void {
  const lanes = wheelPaths(plan.markings, plan.kerbs);
  for (const { points, width } of lanes) {
    drawTracks(draft, points, width, random);
    drawRepairs(draft, points, random);
  }
  for (const line of plan.markings) if (line.kind === 'stop-line') drawStandingStains(draft, line.points, random);
  for (const outline of plan.carriageways) drawCracks(draft, outline, random);
}

/** Rubber and oil darken where the wheels roll, and drips the middle between them; soft to both sides. */
function drawTracks(draft: Draft, points: Polyline, width: number, random: Random): void {
  const besides: readonly (readonly [number, number, number])[] =
    width < 2.9
      ? [[0, 1.1, 0.1]]
      : [
          [TRACK_BESIDE, TRACK_WIDTH, random.between(0.1, 0.2)],
          [-TRACK_BESIDE, TRACK_WIDTH, random.between(0.1, 0.2)],
          [0, 0.55, random.between(0.04, 0.13)],
        ];
  for (const [left, wide, alpha] of besides) softRibbon(draft, beside(points, left), wide, TAR, alpha);
}

/** Dark in the middle and nothing at the edges. */
function softRibbon(draft: Draft, line: Polyline, width: number, colour: Colour, alpha: number): void {
  const [left, right] = [beside(line, width / 2), beside(line, -width / 2)];
  line.forEach((point, at) => {
    const [next, l, r, nextL, nextR] = [line[at + 1], left[at], right[at], left[at + 1], right[at + 1]];
    if (!next || !l || !r || !nextL || !nextR) return;
    flat(draft, [point, next, nextL, l], colour, [alpha, alpha, 0, 0]);
    flat(draft, [r, nextR, next, point], colour, [0, 0, alpha, alpha]);
  });
}

/** Patches, covers of drains, sealed joints across. */
function drawRepairs(draft: Draft, points: Polyline, random: Random): void {
  const length = lengthOf(points);
  for (let station = random.between(4, 26); station < length - 8; station += random.between(12, 46)) {
    const pose = alongLine(points, station);
    const left = random.between(-0.9, 0.9);
    const kind = random.weighted([
      ['patch', 3],
      ['trench', 2],
      ['cover', 4],
      ['joint', 3],
      ['spot', 5],
    ] as const);
    if (kind === 'patch') {
      const [long, wide] = [random.between(1, 5), random.between(0.7, 1.5)];
      const colour = random.chance(0.7) ? NEW_ASPHALT : OLD_ASPHALT;
      const corners = [
        [0, wide],
        [0, -wide],
        [long, -wide],
        [long, wide],
      ] as const;
      const outline = corners.map(([a, l]) => fromPose(pose, a, left + l * random.between(0.9, 1)));
      flat(draft, outline, colour, random.between(0.25, 0.6));
      drawLine(draft, [...outline, outline[0] ?? pose], 0.05, TAR, 0.6);
    } else if (kind === 'trench') {
      const across = [fromPose(pose, 0, 1.7), fromPose(pose, random.between(-0.6, 0.6), -1.7)];
      drawLine(draft, across, random.between(0.4, 0.8), NEW_ASPHALT, random.between(0.3, 0.6));
    } else if (kind === 'cover') {
      disc(draft, fromPose(pose, 0, left), 0.46, NEW_ASPHALT, 0.5);
      disc(draft, fromPose(pose, 0, left), 0.33, IRON, 0.9);
    } else if (kind === 'joint') {
      drawLine(
        draft,
        wandering(pose, { heading: pose.heading + Math.PI / 2, length: 3.4, step: 0.5 }, random),
        0.05,
        TAR,
        0.75,
      );
    } else disc(draft, fromPose(pose, 0, left), random.between(0.15, 0.5), TAR, random.between(0.1, 0.3));
  }
}

/** Before a stop line oil drips for longer. */
function drawStandingStains(draft: Draft, line: Polyline, random: Random): void {
  const length = lengthOf(line);
  const pose = alongLine(line, 0);
  for (let left = 1.6; left < length; left += 3.2) {
    for (let step = 0; step < 9; step += 1) {
      const spot = fromPose(pose, left + random.normal(0, 0.4), -random.between(0.8, 9));
      disc(draft, spot, random.between(0.15, 0.6), TAR, random.between(0.06, 0.2));
    }
  }
}

const CRACKS_PER_SQUARE = 0.011;

/** Sealed cracks wander; none leaves the road. */
function drawCracks(draft: Draft, outline: Outline, random: Random): void {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [lowX, highX, lowY, highY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const count = Math.min(260, Math.abs(signedArea(outline)) * CRACKS_PER_SQUARE);
  for (let crack = 0, tries = 0; crack < count && tries < 6 * count; tries += 1) {
    const start = { x: random.between(lowX, highX), y: random.between(lowY, highY) };
    if (!isInside(start, outline)) continue;
    crack += 1;
    const way = { heading: random.between(0, 2 * Math.PI), length: random.between(1.5, 9), step: 0.6 };
    const line = wandering(start, way, random);
    const out = line.findIndex((point) => !isInside(point, outline));
    const kept = out === -1 ? line : line.slice(0, out);
    if (kept.length > 1) drawLine(draft, kept, random.between(0.03, 0.075), TAR, random.between(0.5, 0.9));
  }
}

function wandering(
  start: GroundPoint,
  { heading, length, step }: { readonly heading: number; readonly length: number; readonly step: number },
  random: Random,
): GroundPoint[] {
  const points = [{ x: start.x, y: start.y }];
  let turned = heading;
  let last: GroundPoint = start;
  for (let gone = 0; gone < length; gone += step) {
    turned += random.normal(0, 0.28);
    last = fromPose({ ...last, heading: turned }, step);
    points.push({ x: last.x, y: last.y });
  }
  return points;
}

function drawLine(draft: Draft, line: Polyline, width: number, colour: Colour, alpha: number): void {
  for (const face of ribbon(line, width)) flat(draft, face, colour, alpha);
}

function disc(draft: Draft, { x, y }: GroundPoint, radius: number, colour: Colour, alpha: number): void {
  const ring = (size: number): GroundPoint[] =>
    Array.from({ length: 10 }, (_, at) => {
      const angle = (at / 5) * Math.PI;
      return { x: x + size * Math.cos(angle), y: y + size * Math.sin(angle) };
    });
  flat(draft, ring(radius), colour, alpha);
}

function flat(draft: Draft, points: readonly GroundPoint[], colour: Colour, alpha: number | readonly number[]): void {
  draft.ground(points, HEIGHT, colour, { alpha });
}
