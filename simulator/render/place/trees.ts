import type { Tree } from '../../world/ground-plan.ts';
import type { Random } from '../../world/random.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';

export type TreeKind = 'round' | 'tall' | 'conifer' | 'bush';

const BARK: Colour = linear('#5a4f43');
const PALE_BARK: Colour = linear('#8d877c');
const LEAVES: Readonly<Record<TreeKind, readonly Colour[]>> = {
  round: ['#566b42', '#5f7045', '#4e6340', '#6c754c'].map(linear),
  tall: ['#526847', '#63744c', '#495f41'].map(linear),
  conifer: ['#2f4a30', '#38533a', '#2b4530'].map(linear),
  bush: ['#526344', '#4a5c40', '#616c4a'].map(linear),
};

export interface TreeDrafts {
  readonly solid: Draft;
  readonly leaves: Draft;
}

interface Crown {
  readonly middle: Point;
  readonly radius: number;
  readonly halfHeight: number;
  readonly colour: Colour;
}

/** `leafy` is how many sprays a crown has, as a share of what a near tree needs. */
export function drawTree(
  { solid, leaves }: TreeDrafts,
  { x, y, height }: Tree,
  { kind, leafy, random }: { readonly kind: TreeKind; readonly leafy: number; readonly random: Random },
): void {
  const colour = random.pick(LEAVES[kind]);
  if (kind === 'conifer') {
    solid.post({ x, y }, [0, height * 0.2], [0.14, 0.12], BARK);
    drawConifer(leaves, { x, y, height }, colour, random);
    return;
  }
  const radius = { round: 0.3, tall: 0.19, bush: 0.62 }[kind] * height * random.between(0.9, 1.1);
  const low = kind === 'bush' ? 0 : height * random.between(0.24, 0.32);
  const bark = random.chance(0.3) ? PALE_BARK : BARK;
  if (kind !== 'bush') {
    solid.post({ x, y }, [0, height * 0.62], [0.035 * height ** 0.8, 0.02 * height ** 0.8], bark);
    solid.post({ x, y }, [0, 0.02], 0.6, linear('#4b443b'));
  }
  const crown: Crown = { middle: [x, y, (low + height) / 2], radius, halfHeight: (height - low) / 2, colour };
  if (kind !== 'bush') drawBoughs(solid, crown, low, bark, random);
  drawCore(leaves, crown, random);
  drawSprays(leaves, crown, Math.round((kind === 'bush' ? 26 : 84) * leafy), random);
}

function drawBoughs(
  solid: Draft,
  { middle, radius, halfHeight }: Crown,
  low: number,
  bark: Colour,
  random: Random,
): void {
  for (let bough = 0; bough < 4; bough += 1) {
    const angle = (bough / 2) * Math.PI + random.between(-0.5, 0.5);
    const reach = radius * random.between(0.5, 0.75);
    solid.beam(
      [middle[0], middle[1], low * 0.9],
      [middle[0] + reach * Math.cos(angle), middle[1] + reach * Math.sin(angle), middle[2] + halfHeight * 0.1],
      0.05,
      bark,
    );
  }
}

const LEAF_INSIDE = [0.5, 0.5] as const;

/** The dark inside of a crown, so that no sky shows where the sprays are thin. */
function drawCore(leaves: Draft, { middle, radius, halfHeight, colour }: Crown, random: Random): void {
  const [sides, rings] = [7, 4];
  const at = (ring: number, step: number): Point => {
    const rise = -Math.PI / 2 + (Math.PI * ring) / rings;
    const angle = (2 * Math.PI * step) / sides + ring * 0.4;
    const size = radius * 0.68 * Math.cos(rise) * (1 + 0.12 * Math.sin(step * 2.1 + ring));
    return [
      middle[0] + size * Math.cos(angle),
      middle[1] + size * Math.sin(angle),
      middle[2] + halfHeight * 0.72 * Math.sin(rise),
    ];
  };
  const dark: Colour = [colour[0] * 0.42, colour[1] * 0.44, colour[2] * 0.42];
  const texture = (): readonly [number, number] => LEAF_INSIDE;
  for (let ring = 0; ring < rings; ring += 1) {
    for (let step = 0; step < sides; step += 1) {
      const shade = random.between(0.8, 1.1);
      const face = [at(ring, step), at(ring, step + 1), at(ring + 1, step + 1), at(ring + 1, step)];
      leaves.face(face, [dark[0] * shade, dark[1] * shade, dark[2] * shade], { texture });
    }
  }
}

