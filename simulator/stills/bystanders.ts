import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { ActorState } from '../world/actors.ts';
import { bodiesOf } from '../world/bodies.ts';
import { actorOverlap } from '../world/footprint.ts';
import type { GroundPlan, Outline } from '../world/ground-plan.ts';
import { directionTo, distance, fromPose } from '../world/ground.ts';
import type { GroundPoint, GroundPose } from '../world/ground.ts';
import type { Random } from '../world/random.ts';
import { standing } from '../world/standing.ts';
import { isInside } from './outlines.ts';

/** Whom the traffic does not know, and a detector has to: those who stand about on footways and those who are parked. */

type Kinds = readonly (readonly [RoadUserClass, number])[];

const ON_FOOTWAYS: Kinds = [
  ['pedestrian', 80],
  ['bicycle', 13],
  ['scooter', 5],
  ['motorcycle', 4],
];
const PARKED: Kinds = [
  ['car', 62],
  ['van', 14],
  ['truck', 7],
  ['bus', 5],
  ['motorcycle', 6],
  ['bicycle', 4],
  ['construction_vehicle', 2],
  ['trailer', 3],
];
const REACH = 70;

/** So many more that fit in beside those who are there, all within sight of a point. */
export function bystanders(plan: GroundPlan, there: readonly ActorState[], around: GroundPoint, random: Random) {
  const added: ActorState[] = [];
  const add = (outlines: readonly Outline[], kinds: Kinds, wished: number): void => {
    for (let tries = 0; tries < wished * 3 && wished > 0; tries += 1) {
      const kind = random.weighted(kinds);
      const pose = poseAlong(outlines, around, random);
      const body = random.pick(bodiesOf(kind));
      if (pose === null) continue;
      const one = standing(900_000 + there.length + added.length, body.id, random.weighted(body.colours), pose);
      const walked = { ...one, odometer: random.between(0, 50) };
      if ([...there, ...added].some((other) => actorOverlap(walked, other) > 0)) continue;
      added.push(walked);
      wished -= 1;
    }
  };
  add(plan.footways, ON_FOOTWAYS, random.chance(0.7) ? random.integer(2, 16) : 0);
  add(plan.carriageways, PARKED, random.chance(0.35) ? random.integer(1, 10) : 0);
  return added;
}

/** Beside an edge of one of the outlines, and along it. */
function poseAlong(outlines: readonly Outline[], around: GroundPoint, random: Random): GroundPose | null {
  const edges = outlines.flatMap((outline) =>
    outline.flatMap((from, at) => {
      const to = outline[(at + 1) % outline.length];
      if (to === undefined || distance(from, to) < 0.3) return [];
      return distance(from, around) > 3 * REACH ? [] : [[{ outline, from, to }, distance(from, to)] as const];
    }),
  );
  if (edges.length === 0) return null;
  const { outline, from, to } = random.weighted(edges);
  const heading = directionTo(from, to);
  const edge = { ...from, heading };
  const ahead = random.between(0, distance(from, to));
  const aside = random.between(0.5, 1.4);
  const place = [aside, -aside].map((left) => fromPose(edge, ahead, left)).find((point) => isInside(outline, point));
  if (place === undefined || distance(place, around) > REACH) return null;
  return { ...place, heading: heading + (random.chance(0.5) ? Math.PI : 0) + random.normal(0, 0.06) };
}
