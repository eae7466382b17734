import { poseAt } from '../../network/curve.ts';
import type { Curve } from '../../network/curve.ts';
import type { GroundPlan, Plot, Tree } from '../../world/ground-plan.ts';
import { distance } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';

/** The side of a road that has houses, trees and lamps: a kerb with the road on its left. */
export interface Roadside {
  readonly kerb: Curve;
  /** Stretches of the kerb that stay free of trees and houses. */
  readonly free: readonly (readonly [number, number])[];
}

const TREES_BEHIND_KERB = 0.7;
const LAMPS_BEHIND_KERB = 0.8;
const LAMP_SPACING = 32;
const HOUSES_BEHIND_KERB = 6.5;
const TOWN_HEIGHTS = [7, 9.5, 9.5, 12, 12, 15, 18] as const;

export const EMPTY_GROUND: GroundPlan = {
  ...{ carriageways: [], footways: [], islands: [], kerbs: [], markings: [], signalPosts: [], shelters: [] },
  ...{ signs: [], barriers: [], plots: [], trees: [], lamps: [] },
};

export function treesAlong({ kerb, free }: Roadside, random: Random): Tree[] {
  const trees: Tree[] = [];
  const isLeafy = random.chance(0.7);
  for (let station = 5; station < kerb.length - 5 && isLeafy; station += random.between(8, 16)) {
    if (isWithin(free, station) || random.chance(0.2)) continue;
    const { x, y } = poseAt(kerb, station, -TREES_BEHIND_KERB);
    trees.push({ x, y, height: random.between(4.5, 10) });
  }
  return trees;
}

/** Their heading leads to the road. */
export function lampsAlong({ kerb }: Roadside, random: Random): GroundPose[] {
  const lamps: GroundPose[] = [];
  for (let station = random.between(4, LAMP_SPACING); station < kerb.length; station += LAMP_SPACING) {
    const pose = poseAt(kerb, station, -LAMPS_BEHIND_KERB);
    lamps.push({ ...pose, heading: pose.heading + Math.PI / 2 });
  }
  return lamps;
}

/** Houses beside each other, with a gap here and there; none where one would stand in another or near a `keepOff`. */
export function plotsAlong({ kerb, free }: Roadside, random: Random, keepOff: readonly GroundPoint[]): Plot[] {
  const plots: Plot[] = [];
  for (let station = 2; station < kerb.length - 12;) {
    const frontage = random.between(10, 24);
    const depth = random.between(10, 16);
    const from = station;
    station += frontage + (random.chance(0.25) ? random.between(4, 12) : 0);
    const ends = [from, from + frontage];
    if (from + frontage > kerb.length || ends.some((end) => isWithin(free, end))) continue;
    const [near, far] = [HOUSES_BEHIND_KERB, HOUSES_BEHIND_KERB + depth].map((behind) =>
      ends.map((end) => {
        const { x, y } = poseAt(kerb, end, -behind);
        return { x, y };
      }),
    );
    const outline = [...(near ?? []), ...[...(far ?? [])].reverse()];
    if (outline.some((corner) => keepOff.some((point) => distance(corner, point) < HOUSES_BEHIND_KERB))) continue;
    plots.push({ outline, height: random.pick(TOWN_HEIGHTS) + random.between(-0.5, 0.5) });
  }
  return plots;
}

function isWithin(stretches: readonly (readonly [number, number])[], station: number): boolean {
  return stretches.some(([from, to]) => station >= from && station <= to);
}