/** Cards with leaves on them, all over the crown; lit as the crown as a whole is, darker below and inside. */
function drawSprays(leaves: Draft, { middle, radius, halfHeight, colour }: Crown, count: number, random: Random): void {
  for (let spray = 0; spray < count; spray += 1) {
    const up = random.between(-0.95, 1);
    const angle = random.between(0, 2 * Math.PI);
    const out = Math.sqrt(1 - up * up);
    const depth = random.between(0.72, 1.02);
    const normal: Point = [out * Math.cos(angle), out * Math.sin(angle), up];
    const place: Point = [
      middle[0] + normal[0] * radius * depth,
      middle[1] + normal[1] * radius * depth,
      middle[2] + normal[2] * halfHeight * depth,
    ];
    const shade = (0.62 + 0.3 * (up * 0.5 + 0.5) + 0.25 * (depth - 0.72)) * random.between(0.82, 1.16);
    const size = radius * random.between(0.34, 0.52);
    const lit: Point = [normal[0] * 0.8, normal[1] * 0.8, normal[2] * 0.8 + 0.35];
    // Lying flat on top they would stick out like lids.
    const leaning: Point = [Math.cos(angle), Math.sin(angle), up * 0.5];
    drawCard(leaves, place, { normal: leaning, lit, size, turn: random.between(0, 2 * Math.PI) }, [
      colour[0] * shade,
      colour[1] * shade,
      colour[2] * shade,
    ]);
  }
}

interface Card {
  readonly normal: Point;
  readonly lit: Point;
  readonly size: number;
  readonly turn: number;
}

function drawCard(leaves: Draft, [x, y, z]: Point, { normal: across, lit, size, turn }: Card, colour: Colour): void {
  const long3 = Math.hypot(...across) || 1;
  const normal: Point = [across[0] / long3, across[1] / long3, across[2] / long3];
  const flat = Math.hypot(normal[0], normal[1]) || 1;
  const side: Point = [-normal[1] / flat, normal[0] / flat, 0];
  const rise: Point = [
    normal[1] * side[2] - normal[2] * side[1],
    normal[2] * side[0] - normal[0] * side[2],
    normal[0] * side[1] - normal[1] * side[0],
  ];
  const corner = (step: number): Point => {
    const angle = turn + (step * Math.PI) / 2;
    const [a, b] = [size * 1.3 * Math.cos(angle), size * 1.3 * Math.sin(angle)];
    return [x + a * side[0] + b * rise[0], y + a * side[1] + b * rise[1], z + a * side[2] + b * rise[2]];
  };
  const long = Math.hypot(...lit) || 1;
  const unit: Point = [lit[0] / long, lit[1] / long, lit[2] / long];
  leaves.face([0, 1, 2, 3].map(corner), colour, { texture: cornerOfCard, normal: unit });
}

function cornerOfCard(_: Point, corner: number): readonly [number, number] {
  return [corner === 1 || corner === 2 ? 1 : 0, corner >= 2 ? 1 : 0];
}

/** Tiers that hang down, one over the other. */
function drawConifer(leaves: Draft, { x, y, height }: Tree, colour: Colour, random: Random): void {
  const tiers = 6;
  for (let tier = 0; tier < tiers; tier += 1) {
    const low = height * (0.1 + (0.78 * tier) / tiers);
    const radius = height * 0.24 * (1 - tier / tiers) + 0.15;
    const shade = (0.62 + 0.07 * tier) * random.between(0.9, 1.1);
    const lit: Colour = [colour[0] * shade, colour[1] * shade, colour[2] * shade];
    const top: Point = [x, y, Math.min(height, low + height * 0.3)];
    const sides = 9;
    const rim = Array.from({ length: sides }, (_, step): Point => {
      const angle = (2 * Math.PI * step) / sides + tier;
      const size = radius * random.between(0.8, 1.15);
      return [x + size * Math.cos(angle), y + size * Math.sin(angle), low - random.between(0, 0.06) * height];
    });
    rim.forEach((a, step) => {
      const b = rim[(step + 1) % sides] ?? a;
      leaves.face([a, b, top], lit, { texture: () => LEAF_INSIDE });
      leaves.face([b, a, [x, y, low + 0.1]], [lit[0] * 0.4, lit[1] * 0.4, lit[2] * 0.4], {
        texture: () => LEAF_INSIDE,
      });
    });
  }
}
