import type { GroundPoint } from '../world/ground.ts';

/** Where a camera hangs and how it looks: an exact pinhole, with a bent lens where `k1` is not zero. */
export interface Camera {
  readonly position: SpacePoint;
  /** The direction it looks in, counter-clockwise from east, and how far below the horizon. */
  readonly yaw: number;
  readonly pitch: number;
  /** Turned clockwise around its own axis, as seen from behind. */
  readonly roll: number;
  readonly verticalFov: number;
  /** Radial distortion of first order, over the distance from the middle in focal lengths. */
  readonly k1: number;
  readonly width: number;
  readonly height: number;
}

/** Metres: east, north, up. */
export interface SpacePoint extends GroundPoint {
  readonly z: number;
}

/** Pixels from the top left corner of the picture. */
export interface PicturePoint {
  readonly u: number;
  readonly v: number;
}

type Vector = readonly [number, number, number];
/** Nearer things would fill the picture. */
const NEAREST = 0.2;

export function focalLength({ height, verticalFov }: Pick<Camera, 'height' | 'verticalFov'>): number {
  return height / 2 / Math.tan(verticalFov / 2);
}

/** A lens that bends more shows nothing in the corners of its picture: its edge lies within them. */
export function strongestBend(camera: Omit<Camera, 'k1'>): number {
  const corner = Math.hypot(camera.width, camera.height) / 2 / focalLength(camera);
  // What lies at r is shown at r + k1 r³, which grows no further than two thirds of 1 / √(-3 k1).
  return -4 / 27 / (1.05 * corner) ** 2;
}

/** Right, down and ahead of the picture, in the ground's own directions. */
export function axesOf({ yaw, pitch, roll }: Camera): readonly [right: Vector, down: Vector, ahead: Vector] {
  const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ahead: Vector = [cy * cp, sy * cp, -sp];
  const right: Vector = [sy, -cy, 0];
  const down: Vector = [-cy * sp, -sy * sp, -cp];
  const mixed = (a: Vector, b: Vector, p: number, q: number): Vector => [
    a[0] * p + b[0] * q,
    a[1] * p + b[1] * q,
    a[2] * p + b[2] * q,
  ];
  return [mixed(right, down, cr, sr), mixed(down, right, cr, -sr), ahead];
}

/** Where a point in space is seen; null for what lies behind the camera. */
export function toPicture(camera: Camera, point: SpacePoint): PicturePoint | null {
  const [right, down, ahead] = axesOf(camera);
  const away: Vector = [point.x - camera.position.x, point.y - camera.position.y, point.z - camera.position.z];
  const depth = dot(away, ahead);
  if (depth < NEAREST) return null;
  const [x, y] = [dot(away, right) / depth, dot(away, down) / depth];
  const bent = 1 + camera.k1 * (x * x + y * y);
  const focal = focalLength(camera);
  return { u: camera.width / 2 + focal * x * bent, v: camera.height / 2 + focal * y * bent };
}

/** The place on the ground that is seen at a point of the picture; null for the sky. */
export function toGround(camera: Camera, { u, v }: PicturePoint): GroundPoint | null {
  const focal = focalLength(camera);
  const [x, y] = straightened(camera.k1, (u - camera.width / 2) / focal, (v - camera.height / 2) / focal);
  const [right, down, ahead] = axesOf(camera);
  const ray = ([0, 1, 2] as const).map((axis) => ahead[axis] + x * right[axis] + y * down[axis]);
  const [rx = 0, ry = 0, rz = 0] = ray;
  if (rz >= -1e-9) return null;
  const reach = -camera.position.z / rz;
  return { x: camera.position.x + rx * reach, y: camera.position.y + ry * reach };
}

/** The homography from ground metres to pixels, row by row; exact where the lens is straight. */
export function groundHomography(camera: Camera): readonly number[] {
  const [right, down, ahead] = axesOf(camera);
  const focal = focalLength(camera);
  const { position } = camera;
  const origin: Vector = [position.x, position.y, position.z];
  const row = (axis: Vector, middle: number): readonly number[] => {
    const of = (at: 0 | 1): number => focal * axis[at] + middle * ahead[at];
    return [of(0), of(1), -(focal * dot(axis, origin) + middle * dot(ahead, origin))];
  };
  return [
    ...row(right, camera.width / 2),
    ...row(down, camera.height / 2),
    ...[ahead[0], ahead[1], -dot(ahead, origin)],
  ];
}

/** Takes the bend of the lens back, by fixed-point steps. */
function straightened(k1: number, x: number, y: number): readonly [number, number] {
  if (k1 === 0) return [x, y];
  let [a, b] = [x, y];
  for (let step = 0; step < 40; step += 1) {
    const bent = 1 + k1 * (a * a + b * b);
    [a, b] = [x / bent, y / bent];
  }
  return [a, b];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
