import type { GroundPlan, Outline } from '../../world/ground-plan.ts';
import { distance } from '../../world/ground.ts';
import type { GroundPoint } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import { drawBuilding } from './buildings.ts';
import type { BuildingDrafts } from './buildings.ts';
import type { Draft } from './draft.ts';
import { ribbon } from './markings.ts';
import { beside, distanceToOutlines, middleOf } from './outlines.ts';
import { drawTree } from './trees.ts';
import type { TreeDrafts, TreeKind } from './trees.ts';

export type Setting = 'town' | 'country' | 'river';

export interface SurroundingDrafts extends BuildingDrafts, TreeDrafts {
  readonly grass: Draft;
  readonly paving: Draft;
  readonly water: Draft;
}

/** What the plan tells of the land around it: houses make a town, a parapet a bridge. */
export function settingOf({ plots, barriers }: GroundPlan): Setting {
  if (plots.length > 0) return 'town';
  return barriers.some(({ kind }) => kind === 'parapet') ? 'river' : 'country';
}

const BELOW_BRIDGE = -11;
const FAR = 900;

/** How high the land lies that the road's own ground is seen from. */
export function groundLevelOf(plan: GroundPlan): number {
  return settingOf(plan) === 'river' ? BELOW_BRIDGE : -0.05;
}

const LAWN: Colour = linear('#7b8462');
const MEADOW: Colour = linear('#7f865e');
const YARD: Colour = linear('#8b867b');
const WATER: Colour = linear('#414b49');
const BANK: Colour = linear('#77705f');
const FIELDS: readonly Colour[] = ['#85895f', '#968f68', '#76835a', '#a0966f', '#7d875f'].map(linear);
const WOOD: Colour = linear('#3d4f33');

/** Land, houses and woods from beside the road to the horizon. */
export function drawSurroundings(drafts: SurroundingDrafts, plan: GroundPlan, random: Random): void {
  const setting = settingOf(plan);
  const low = groundLevelOf(plan);
  const land: Colour = setting === 'town' ? LAWN : MEADOW;
  drawLand(drafts.grass, low, land);
  if (setting === 'town') drawTown(drafts, plan, random);
  else if (setting === 'country') drawCountry(drafts, plan, random);
  else drawRiver(drafts, plan, random);
  drawSkyline(raisedBy(drafts, low), setting !== 'country', random);
  drawTreeLine(drafts.solid, low, random);
}

const LAND_STEP = 60;

/** In many squares: the depth of one that is seen from its middle to the horizon is not exact enough. */
function drawLand(draft: Draft, z: number, colour: Colour): void {
  for (let x = -FAR; x < FAR; x += LAND_STEP) {
    for (let y = -FAR; y < FAR; y += LAND_STEP) {
      drawSquare(draft, { x: x + LAND_STEP / 2, y: y + LAND_STEP / 2 }, LAND_STEP / 2, z, colour);
    }
  }
}

function drawSquare(draft: Draft, { x, y }: GroundPoint, half: number, z: number, colour: Colour): void {
  draft.face(
    [
      [x - half, y - half, z],
      [x + half, y - half, z],
      [x + half, y + half, z],
      [x - half, y + half, z],
    ],
    colour,
  );
}

const HOUSE_OFF_ROAD = 9;
/** Where a footway ends, and from there to the houses. */
const FORECOURT = [5, 1.7] as const;

/** Forecourts before the houses, yards behind them, and block after block beyond. */
function drawTown(drafts: SurroundingDrafts, plan: GroundPlan, random: Random): void {
  for (const { outline } of plan.plots) {
    const { x, y } = middleOf(outline);
    drawSquare(drafts.paving, { x, y }, 13, -0.02 - random.between(0, 0.02), YARD);
  }
  for (const kerb of plan.kerbs) {
    for (const face of ribbon(beside(kerb, -FORECOURT[0] - FORECOURT[1] / 2), FORECOURT[1])) {
      drafts.paving.ground(face, 0.004, YARD);
    }
  }
  const middles = plan.plots.map(({ outline }) => middleOf(outline));
  for (let house = 0, tries = 0; house < 150 && tries < 2500; tries += 1) {
    const [angle, away] = [random.between(0, 2 * Math.PI), 28 + 330 * random.next() ** 1.3];
    const middle = { x: away * Math.cos(angle), y: away * Math.sin(angle) };
    const [long, wide] = [random.between(5, 13), random.between(5, 8)];
    const reach = Math.hypot(long, wide);
    if (middles.some((one) => distance(one, middle) < reach + 9)) continue;
    if (distanceToOutlines(middle, plan.carriageways) < reach + HOUSE_OFF_ROAD) continue;
    house += 1;
    middles.push(middle);
    const turn = random.pick([0, Math.PI / 2]) + random.normal(0, 0.05);
    const height = away < 120 ? random.between(7, 16) : random.between(8, 26);
    drawBuilding(drafts, { outline: turned(middle, long, wide, turn), height }, random, false);
  }
  scatterTrees(
    drafts,
    plan,
    { count: 110, from: 12, reach: 240, kinds: ['round', 'round', 'tall', 'conifer'] },
    random,
  );
}

