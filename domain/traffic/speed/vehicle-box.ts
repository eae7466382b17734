import type { GroundMap } from '../../calibration/ground-map.ts';
import type { SpaceProjection } from '../../calibration/camera-pose.ts';
import type { GroundPoint } from '../../calibration/types.ts';
import type { ClassSize } from './class-sizes.ts';

/** The box that a block of a class's size would have in the straightened picture, in picture heights from its middle. */
export interface BlockBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is needed to picture a block: the projection of space, or of the ground alone where the camera looks straight down. */
export interface BlockView {
  readonly map: GroundMap;
  readonly space: SpaceProjection | null;
}

type Extent = Pick<ClassSize, 'length' | 'width' | 'height'>;

/** The box around a block that stands on the ground, with its heading given as a unit direction; null behind the camera. */
export function blockBox(view: BlockView, middle: GroundPoint, heading: GroundPoint, size: Extent): BlockBox | null {
  const rows = view.space ?? flat(view.map.toPicture);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = rows;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let corner = 0; corner < 8; corner += 1) {
    const ahead = ((corner & 1) === 0 ? 0.5 : -0.5) * size.length;
    const aside = ((corner & 2) === 0 ? 0.5 : -0.5) * size.width;
    const z = (corner & 4) === 0 ? 0 : size.height;
    const x = middle.x + heading.x * ahead - heading.y * aside;
    const y = middle.y + heading.y * ahead + heading.x * aside;
    const w = i * x + j * y + k * z + l;
    if (w <= 1e-9) return null;
    const u = (a * x + b * y + c * z + d) / w;
    const v = (e * x + f * y + g * z + h) / w;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
  }
  return { left, top, right, bottom };
}

/** Without a height everything lies on the ground. */
function flat(m: readonly number[]): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  return [a, b, 0, c, d, e, 0, f, g, h, 0, i];
}

/** The place on the ground of a point of the straightened picture. */
export function groundOf({ toGround }: GroundMap, u: number, v: number): GroundPoint {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = toGround;
  const w = g * u + h * v + i;
  return { x: (a * u + b * v + c) / w, y: (d * u + e * v + f) / w };
}

const ROUNDS = 2;

/**
 * The middle of a vehicle on the ground from the lower middle of its box. That point lies at the vehicle's near side, and
 * where exactly changes while it drives by; a block of its class's size, turned as it drives, says by how much.
 */
export function middleOf(view: BlockView, seen: GroundPoint, heading: GroundPoint, size: Extent): GroundPoint {
  let middle = seen;
  for (let round = 0; round < ROUNDS; round += 1) {
    const box = blockBox(view, middle, heading, size);
    if (box === null) return seen;
    const near = groundOf(view.map, (box.left + box.right) / 2, box.bottom);
    middle = { x: seen.x - (near.x - middle.x), y: seen.y - (near.y - middle.y) };
  }
  return middle;
}
