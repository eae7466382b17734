import { ALLOY, CHASSIS, linear, RUBBER, STEEL } from './colours.ts';
import { hoop, tube } from './solids.ts';
import { Surface } from './surface.ts';
import type { Colour, Point } from './surface.ts';

export type WheelStyle = 'alloy' | 'steel' | 'lorry' | 'plant' | 'spokes';

/** The wheels of one axle; all turn together. `at` is metres behind the front of the part. */
export interface Axle {
  readonly at: number;
  readonly radius: number;
  /** Width of one tyre, and where its outer face lies to the side. */
  readonly width: number;
  readonly outside: number;
  readonly style: WheelStyle;
}

interface Rim {
  readonly share: number;
  readonly bright: Colour;
  readonly dark: Colour;
  readonly spokes: number;
}

/** The dark between spokes, which lets some of what lies behind through. */
const RECESS = linear('#4b4e51');

const RIMS: Readonly<Record<Exclude<WheelStyle, 'spokes'>, Rim>> = {
  alloy: { share: 0.68, bright: ALLOY, dark: RECESS, spokes: 5 },
  steel: { share: 0.6, bright: STEEL, dark: CHASSIS, spokes: 8 },
  lorry: { share: 0.58, bright: STEEL, dark: CHASSIS, spokes: 10 },
  plant: { share: 0.5, bright: [0.62, 0.3, 0.02], dark: [0.4, 0.2, 0.02], spokes: 6 },
};
/** A polygon's flat side would lift the body: sixteen sides keep that under a centimetre for every wheel here. */
const SIDES = 16;

/** Both wheels of an axle around its own middle, so that they turn about y. */
export function drawAxle({ radius, width, outside, style }: Axle): Surface {
  const surface = new Surface();
  if (style === 'spokes') drawSpokedWheel(surface, radius, width);
  else {
    for (const side of [1, -1]) {
      drawTyre(surface, radius, outside, width, side);
      drawRim(surface, radius, outside - 0.012, side, RIMS[style]);
    }
  }
  return surface;
}

/** Both halves of a single wheel in the middle, as two-wheelers have it. */
export function middleWheel(at: number, radius: number, width: number, style: WheelStyle): Axle {
  return { at, radius, style, width: style === 'spokes' ? width : width / 2, outside: width / 2 };
}

/** A thin tyre that one can look through. */
function drawSpokedWheel(surface: Surface, radius: number, width: number): void {
  hoop(surface, [0, 0, 0], radius - width / 2, width / 2, RUBBER, SIDES);
  for (let spoke = 0; spoke < 6; spoke += 1) {
    const angle = (Math.PI * spoke) / 6;
    const reach: Point = [(radius - width) * Math.cos(angle), 0, (radius - width) * Math.sin(angle)];
    tube(surface, { from: [-reach[0], 0, -reach[2]], to: reach, radius: 0.006, sides: 3 }, STEEL);
  }
  tube(surface, { from: [0, -0.05, 0], to: [0, 0.05, 0], radius: 0.03 }, STEEL);
}

function onCircle(step: number, size: number, y: number): Point {
  const angle = (2 * Math.PI * step) / SIDES - Math.PI / 2;
  return [size * Math.cos(angle), y, size * Math.sin(angle)];
}

function drawTyre(surface: Surface, radius: number, outside: number, width: number, side: number): void {
  const shoulder = Math.min(0.03, width * 0.2);
  const rings: readonly (readonly [size: number, y: number])[] = [
    [radius * 0.55, outside - width],
    [radius, outside - width + shoulder / 2],
    [radius, outside - shoulder],
    [radius * 0.93, outside],
    [radius * 0.55, outside],
  ];
  for (let ring = 1; ring < rings.length; ring += 1) {
    const [[size, y], [nextSize, nextY]] = [rings[ring - 1] ?? [0, 0], rings[ring] ?? [0, 0]];
    for (let step = 0; step < SIDES; step += 1) {
      const corners = [
        onCircle(step, size, side * y),
        onCircle(step + 1, size, side * y),
        onCircle(step + 1, nextSize, side * nextY),
        onCircle(step, nextSize, side * nextY),
      ] as const;
      const [a, b, c, d] = corners;
      if (side > 0) surface.quad(a, b, c, d, RUBBER);
      else surface.quad(d, c, b, a, RUBBER);
    }
  }
}

/** A disc just inside the tyre's face whose sectors alternate, so that turning shows. */
function drawRim(surface: Surface, radius: number, y: number, side: number, rim: Rim): void {
  const size = radius * rim.share;
  const sectors = rim.spokes * 2;
  const at = (share: number, reach: number): Point => {
    const angle = 2 * Math.PI * share;
    return [reach * Math.cos(angle), side * (reach === 0 ? y - 0.01 : y), reach * Math.sin(angle)];
  };
  for (let sector = 0; sector < sectors; sector += 1) {
    const bright = sector % 2 === 0;
    const [from, to] = [(sector - (bright ? 0.15 : -0.15)) / sectors, (sector + 1 + (bright ? 0.15 : -0.15)) / sectors];
    const corners: readonly [Point, Point, Point] = [at(0, 0), at(from, size), at(to, size)];
    const [a, b, c] = side > 0 ? [corners[0], corners[2], corners[1]] : corners;
    surface.triangle(a, b, c, bright ? rim.bright : rim.dark);
  }
}
