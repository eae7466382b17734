import type { Outline, Plot } from '../../world/ground-plan.ts';
import { directionTo, distance, fromPose } from '../../world/ground.ts';
import type { GroundPoint } from '../../world/ground.ts';
import type { Random } from '../../world/random.ts';
import { darker, linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { FacadeKind } from '../textures/facade-textures.ts';
import { BAYS } from '../textures/facade-textures.ts';
import type { Draft } from './draft.ts';
import { counterClockwise, middleOf } from './outlines.ts';

export type FacadeDrafts = Readonly<Record<FacadeKind, Draft>>;

export interface BuildingDrafts {
  readonly facades: FacadeDrafts;
  readonly solid: Draft;
}

const FLOOR = 3.1;
const BAY = 3;
const SHOP_HEIGHT = 3.8;

const COLOURS: Readonly<Record<FacadeKind, readonly Colour[]>> = {
  plaster: ['#dcd6ca', '#d2cab9', '#c6c2b9', '#dfdcd5', '#cbbda6', '#b9bdbe', '#d3c5b4'].map(linear),
  brick: ['#a58a7c', '#96837a', '#ad9585', '#9c8f82', '#b3a08d'].map(linear),
  office: ['#c3c9cc', '#d0d1ce', '#b4bbbf', '#c9c4ba'].map(linear),
  shop: ['#8a8781', '#a19c93', '#6f7477', '#94806c'].map(linear),
};
const SHOP_SIGNS: readonly Colour[] = ['#7a2d27', '#24507c', '#2e6046', '#8a6d23', '#3a3d40', '#b9b7b0'].map(linear);
const ROOFS: readonly Colour[] = ['#7c6258', '#6b5c56', '#58585a', '#63605c', '#846a5c'].map(linear);
const FLAT_ROOF: Colour = linear('#63625f');
const PLANT: Colour = linear('#8b8d8e');
const CORNICE: Colour = linear('#b5afa3');

interface Looks {
  readonly kind: FacadeKind;
  readonly colour: Colour;
  readonly hasShop: boolean;
  readonly hasDetails: boolean;
}

/** A building on its plot: walls with windows, a shop below where there is one, and a roof. */
export function drawBuilding(drafts: BuildingDrafts, { outline, height }: Plot, random: Random, isNear: boolean): void {
  const kind = random.weighted<FacadeKind>([
    ['plaster', 5],
    ['brick', 3],
    ['office', height > 13 ? 3 : 0.6],
  ]);
  const looks: Looks = {
    ...{ kind, colour: random.pick(COLOURS[kind]), hasShop: height > 6 && random.chance(0.45), hasDetails: isNear },
  };
  const walls = counterClockwise(outline);
  walls.forEach((from, at) => {
    const to = walls[(at + 1) % walls.length] ?? from;
    drawWall(drafts, { from, to, height }, looks, random);
  });
  const isPitched = walls.length === 4 && height < 14 && kind !== 'office' && random.chance(0.65);
  if (isPitched) drawPitchedRoof(drafts.solid, walls, height, random);
  else drawFlatRoof(drafts.solid, walls, { height, isNear }, random);
}

interface Wall {
  readonly from: GroundPoint;
  readonly to: GroundPoint;
  readonly height: number;
}

function drawWall(drafts: BuildingDrafts, { from, to, height }: Wall, looks: Looks, random: Random): void {
  const { kind, colour, hasShop, hasDetails } = looks;
  const bottom = hasShop ? SHOP_HEIGHT : 0;
  const width = distance(from, to);
  if (width < 0.5) return;
  const bays = Math.max(1, Math.round(width / BAY));
  const floors = Math.max(1, Math.round((height - bottom) / FLOOR));
  const shift = [random.integer(0, BAYS - 1), random.integer(0, BAYS - 1)] as const;
  const upright = (low: number, high: number, rows: number): Parameters<Draft['face']> => [
    [
      [from.x, from.y, low],
      [to.x, to.y, low],
      [to.x, to.y, high],
      [from.x, from.y, high],
    ],
    colour,
    {
      texture: (_, corner) => [
        (shift[0] + (corner === 1 || corner === 2 ? bays : 0)) / BAYS,
        (shift[1] + (corner >= 2 ? rows : 0)) / BAYS,
      ],
    },
  ];
  drafts.facades[kind].face(...upright(bottom, height, floors));
  if (hasShop) {
    const [points, , texture] = upright(0, SHOP_HEIGHT, 1);
    drafts.facades.shop.face(points, random.pick(COLOURS.shop), texture);
  }
  if (!hasDetails) return;
  const pose = { ...from, heading: directionTo(from, to) };
  const ledge = (up: readonly [number, number], out: number, tint: Colour): void =>
    drafts.solid.box(pose, { ahead: [-out, width + out], left: [-out, 0.05], up }, tint);
  if (hasShop) {
    ledge([SHOP_HEIGHT - 0.12, SHOP_HEIGHT + 0.1], 0.16, darker(colour, 0.8));
    drawShopSigns(drafts.solid, pose, width, random);
  } else ledge([0, 0.5], 0.06, darker(colour, 0.55));
  ledge([height - 0.3, height + 0.06], 0.2, random.chance(0.5) ? CORNICE : darker(colour, 0.8));
  if (kind === 'plaster' && random.chance(0.4))
    drawBalconies(drafts.solid, pose, { bays, width, bottom, floors, height }, random);
}

function drawShopSigns(
  solid: Draft,
  pose: GroundPoint & { readonly heading: number },
  width: number,
  random: Random,
): void {
  for (let at = 1; at < width - 3; at += random.between(5, 8)) {
    const colour = random.pick(SHOP_SIGNS);
    const long = random.between(2.2, 3.6);
    solid.box(pose, { ahead: [at, Math.min(width - 0.3, at + long)], left: [-0.12, 0.02], up: [2.95, 3.5] }, colour);
    // Awnings make shops out of walls, seen from above.
    if (random.chance(0.35)) {
      solid.box(pose, { ahead: [at, Math.min(width - 0.3, at + long)], left: [-1.2, 0], up: [2.72, 2.8] }, colour);
    }
  }
}

function drawBalconies(
  solid: Draft,
  pose: GroundPoint & { readonly heading: number },
  { bays, width, bottom, floors, height }: Readonly<Record<'bays' | 'width' | 'bottom' | 'floors' | 'height', number>>,
  random: Random,
): void {
  const column = random.integer(0, bays - 1);
  const [bay, floor] = [width / bays, (height - bottom) / floors];
  for (let level = 1; level < floors; level += 1) {
    const [low, from] = [bottom + level * floor, column * bay];
    solid.box(pose, { ahead: [from + 0.2, from + bay - 0.2], left: [-0.95, 0], up: [low, low + 0.14] }, CORNICE);
    solid.box(
      pose,
      { ahead: [from + 0.2, from + bay - 0.2], left: [-0.95, -0.9], up: [low + 0.14, low + 1.05] },
      PLANT,
    );
  }
}

/** Two slopes along the longer side, and gables. */
function drawPitchedRoof(solid: Draft, walls: Outline, height: number, random: Random): void {
  const colour = random.pick(ROOFS);
  const [a, b, c, d] = walls;
  if (!a || !b || !c || !d) return;
  const [p, q, r, s] = distance(a, b) >= distance(b, c) ? [a, b, c, d] : [b, c, d, a];
  const rise = Math.min(4.5, distance(q, r) * random.between(0.28, 0.4));
  const half = (one: GroundPoint, other: GroundPoint): Point => [
    (one.x + other.x) / 2,
    (one.y + other.y) / 2,
    height + rise,
  ];
  const [left, right] = [half(p, s), half(q, r)];
  const low = ({ x, y }: GroundPoint): Point => [x, y, height];
  solid.face([low(p), low(q), right, left], colour);
  solid.face([low(r), low(s), left, right], darker(colour, 0.92));
  solid.face([low(q), low(r), right], darker(colour, 1.6));
  solid.face([low(s), low(p), left], darker(colour, 1.6));
  const pose = {
    x: left[0],
    y: left[1],
    heading: directionTo({ x: left[0], y: left[1] }, { x: right[0], y: right[1] }),
  };
  const at = random.between(1.5, Math.max(2, distance(p, q) - 2));
  solid.box(
    pose,
    { ahead: [at, at + 0.7], left: [0.4, 1], up: [height + rise * 0.4, height + rise + 0.8] },
    linear('#7a5d50'),
  );
}

/** A parapet, and what stands on flat roofs. */
function drawFlatRoof(
  solid: Draft,
  walls: Outline,
  { height, isNear }: { readonly height: number; readonly isNear: boolean },
  random: Random,
): void {
  solid.face(
    walls.map(({ x, y }): Point => [x, y, height]),
    FLAT_ROOF,
  );
  const middle = middleOf(walls);
  const [first, second] = walls;
  if (first === undefined || second === undefined) return;
  const pose = { ...middle, heading: directionTo(first, second) };
  const units = isNear ? random.integer(1, 4) : random.integer(0, 1);
  for (let unit = 0; unit < units; unit += 1) {
    const { x, y } = fromPose(pose, random.between(-3, 3), random.between(-2.5, 2.5));
    const [long, wide] = [random.between(0.6, 2), random.between(0.5, 1.4)];
    const up = [height, height + random.between(0.8, 2.4)] as const;
    solid.box({ x, y, heading: pose.heading }, { ahead: [-long, long], left: [-wide, wide], up }, PLANT);
  }
}
