import type { GroundPlan, Outline, Polyline } from '../../world/ground-plan.ts';
import { distance, fromPose } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';
import { alongLine, lengthOf } from './outlines.ts';
import { drawTree } from './trees.ts';
import type { TreeDrafts } from './trees.ts';

const STEEL: Colour = linear('#6e7477');
const DARK: Colour = linear('#2e3234');
const WOOD: Colour = linear('#6b5238');
const CABINET: Colour = linear('#8d928c');
const BIN: readonly Colour[] = ['#3f4a43', '#4a4d50', '#5a3f32', '#2f4a6b'].map(linear);
const HEDGE: Colour = linear('#3c5429');
const FENCE: Colour = linear('#54585a');
const POSTERS: readonly Colour[] = ['#b8543a', '#3a6ea0', '#c9a23b', '#d5d3cc', '#4b7a56', '#7a3f66'].map(linear);
const FROM_CROSSING = 5;
const HOUSE_LINE = 5.6;

type Kind = 'bin' | 'bench' | 'bollards' | 'cabinet' | 'bicycle-stand' | 'billboard' | 'planter' | 'railing';

/** What stands about beside a road with kerbs, where nobody walks across and nothing else stands. */
export function drawFurniture(drafts: TreeDrafts, plan: GroundPlan, random: Random): void {
  const taken = takenGround(plan);
  const isFree = (point: GroundPoint, away: number): boolean =>
    taken.every((one) => distance(one, point) > away) &&
    plan.markings.every(
      (one) =>
        (one.kind !== 'zebra' && one.kind !== 'crossing') ||
        one.points.every((end) => distance(end, point) > FROM_CROSSING + away),
    );
  for (const kerb of plan.kerbs) {
    const length = lengthOf(kerb);
    for (let station = random.between(3, 9); station < length - 3; station += random.between(5, 13)) {
      const kind = random.weighted<Kind>([
        ['bin', 4],
        ['bench', 2.5],
        ['bollards', 4],
        ['cabinet', 2],
        ['bicycle-stand', 2],
        ['billboard', 1.2],
        ['planter', 2],
        ['railing', 1.5],
      ]);
      // The heading looks at the road.
      const along = alongLine(kerb, station);
      const pose = { ...fromPose(along, 0, -behindKerb(kind, random)), heading: along.heading + Math.PI / 2 };
      if (isFree(pose, 1.6)) drawPiece(drafts, kind, pose, random);
    }
    drawFrontGardens(
      drafts,
      kerb,
      plan.plots.map(({ outline }) => outline),
      random,
    );
  }
}

function takenGround({ signalPosts, shelters, signs, trees, lamps }: GroundPlan): GroundPoint[] {
  return [
    ...signalPosts.map(({ pose }) => pose),
    ...signs.map(({ pose }) => pose),
    ...shelters.flatMap((pose) => [-2.5, 0, 2.5].map((left) => fromPose(pose, 0, left))),
    ...trees,
    ...lamps,
  ];
}

function behindKerb(kind: Kind, random: Random): number {
  switch (kind) {
    case 'bollards':
    case 'railing':
      return 0.45;
    case 'bin':
    case 'bicycle-stand':
      return random.between(0.8, 1.1);
    case 'bench':
    case 'planter':
    case 'cabinet':
      return random.between(4.2, 4.6);
    case 'billboard':
      return 4.7;
  }
}

function drawPiece({ solid, leaves }: TreeDrafts, kind: Kind, pose: GroundPose, random: Random): void {
  switch (kind) {
    case 'bin':
      solid.post(pose, [0, 0.95], [0.22, 0.25], random.pick(BIN));
      solid.post(pose, [0.95, 1.02], 0.27, DARK);
      return;
    case 'bench':
      drawBench(solid, pose);
      return;
    case 'bollards':
      for (let left = -3; left <= 3; left += 1.5) solid.post(fromPose(pose, 0, left), [0, 0.9], 0.06, DARK);
      return;
    case 'cabinet':
      solid.box(pose, { ahead: [-0.2, 0.2], left: [-0.6, 0.6], up: [0, 1.25] }, CABINET);
      solid.box(pose, { ahead: [-0.24, 0.24], left: [-0.64, 0.64], up: [1.25, 1.3] }, STEEL);
      return;
    case 'bicycle-stand':
      for (let left = -1.6; left <= 1.6; left += 0.8) drawHoop(solid, fromPose(pose, 0, left), pose.heading);
      return;
    case 'billboard':
      for (const left of [-0.6, 0.6]) solid.post(fromPose(pose, 0, left), [0, 0.6], 0.05, DARK);
      solid.box(pose, { ahead: [-0.1, 0.1], left: [-0.7, 0.7], up: [0.6, 2.5] }, DARK);
      solid.box(pose, { ahead: [-0.12, 0.12], left: [-0.6, 0.6], up: [0.7, 2.4] }, random.pick(POSTERS));
      return;
    case 'planter':
      solid.box(pose, { ahead: [-0.35, 0.35], left: [-0.9, 0.9], up: [0, 0.5] }, CABINET);
      for (const left of [-0.5, 0.5]) {
        drawTree({ solid, leaves }, { ...fromPose(pose, 0, left), height: 1.1 }, { kind: 'bush', leafy: 0.5, random });
      }
      return;
    case 'railing':
      drawRailing(solid, pose);
      return;
  }
}

