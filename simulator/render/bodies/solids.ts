import { crossOf, minus, plus, scaled } from './surface.ts';
import type { Colour, Point, Surface } from './surface.ts';

export type Range = readonly [low: number, high: number];

export interface Block {
  readonly x: Range;
  readonly y: Range;
  readonly z: Range;
}

/** A box along the axes. */
export function block(surface: Surface, { x, y, z }: Block, colour: Colour): void {
  prism(
    surface,
    [
      [x[0], z[0]],
      [x[1], z[0]],
      [x[1], z[1]],
      [x[0], z[1]],
    ],
    y,
    colour,
  );
}

/** The same box on the left, as given, and on the right. */
export function blockPair(surface: Surface, { x, y, z }: Block, colour: Colour): void {
  block(surface, { x, y, z }, colour);
  block(surface, { x, y: [-y[1], -y[0]], z }, colour);
}

/** A convex outline in x and z, counter-clockwise as seen from the right, drawn out over a width. */
export function prism(
  surface: Surface,
  outline: readonly (readonly [number, number])[],
  y: Range,
  colour: Colour,
): void {
  const ring = (at: number): Point[] => outline.map(([x, z]) => [x, at, z]);
  loft(surface, [ring(y[1]), ring(y[0])], colour, true);
}

/** A skin over closed rings of equally many points that run right-handed around the way from the first to the last. */
export function loft(surface: Surface, rings: readonly (readonly Point[])[], colour: Colour, closed: boolean): void {
  for (let at = 1; at < rings.length; at += 1) {
    const [from, to] = [ringAt(rings, at - 1), ringAt(rings, at)];
    from.forEach((a, step) => {
      const next = (step + 1) % from.length;
      surface.quad(a, pointAt(from, next), pointAt(to, next), pointAt(to, step), colour);
    });
  }
  if (!closed) return;
  fan(surface, [...ringAt(rings, 0)].reverse(), colour);
  fan(surface, ringAt(rings, rings.length - 1), colour);
}

function fan(surface: Surface, ring: readonly Point[], colour: Colour): void {
  for (let at = 2; at < ring.length; at += 1) {
    surface.triangle(pointAt(ring, 0), pointAt(ring, at - 1), pointAt(ring, at), colour);
  }
}

export interface Tube {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
  readonly endRadius?: number;
  readonly sides?: number;
}

/** A round bar between two points, closed at both ends. */
export function tube(
  surface: Surface,
  { from, to, radius, endRadius = radius, sides = 6 }: Tube,
  colour: Colour,
): void {
  const [u, v] = axesAcross(minus(to, from));
  const ring = (centre: Point, size: number): Point[] =>
    Array.from({ length: sides }, (_, step) => {
      const angle = (2 * Math.PI * step) / sides;
      return plus(centre, plus(scaled(u, size * Math.cos(angle)), scaled(v, size * Math.sin(angle))));
    });
  loft(surface, [ring(from, radius), ring(to, endRadius)], colour, true);
}

/** A row of bars from point to point. */
export function bars(surface: Surface, points: readonly Point[], radius: number, colour: Colour, sides = 5): void {
  for (let at = 1; at < points.length; at += 1) {
    tube(surface, { from: pointAt(points, at - 1), to: pointAt(points, at), radius, sides }, colour);
  }
}

/** Rings around an upright axis: height, middle ahead, half length, half width. Squareness 0 is an ellipse. */
export type UprightRing = readonly [z: number, x: number, halfLength: number, halfWidth: number];

export function uprightLoft(surface: Surface, rings: readonly UprightRing[], colour: Colour, sides = 8, y = 0): void {
  const points = rings.map(([z, x, halfLength, halfWidth]) =>
    Array.from({ length: sides }, (_, step): Point => {
      const angle = (2 * Math.PI * (step + 0.5)) / sides;
      return [x + halfLength * Math.cos(angle), y + halfWidth * Math.sin(angle), z];
    }),
  );
  loft(surface, points, colour, true);
}

export function ellipsoid(surface: Surface, centre: Point, radii: Point, colour: Colour, sides = 8, rings = 5): void {
  const levels = Array.from({ length: rings + 1 }, (_, level): UprightRing => {
    const angle = Math.PI * (1 - Math.min(0.985, Math.max(0.015, level / rings)));
    const size = Math.sin(angle);
    return [centre[2] + radii[2] * Math.cos(angle), centre[0], radii[0] * size, radii[1] * size];
  });
  uprightLoft(surface, levels, colour, sides, centre[1]);
}

/** A ring on edge, as a tyre seen from the side, around an axis along y. */
export function hoop(
  surface: Surface,
  centre: Point,
  radius: number,
  thickness: number,
  colour: Colour,
  sides = 16,
): void {
  const at = (step: number): Point => {
    const angle = (2 * Math.PI * (step + 0.5)) / sides;
    const size = radius / Math.cos(Math.PI / sides);
    return [centre[0] + size * Math.cos(angle), centre[1], centre[2] + size * Math.sin(angle)];
  };
  for (let step = 0; step < sides; step += 1) {
    tube(surface, { from: at(step), to: at(step + 1), radius: thickness, sides: 4 }, colour);
  }
}

export function pointAt(points: readonly Point[], at: number): Point {
  const point = points[at];
  if (point === undefined) throw new RangeError(`no point ${at} of ${points.length}`);
  return point;
}

function ringAt(rings: readonly (readonly Point[])[], at: number): readonly Point[] {
  const ring = rings[at];
  if (ring === undefined) throw new RangeError(`no ring ${at} of ${rings.length}`);
  return ring;
}

/** Two directions across a third, so that the three make a right-handed frame. */
function axesAcross(along: Point): readonly [Point, Point] {
  const direction = unit(along);
  const aside: Point = Math.abs(direction[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const u = unit(crossOf(direction, aside));
  return [u, crossOf(direction, u)];
}

function unit(a: Point): Point {
  const size = Math.hypot(...a) || 1;
  return scaled(a, 1 / size);
}