function turned({ x, y }: GroundPoint, long: number, wide: number, heading: number): Outline {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  return (
    [
      [-long, -wide],
      [long, -wide],
      [long, wide],
      [-long, wide],
    ] as const
  ).map(([a, l]) => ({ x: x + a * cos - l * sin, y: y + a * sin + l * cos }));
}

interface Scattering {
  readonly count: number;
  /** Metres from the road, and from the middle of the place. */
  readonly from: number;
  readonly reach: number;
  readonly kinds: readonly TreeKind[];
  readonly base?: number;
}

function scatterTrees(drafts: TreeDrafts, plan: GroundPlan, wish: Scattering, random: Random): void {
  const houses = plan.plots.map(({ outline }) => outline);
  for (let tree = 0, tries = 0; tree < wish.count && tries < 8 * wish.count; tries += 1) {
    const point = { x: random.between(-wish.reach, wish.reach), y: random.between(-wish.reach, wish.reach) };
    if (distanceToOutlines(point, plan.carriageways) < wish.from) continue;
    if (distanceToOutlines(point, houses) < 3) continue;
    tree += 1;
    const kind = random.pick(wish.kinds);
    const height = kind === 'bush' ? random.between(1, 2.4) : random.between(6, 13);
    drawTree(drafts, { ...point, height }, { kind, leafy: distance(point, { x: 0, y: 0 }) < 90 ? 0.6 : 0.3, random });
  }
}

/** Fields, hedges and copses on both sides, bushes on the verge. */
function drawCountry(drafts: SurroundingDrafts, plan: GroundPlan, random: Random): void {
  const [xs] = [plan.carriageways.flatMap((outline) => outline.map(({ x }) => x))];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  for (let x = west; x < east;) {
    const long = random.between(70, 170);
    for (const [near, far] of [
      [46, random.between(140, 220)],
      [-110, -random.between(190, 280)],
    ] as const) {
      const points = [
        [x, Math.min(near, far)],
        [x + long, Math.min(near, far)],
        [x + long, Math.max(near, far)],
        [x, Math.max(near, far)],
      ] as const;
      drafts.grass.face(
        points.map(([px, py]): Point => [px, py, -0.03]),
        random.pick(FIELDS),
      );
    }
    x += long;
  }
  const strip = (count: number, [near, far]: readonly [number, number], kinds: readonly TreeKind[]): void => {
    for (let at = 0; at < count; at += 1) {
      const point = { x: random.between(west, east), y: random.between(near, far) * (random.chance(0.5) ? 1 : -1) };
      if (distanceToOutlines(point, plan.carriageways) < (kinds[0] === 'bush' ? 9 : 15)) continue;
      const kind = random.pick(kinds);
      const height = kind === 'bush' ? random.between(0.8, 2.2) : random.between(6, 14);
      drawTree(drafts, { ...point, height }, { kind, leafy: 0.45, random });
    }
  };
  strip(170, [12, 46], ['bush']);
  strip(150, [24, 70], ['round', 'tall', 'conifer', 'round']);
  strip(160, [70, 230], ['round', 'conifer', 'tall']);
  drawDelineators(drafts.solid, plan, random);
}

/** White posts with a dark band every fifty metres. */
function drawDelineators(solid: Draft, { carriageways }: GroundPlan, random: Random): void {
  const post = linear('#d9d9d4');
  const dark = linear('#222426');
  const [main] = carriageways;
  if (main === undefined) return;
  const xs = main.map(({ x }) => x);
  const ys = main.map(({ y }) => y);
  for (let x = Math.min(...xs) + random.between(0, 50); x < Math.max(...xs); x += 50) {
    for (const y of [Math.max(...ys) + 0.3, Math.min(...ys) - 0.8]) {
      if (distanceToOutlines({ x, y }, carriageways) === 0) continue;
      solid.box({ x, y, heading: 0 }, { ahead: [-0.05, 0.05], left: [-0.06, 0.06], up: [0, 1.05] }, post);
      solid.box({ x, y, heading: 0 }, { ahead: [-0.055, 0.055], left: [-0.065, 0.065], up: [0.72, 0.92] }, dark);
    }
  }
}