function drawBench(solid: Draft, pose: GroundPose): void {
  solid.box(pose, { ahead: [-0.2, 0.22], left: [-0.9, 0.9], up: [0.42, 0.47] }, WOOD);
  solid.box(pose, { ahead: [-0.26, -0.2], left: [-0.9, 0.9], up: [0.55, 0.88] }, WOOD);
  for (const left of [-0.75, 0.75]) {
    solid.box(pose, { ahead: [-0.24, 0.18], left: [left - 0.04, left + 0.04], up: [0, 0.42] }, DARK);
    solid.box(pose, { ahead: [-0.26, -0.2], left: [left - 0.04, left + 0.04], up: [0.42, 0.88] }, DARK);
  }
}

function drawHoop(solid: Draft, { x, y }: GroundPoint, heading: number): void {
  const [dx, dy] = [0.4 * Math.cos(heading), 0.4 * Math.sin(heading)];
  for (const side of [1, -1]) solid.post({ x: x + side * dx, y: y + side * dy }, [0, 0.8], 0.03, STEEL);
  solid.beam([x - dx, y - dy, 0.8], [x + dx, y + dy, 0.8], 0.03, STEEL);
}

function drawRailing(solid: Draft, pose: GroundPose): void {
  for (let left = -3; left <= 3; left += 1.5) solid.post(fromPose(pose, 0, left), [0, 1.02], 0.03, STEEL);
  for (const height of [1.02, 0.55]) {
    const [a, b] = [fromPose(pose, 0, -3), fromPose(pose, 0, 3)];
    solid.beam([a.x, a.y, height], [b.x, b.y, height], 0.025, STEEL);
  }
}

/** Hedges, fences and low walls where footway and houses meet. */
function drawFrontGardens({ solid }: TreeDrafts, kerb: Polyline, houses: readonly Outline[], random: Random): void {
  const length = lengthOf(kerb);
  for (let station = 4; station < length - 12; station += random.between(9, 18)) {
    const kind = random.weighted([
      ['nothing', 4],
      ['hedge', 3],
      ['fence', 2],
    ] as const);
    const long = random.between(5, 9);
    const along = alongLine(kerb, station);
    const next = alongLine(kerb, station + long);
    const bend = Math.abs(next.heading - along.heading);
    if (kind === 'nothing' || bend > 0.05) continue;
    const pose = { ...fromPose(along, 0, -HOUSE_LINE), heading: along.heading };
    const hasHouse = houses.some((outline) => outline.some((corner) => distance(corner, pose) < 16));
    if (!hasHouse) continue;
    if (kind === 'hedge') {
      for (let at = 0; at < long; at += 0.7) {
        const [wide, tall] = [random.between(0.26, 0.36), random.between(0.85, 1.1)];
        const shade = random.between(0.75, 1.15);
        const colour: Colour = [HEDGE[0] * shade, HEDGE[1] * shade, HEDGE[2] * shade];
        solid.box(pose, { ahead: [at, at + 0.72], left: [-wide, wide], up: [0, tall] }, colour);
      }
    } else {
      for (let at = 0; at <= long; at += 1.8) solid.post(fromPose(pose, at), [0, 1.1], 0.03, FENCE);
      for (const height of [0.3, 0.7, 1.08]) {
        solid.box(pose, { ahead: [0, long], left: [-0.015, 0.015], up: [height - 0.04, height] }, FENCE);
      }
    }
  }
}
