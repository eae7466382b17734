import type { GroundPlan, Marking, Outline, Polyline } from '../../world/ground-plan.ts';
import { directionTo, distance, fromPose } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';
import { counterClockwise, isInside } from './outlines.ts';

/** Where a road leaves the plan: the middle of its edge, the direction it goes on in, half its width. */
export interface RoadEnd extends GroundPose {
  readonly halfWidth: number;
}

/** How far roads go on beyond what the traffic needs, so that none ends before the eye. */
const REACH = 320;
const FOOTWAY_WIDTH = 5;
const TAPER = 45;
const NARROWEST = 3.5;
const WIDEST = 45;
const NEAR_END = 1.2;

/** The plan with every road going on straight to where haze and houses hide it. */
export function withRoadsGoingOn(plan: GroundPlan): GroundPlan {
  const ends = roadEnds(plan.carriageways);
  const hasKerbs = plan.kerbs.length > 0;
  return {
    ...plan,
    carriageways: [
      ...plan.carriageways,
      ...ends.map((end) => bandFrom(end, end.halfWidth, -end.halfWidth)),
      ...endedLanes(plan.carriageways),
    ],
    footways: [
      ...plan.footways,
      ...ends.flatMap((end) =>
        hasKerbs
          ? [
              bandFrom(end, end.halfWidth + FOOTWAY_WIDTH, end.halfWidth),
              bandFrom(end, -end.halfWidth, -end.halfWidth - FOOTWAY_WIDTH),
            ]
          : [],
      ),
    ],
    // As those of the plan: with the road on the left.
    kerbs: [
      ...plan.kerbs,
      ...ends.flatMap((end) =>
        hasKerbs ? [lineFrom(end, end.halfWidth, REACH, 0), lineFrom(end, -end.halfWidth, 0, REACH)] : [],
      ),
    ],
    islands: [...plan.islands, ...plan.islands.flatMap((island) => continuedIsland(island, ends))],
    markings: [...plan.markings, ...plan.markings.flatMap((marking) => continuedMarking(marking, ends))],
    barriers: [
      ...plan.barriers,
      ...plan.barriers.flatMap((barrier) =>
        continuedLine(barrier.points, ends, 9).map((points) => ({ ...barrier, points })),
      ),
    ],
  };
}

/** Ends with nothing of the road beyond. */
export function roadEnds(carriageways: readonly Outline[]): RoadEnd[] {
  return squareEnds(carriageways).filter((end) => !coveredBeyond(end, carriageways).includes(true));
}

/** Where a lane beside others ends, its ground narrows down to theirs. */
function endedLanes(carriageways: readonly Outline[]): Outline[] {
  return squareEnds(carriageways).flatMap((end) => {
    const covered = coveredBeyond(end, carriageways);
    const side = Math.sign(covered.indexOf(true) - covered.indexOf(false)) * end.halfWidth;
    if (!covered.includes(true) || !covered.includes(false)) return [];
    return [[fromPose(end, -0.05, -side), fromPose(end, -0.05, side), fromPose(end, TAPER, side)]];
  });
}

const SAMPLES = [-0.8, -0.4, 0, 0.4, 0.8] as const;

/** From right to left, whether the ground a metre beyond an end is road. */
function coveredBeyond(end: RoadEnd, carriageways: readonly Outline[]): boolean[] {
  return SAMPLES.map((share) => {
    const point = fromPose(end, 1, share * end.halfWidth);
    return carriageways.some((outline) => isInside(point, outline));
  });
}

/** Short edges between two long parallel sides. */
function squareEnds(carriageways: readonly Outline[]): RoadEnd[] {
  return carriageways.flatMap((given) => {
    const outline = counterClockwise(given);
    return outline.flatMap((from, at) => {
      const of = (step: number): GroundPoint => outline[(at + step + outline.length) % outline.length] ?? from;
      const [before, to, after] = [of(-1), of(1), of(2)];
      const width = distance(from, to);
      if (width < NARROWEST || width > WIDEST || !turnsTwiceLeft(before, from, to, after)) return [];
      const heading = directionTo(from, to) - Math.PI / 2;
      return [{ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, heading, halfWidth: width / 2 }];
    });
  });
}

function turnsTwiceLeft(before: GroundPoint, from: GroundPoint, to: GroundPoint, after: GroundPoint): boolean {
  const [first, across, last] = [directionTo(before, from), directionTo(from, to), directionTo(to, after)];
  return Math.sin(across - first) > 0.97 && Math.sin(last - across) > 0.97;
}

function bandFrom(end: RoadEnd, left: number, right: number): Outline {
  // A little into the plan, so that no seam shows.
  return [
    fromPose(end, -0.05, right),
    fromPose(end, REACH, right),
    fromPose(end, REACH, left),
    fromPose(end, -0.05, left),
  ];
}

function lineFrom(end: RoadEnd, left: number, from: number, to: number): Polyline {
  return [fromPose(end, from, left), fromPose(end, to, left)];
}

function continuedMarking(marking: Marking, ends: readonly RoadEnd[]): Marking[] {
  if (marking.kind !== 'solid' && marking.kind !== 'dashed') return [];
  return continuedLine(marking.points, ends, 0).map((points) => ({ ...marking, points }));
}

/** The line's way on from each end of a road that it reaches, up to `beyond` metres beside the road. */
function continuedLine(line: Polyline, ends: readonly RoadEnd[], beyond: number): Polyline[] {
  const tips = [line[0], line.at(-1)].filter((tip) => tip !== undefined);
  return tips.flatMap((tip) =>
    ends.flatMap((end): Polyline[] => {
      const { ahead, left } = seenFrom(end, tip);
      if (Math.abs(ahead) > NEAR_END || Math.abs(left) > end.halfWidth + beyond) return [];
      return [lineFrom(end, left, ahead, REACH)];
    }),
  );
}

/** A median that reaches the end of its road. */
function continuedIsland(island: Outline, ends: readonly RoadEnd[]): Outline[] {
  return ends.flatMap((end) => {
    const reached = island.map((point) => seenFrom(end, point)).filter(({ ahead }) => Math.abs(ahead) < NEAR_END);
    const lefts = reached.map(({ left }) => left).filter((left) => Math.abs(left) < end.halfWidth);
    return lefts.length < 2 ? [] : [bandFrom(end, Math.max(...lefts), Math.min(...lefts))];
  });
}

function seenFrom(pose: GroundPose, { x, y }: GroundPoint): { readonly ahead: number; readonly left: number } {
  const [dx, dy] = [x - pose.x, y - pose.y];
  const [cos, sin] = [Math.cos(pose.heading), Math.sin(pose.heading)];
  return { ahead: dx * cos + dy * sin, left: dy * cos - dx * sin };
}
