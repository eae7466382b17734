import { GAP, LENS_CLEAR, PLASTIC, PLATE } from './colours.ts';
import { ROWS, sectionAt } from './shell.ts';
import type { Row, ShellForm } from './shell.ts';
import type { Shape } from './shape.ts';
import { block, blockPair, pointAt } from './solids.ts';
import type { Colour, Point, Surface } from './surface.ts';

/** Lines and fittings must lie over the skin, not in it. */
const PROUD = 0.004;

interface Line {
  readonly at: number;
  readonly rows: readonly [Row, Row];
  readonly width?: number;
  readonly colour?: Colour;
}

/** A line around the hull, as the gap of a door shows it, on both sides. */
export function drawGap(
  shape: Shape,
  front: number,
  form: ShellForm,
  { at, rows, width = 0.014, colour = GAP }: Line,
): void {
  const [ahead, behind] = [at - width / 2, at + width / 2].map((s) => sectionAt(form, s, front - s));
  if (ahead === undefined || behind === undefined) return;
  for (let row = ROWS[rows[0]]; row <= ROWS[rows[1]]; row += 1) {
    patch(
      shape.trim,
      [pointAt(ahead, row), pointAt(ahead, row + 1), pointAt(behind, row + 1), pointAt(behind, row)],
      colour,
    );
  }
}

interface Stripe {
  readonly between: readonly [number, number];
  /** Heights above the road. */
  readonly z: readonly [low: number, high: number];
  readonly colour: Colour;
}

/** A level band along the hull on both sides: a moulding, a livery, a reflective strip. Wheel arches interrupt it. */
export function drawStripe(shape: Shape, front: number, form: ShellForm, stripe: Stripe, steps = 8): void {
  const { between, z, colour } = stripe;
  for (let step = 0; step < steps; step += 1) {
    const [ahead, behind] = [step, step + 1].map((at) => {
      const s = between[0] + ((between[1] - between[0]) * at) / steps;
      return sectionAt(form, s, front - s);
    }) as [readonly Point[], readonly Point[]];
    const lips = [ahead, behind].map((section) => pointAt(section, ROWS.soffit)[2]);
    if (Math.max(...lips) > z[0]) continue;
    const corners = [onFlank(ahead, z[1]), onFlank(ahead, z[0]), onFlank(behind, z[0]), onFlank(behind, z[1])] as const;
    patch(shape.trim, corners, colour);
  }
}

/** The point of a section's flank at a height. */
function onFlank(section: readonly Point[], z: number): Point {
  for (let row = ROWS.rail; row < ROWS.soffit; row += 1) {
    const [upper, lower] = [pointAt(section, row), pointAt(section, row + 1)];
    if (z <= upper[2] && z >= lower[2]) return mix(lower, upper, (z - lower[2]) / Math.max(1e-6, upper[2] - lower[2]));
  }
  const [x, y] = pointAt(section, ROWS.door);
  return [x, y, z];
}

/** A small plate of some thickness on the outside, on both sides, where the skin is at this place. */
export function drawHandle(shape: Shape, front: number, form: ShellForm, at: number, colour: Colour = PLASTIC): void {
  const section = sectionAt(form, at, front - at);
  const y = pointAt(section, ROWS.lamp)[1];
  const z = pointAt(section, ROWS.lamp)[2] - 0.05;
  blockPair(
    shape.trim,
    { x: [front - at - 0.1, front - at + 0.08], y: [y - 0.01, y + 0.012], z: [z - 0.018, z + 0.018] },
    colour,
  );
}

export interface MirrorPlace {
  readonly x: number;
  /** Half the width of the body at the mirror's foot, and the height of its lower edge. */
  readonly y: number;
  readonly z: number;
  readonly size: readonly [length: number, width: number, height: number];
  readonly colour?: Colour;
}

/** A pair of mirrors with their feet; they stick out of the body's box. */
export function drawMirrors(shape: Shape, { x, y, z, size, colour = PLASTIC }: MirrorPlace): void {
  const [length, width, height] = size;
  blockPair(
    shape.mirrors,
    { x: [x - length / 2, x + length / 2], y: [y + 0.04, y + 0.04 + width], z: [z, z + height] },
    colour,
  );
  blockPair(
    shape.mirrors,
    { x: [x - 0.025, x + 0.025], y: [y - 0.06, y + 0.06], z: [z + height * 0.25, z + height * 0.5] },
    PLASTIC,
  );
  const back = x - length / 2 - 0.004;
  blockPair(
    shape.mirrors,
    { x: [back, back + 0.01], y: [y + 0.06, y + 0.02 + width], z: [z + 0.02, z + height - 0.02] },
    LENS_CLEAR,
  );
}

/** Plates without characters: nobody on this road can be identified. */
export function drawPlates(shape: Shape, frontX: number, rearX: number, frontZ: number, rearZ: number): void {
  const plate = (x: number, z: number): void => {
    block(shape.trim, { x: [x - 0.008, x + 0.008], y: [-0.285, 0.285], z: [z - 0.075, z + 0.075] }, PLASTIC);
    block(shape.trim, { x: [x - 0.012, x + 0.012], y: [-0.26, 0.26], z: [z - 0.055, z + 0.055] }, PLATE);
  };
  plate(frontX, frontZ);
  plate(rearX, rearZ);
}

/** A quad of the left side, lifted off the skin, and its mirror image on the right. */
function patch(surface: Surface, corners: readonly [Point, Point, Point, Point], colour: Colour): void {
  const [a, b, c, d] = corners.map(([x, y, z]): Point => [x, y + PROUD, z]) as [Point, Point, Point, Point];
  surface.facing([0, 1, 0.05], [a, b, c, d], colour);
  const flip = ([x, y, z]: Point): Point => [x, -y, z];
  surface.facing([0, -1, 0.05], [flip(a), flip(b), flip(c), flip(d)], colour);
}

function mix(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
