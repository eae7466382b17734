import type { DataTexture } from 'three';
import { randomStream } from '../../world/random.ts';
import { layeredNoise, paintTexture } from './pixels.ts';
import type { Pixel } from './pixels.ts';

/** So many windows lie side by side and over each other before a facade repeats. */
export const BAYS = 8;
const CELL = 64;
const SIZE = BAYS * CELL;

export type FacadeKind = 'plaster' | 'brick' | 'office' | 'shop';

/** A wall by day, and what shines through its windows by night. */
export interface FacadeTextures {
  readonly day: DataTexture;
  readonly night: DataTexture;
}

interface Opening {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** Where the glass lies in its bay, as shares of it. */
const OPENINGS: Readonly<Record<FacadeKind, Opening>> = {
  plaster: { left: 0.3, right: 0.7, low: 0.24, high: 0.78 },
  brick: { left: 0.26, right: 0.74, low: 0.28, high: 0.74 },
  office: { left: 0.03, right: 0.97, low: 0.3, high: 0.86 },
  shop: { left: 0.06, right: 0.94, low: 0.1, high: 0.7 },
};
const LIT_SHARE: Readonly<Record<FacadeKind, number>> = { plaster: 0.3, brick: 0.3, office: 0.16, shop: 0.55 };

interface Bay {
  readonly sky: number;
  readonly curtain: number;
  readonly light: number;
  readonly warmth: number;
}

export function facadeTextures(kind: FacadeKind): FacadeTextures {
  const random = randomStream(11, `facade ${kind}`);
  const bays = Array.from({ length: BAYS * BAYS }, (): Bay => ({
    sky: random.between(0.18, 0.46),
    curtain: random.chance(0.4) ? random.between(0.3, 0.9) : 0,
    light: random.chance(LIT_SHARE[kind]) ? random.between(0.35, 1) : 0,
    warmth: random.next(),
  }));
  const dirt = layeredNoise(SIZE, 6, 4, `dirt ${kind}`);
  const opening = OPENINGS[kind];
  const wish = { width: SIZE, height: SIZE, holds: 'colours' } as const;
  const bayAt = (x: number, y: number): Bay => bays[Math.floor(y / CELL) * BAYS + Math.floor(x / CELL)] ?? NO_BAY;
  return {
    day: paintTexture(wish, (x, y) => {
      const [u, v] = [(x % CELL) / CELL, (y % CELL) / CELL];
      if (!isWithin(opening, u, v, 0)) return wallPixel(kind, [x, y], [u, v], dirt(x, y));
      return isFrame(kind, opening, u, v) ? FRAME : glassPixel(opening, bayAt(x, y), u, v);
    }),
    night: paintTexture(wish, (x, y) => {
      const [u, v] = [(x % CELL) / CELL, (y % CELL) / CELL];
      if (!isWithin(opening, u, v, 0) || isFrame(kind, opening, u, v)) return [0, 0, 0];
      const { light, warmth, curtain } = bayAt(x, y);
      const shine = light * (isBehindCurtain(opening, curtain, u) ? 0.55 : 0.8 + 0.3 * dirt(y, x));
      return [shine, shine * (0.78 + 0.16 * warmth), shine * (0.45 + 0.42 * warmth)];
    }),
  };
}

const NO_BAY: Bay = { sky: 0.2, curtain: 0, light: 0, warmth: 0 };
const FRAME: Pixel = [0.78, 0.78, 0.76];

function isWithin({ left, right, low, high }: Opening, u: number, v: number, margin: number): boolean {
  return u > left - margin && u < right + margin && v > low - margin && v < high + margin;
}

function isFrame(kind: FacadeKind, { left, right, low, high }: Opening, u: number, v: number): boolean {
  const bars = kind === 'office' ? [left, right, (left + right) / 2] : [left, right, (left + right) / 2];
  const isUpright = bars.some((at) => Math.abs(u - at) < 0.026);
  return isUpright || v < low + 0.03 || v > high - 0.03 || (kind === 'plaster' && Math.abs(v - high + 0.17) < 0.015);
}

/** Dark with a little sky, brighter upwards; curtains at both sides of some. */
function glassPixel(opening: Opening, { sky, curtain }: Bay, u: number, v: number): Pixel {
  if (isBehindCurtain(opening, curtain, u)) return [0.52, 0.51, 0.48];
  const up = (v - opening.low) / (opening.high - opening.low);
  const shade = sky * (0.55 + 0.75 * up);
  return [shade * 0.92, shade, shade * 1.08];
}

function isBehindCurtain({ left, right }: Opening, curtain: number, u: number): boolean {
  const [middle, half] = [(left + right) / 2, (right - left) / 2];
  return Math.abs(u - middle) > half * (1 - curtain * 0.6) && curtain > 0;
}

function wallPixel(
  kind: FacadeKind,
  [x, y]: readonly [number, number],
  [u, v]: readonly [number, number],
  dirt: number,
): Pixel {
  const soiled = 0.9 + 0.16 * (dirt - 0.5);
  const opening = OPENINGS[kind];
  // Sills throw a thin shadow and collect dirt below.
  const isSill = isWithin(opening, u, v, 0.05) && v < opening.low;
  const isReveal = isWithin(opening, u, v, 0.035);
  if (isSill) return [0.7 * soiled, 0.7 * soiled, 0.69 * soiled];
  if (isReveal) return [0.8 * soiled, 0.8 * soiled, 0.8 * soiled];
  if (kind === 'brick') {
    const course = Math.floor(y / 4);
    const isJoint = y % 4 === 0 || (x + (course % 2) * 5) % 10 === 0;
    const brick =
      soiled * (0.84 + (0.16 * ((Math.imul(course + 3, 7919) ^ Math.imul(Math.floor(x / 10), 104729)) % 7)) / 7);
    return isJoint ? [soiled * 0.92, soiled * 0.92, soiled * 0.9] : [brick, brick * 0.97, brick * 0.95];
  }
  if (kind === 'office') return v > 0.94 || v < 0.05 ? [0.6, 0.6, 0.61] : [soiled * 0.86, soiled * 0.86, soiled * 0.87];
  if (kind === 'shop' && v > 0.74 && v < 0.96) return [soiled * 0.62, soiled * 0.62, soiled * 0.64];
  return v > 0.985 ? [soiled * 0.85, soiled * 0.85, soiled * 0.85] : [soiled, soiled, soiled];
}