const RIVER_HALF = 95;

/** Water under the middle of the bridge, banks with houses and trees on both sides, and what carries the deck. */
function drawRiver(drafts: SurroundingDrafts, plan: GroundPlan, random: Random): void {
  const flat = (draft: Draft, [from, to]: readonly [number, number], z: number, colour: Colour): void => {
    const corners = [
      [from, -FAR],
      [to, -FAR],
      [to, FAR],
      [from, FAR],
    ] as const;
    draft.face(
      corners.map(([x, y]): Point => [x, y, z]),
      colour,
    );
  };
  const middle = 30;
  flat(drafts.water, [middle - RIVER_HALF, middle + RIVER_HALF], BELOW_BRIDGE + 0.4, WATER);
  for (const side of [-1, 1]) {
    const edge = middle + side * RIVER_HALF;
    flat(drafts.paving, [Math.min(edge, edge + side * 6), Math.max(edge, edge + side * 6)], BELOW_BRIDGE + 0.8, BANK);
  }
  for (let house = 0, tries = 0; house < 130 && tries < 1500; tries += 1) {
    const point = { x: random.between(-380, 440), y: random.between(-330, 330) };
    const [long, wide] = [random.between(7, 15), random.between(6, 10)];
    if (Math.abs(point.x - middle) < RIVER_HALF + 26) continue;
    if (distanceToOutlines(point, plan.carriageways) < Math.hypot(long, wide) + 14) continue;
    house += 1;
    const outline = turned(point, long, wide, random.pick([0, Math.PI / 2]) + random.normal(0, 0.06));
    drawBuilding(raisedBy(drafts, BELOW_BRIDGE), { outline, height: random.between(9, 26) }, random, false);
  }
  const trees = raisedBy(drafts, BELOW_BRIDGE);
  for (let tree = 0; tree < 170; tree += 1) {
    const bank = middle + (random.chance(0.5) ? 1 : -1) * (RIVER_HALF + random.between(6, 60));
    const point = { x: bank, y: random.between(-260, 260) };
    if (distanceToOutlines(point, plan.carriageways) < 9) continue;
    drawTree(
      trees,
      { ...point, height: random.between(6, 12) },
      { kind: random.pick(['round', 'tall'] as const), leafy: 0.45, random },
    );
  }
}

/** The same drafts for what stands on lower ground. */
function raisedBy(drafts: SurroundingDrafts, metres: number): SurroundingDrafts {
  const { facades, solid, leaves, grass, paving, water } = drafts;
  const [plaster, brick, office, shop] = [facades.plaster, facades.brick, facades.office, facades.shop].map((one) =>
    one.raised(metres),
  );
  if (plaster === undefined || brick === undefined || office === undefined || shop === undefined) return drafts;
  return {
    facades: { plaster, brick, office, shop },
    solid: solid.raised(metres),
    leaves: leaves.raised(metres),
    grass,
    paving,
    water,
  };
}

/** Houses far off, grey with distance. */
function drawSkyline(drafts: BuildingDrafts, isTown: boolean, random: Random): void {
  for (let block = 0; block < (isTown ? 110 : 14); block += 1) {
    const [angle, away] = [random.between(0, 2 * Math.PI), random.between(420, 800)];
    const middle = { x: away * Math.cos(angle), y: away * Math.sin(angle) };
    const outline = turned(middle, random.between(9, 24), random.between(8, 18), random.between(0, Math.PI));
    const height = isTown
      ? random.weighted([
          [random.between(12, 26), 4],
          [random.between(28, 52), 1],
        ])
      : random.between(6, 11);
    drawBuilding(drafts, { outline, height }, random, false);
  }
}

/** Woods all round behind everything. */
function drawTreeLine(solid: Draft, low: number, random: Random): void {
  for (const [away, tall, shade] of [
    [460, 9, 1],
    [820, 22, 1.15],
  ] as const) {
    const steps = 240;
    const heights = Array.from({ length: steps }, () => low + tall * random.between(0.55, 1.1));
    heights.forEach((height, step) => {
      const next = heights[(step + 1) % steps] ?? height;
      const at = (index: number, z: number): Point => {
        const angle = (2 * Math.PI * index) / steps;
        return [away * Math.cos(angle), away * Math.sin(angle), z];
      };
      const tint = shade * random.between(0.85, 1.15);
      solid.face(
        [at(step + 1, low), at(step, low), at(step, height), at(step + 1, next)],
        [WOOD[0] * tint, WOOD[1] * tint, WOOD[2] * tint],
        { normal: [0, 0, 1] },
      );
    });
  }
}
