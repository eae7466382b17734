import { linear } from './colours.ts';
import type { PartDrawing } from './part.ts';
import { Shape } from './shape.ts';
import { loft } from './solids.ts';
import type { Point } from './surface.ts';

const CARTON = linear('#8d6f4b');
const FLAP = linear('#a78860');

/** What fell off a lorry: a burst carton, one metre in every direction, to be stretched to its size. */
export function drawDebris(): PartDrawing {
  const shape = new Shape();
  const ring = (z: number, corners: readonly (readonly [number, number])[]): Point[] =>
    corners.map(([x, y]) => [x, y, z]);
  const foot = ring(0, [
    [-0.44, -0.42],
    [0.5, -0.36],
    [0.42, 0.5],
    [-0.4, 0.4],
  ]);
  const rim = ring(0.7, [
    [-0.38, -0.5],
    [0.44, -0.44],
    [0.46, 0.42],
    [-0.5, 0.44],
  ]);
  loft(shape.trim, [foot, rim], CARTON, true);
  loft(
    shape.trim,
    [
      ring(0.7, [
        [-0.38, -0.44],
        [0.3, -0.44],
        [0.3, -0.4],
        [-0.38, -0.4],
      ]),
      ring(1, [
        [-0.3, -0.5],
        [0.2, -0.5],
        [0.2, -0.47],
        [-0.3, -0.47],
      ]),
    ],
    FLAP,
    true,
  );
  return { shape, front: 0.5, length: 1, halfWidth: 0.5, height: 1, axlePlaces: [], axles: [] };
}
