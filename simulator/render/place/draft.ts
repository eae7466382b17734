import { BufferAttribute, BufferGeometry, Mesh } from 'three';
import type { Material } from 'three';
import { fromPose } from '../../world/ground.ts';
import type { GroundPoint, GroundPose } from '../../world/ground.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { Range } from '../bodies/solids.ts';

export type TextureAt = (point: Point, corner: number) => readonly [u: number, v: number];

/** Lengths ahead, to the left and upwards of a pose on the ground. */
export interface PosedBox {
  readonly ahead: Range;
  readonly left: Range;
  readonly up: Range;
}

interface Looks {
  readonly texture?: TextureAt;
  readonly alpha?: number | readonly number[];
  readonly normal?: Point;
}

const OVER_GROUND: TextureAt = ([x, y]) => [x, y];

/**
 * Faces of one material, gathered one by one and made into one geometry. Unlike a body's surface nothing is welded or
 * smoothed: a place has a hundred times as many faces, and few of them are round.
 */
export class Draft {
  private readonly positions: number[];
  private readonly normals: number[];
  private readonly colours: number[];
  private readonly textures: number[];
  private readonly lift: number;

  constructor(into: Draft | null = null, lift = 0) {
    this.positions = into?.positions ?? [];
    this.normals = into?.normals ?? [];
    this.colours = into?.colours ?? [];
    this.textures = into?.textures ?? [];
    this.lift = lift;
  }

  /** Draws into the same geometry, on ground that lies so much higher. */
  raised(metres: number): Draft {
    return new Draft(this, this.lift + metres);
  }

  get triangles(): number {
    return this.positions.length / 9;
  }

  /** A flat convex face, counter-clockwise as seen from outside; one without an area is left out. */
  face(points: readonly Point[], colour: Colour, { texture = OVER_GROUND, alpha = 1, normal }: Looks = {}): void {
    const outward = normal ?? normalOf(points);
    if (outward === null) return;
    const [first, ...others] = points.map((point, corner) => ({ point, corner }));
    others.forEach((second, at) => {
      const third = others[at + 1];
      if (first === undefined || third === undefined) return;
      for (const { point, corner } of [first, second, third]) {
        this.positions.push(point[0], point[1], point[2] + this.lift);
        this.normals.push(...outward);
        this.colours.push(...colour, typeof alpha === 'number' ? alpha : (alpha[corner] ?? 1));
        this.textures.push(...texture(point, corner));
      }
    });
  }

  /** A flat face on the ground, triangle by triangle turned to look up: bands along bends may fold over themselves. */
  ground(points: readonly GroundPoint[], z: number, colour: Colour, { texture, alpha = 1 }: Looks = {}): void {
    const [first] = points;
    if (first === undefined) return;
    for (let at = 2; at < points.length; at += 1) {
      const [b, c] = [points[at - 1] ?? first, points[at] ?? first];
      const looksUp = (b.x - first.x) * (c.y - first.y) - (b.y - first.y) * (c.x - first.x) >= 0;
      const order = looksUp ? [0, at - 1, at] : [0, at, at - 1];
      this.face(
        order.map((corner): Point => [points[corner]?.x ?? 0, points[corner]?.y ?? 0, z]),
        colour,
        {
          normal: [0, 0, 1],
          alpha: typeof alpha === 'number' ? alpha : order.map((corner) => alpha[corner] ?? 1),
          ...(texture === undefined ? {} : { texture }),
        },
      );
    }
  }

  /** A box without its underside, which stands on or hangs over the ground. */
  box(pose: GroundPose, { ahead, left, up }: PosedBox, colour: Colour): void {
    const ring = (z: number): Point[] =>
      (
        [
          [ahead[0], left[0]],
          [ahead[1], left[0]],
          [ahead[1], left[1]],
          [ahead[0], left[1]],
        ] as const
      ).map(([a, l]) => {
        const { x, y } = fromPose(pose, a, l);
        return [x, y, z];
      });
    this.walls(ring(up[0]), ring(up[1]), colour);
    this.face(ring(up[1]), colour);
  }

  /** The skin between two closed rings of equally many points, counter-clockwise as seen from the second. */
  walls(lower: readonly Point[], upper: readonly Point[], colour: Colour): void {
    lower.forEach((a, at) => {
      const next = (at + 1) % lower.length;
      const [b, c, d] = [lower[next], upper[next], upper[at]];
      if (b !== undefined && c !== undefined && d !== undefined) this.face([a, b, c, d], colour);
    });
  }

  /** An upright post with a flat top. */
  post({ x, y }: { readonly x: number; readonly y: number }, up: Range, radius: number | Range, colour: Colour): void {
    const [foot, head] = typeof radius === 'number' ? [radius, radius] : radius;
    const sides = Math.max(foot, head) > 0.25 ? 10 : 6;
    const ring = (z: number, size: number): Point[] =>
      Array.from({ length: sides }, (_, step) => {
        const angle = (2 * Math.PI * step) / sides;
        return [x + size * Math.cos(angle), y + size * Math.sin(angle), z];
      });
    this.walls(ring(up[0], foot), ring(up[1], head), colour);
    this.face(ring(up[1], head), colour);
  }

  /** A square bar between two points. */
  beam(from: Point, to: Point, half: number, colour: Colour): void {
    const along = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const steep = along < 1e-6;
    const [sx, sy] = steep ? [1, 0] : [-(to[1] - from[1]) / along, (to[0] - from[0]) / along];
    const [ux, uy, uz] = steep ? [0, 1, 0] : [0, 0, 1];
    const ring = (point: Point): Point[] =>
      (
        [
          [1, 1],
          [-1, 1],
          [-1, -1],
          [1, -1],
        ] as const
      ).map(([side, up]) => [
        point[0] + half * (side * sx + up * ux),
        point[1] + half * (side * sy + up * uy),
        point[2] + half * up * uz,
      ]);
    const [a, b] = steep && to[2] < from[2] ? [ring(to), ring(from)] : [ring(from), ring(to)];
    if (steep) this.walls(a, b, colour);
    else this.walls([...a].reverse(), [...b].reverse(), colour);
    this.face(steep ? b : [...b].reverse(), colour);
    if (!steep) this.face(a, colour);
  }

  /** `translucent` keeps the alpha of the corners. */
  toGeometry(translucent = false): BufferGeometry {
    return this.geometryOf(
      Array.from({ length: this.triangles }, (_, triangle) => triangle),
      translucent,
    );
  }

  /** One geometry for each square of the ground, so that what neither picture nor shadow needs is left out. */
  toTiles(metres: number): BufferGeometry[] {
    const tiles = new Map<string, number[]>();
    for (let triangle = 0; triangle < this.triangles; triangle += 1) {
      const [x = 0, y = 0] = this.positions.slice(triangle * 9, triangle * 9 + 2);
      const key = `${Math.floor(x / metres)},${Math.floor(y / metres)}`;
      const tile = tiles.get(key);
      if (tile === undefined) tiles.set(key, [triangle]);
      else tile.push(triangle);
    }
    return [...tiles.values()].map((triangles) => this.geometryOf(triangles, false));
  }

  private geometryOf(triangles: readonly number[], translucent: boolean): BufferGeometry {
    const geometry = new BufferGeometry();
    const attribute = (name: string, from: readonly number[], stride: number, kept: number): void => {
      const values = new Float32Array(triangles.length * 3 * kept);
      triangles.forEach((triangle, at) => {
        for (let corner = 0; corner < 3; corner += 1) {
          for (let value = 0; value < kept; value += 1) {
            values[(at * 3 + corner) * kept + value] = from[(triangle * 3 + corner) * stride + value] ?? 0;
          }
        }
      });
      geometry.setAttribute(name, new BufferAttribute(values, kept));
    };
    attribute('position', this.positions, 3, 3);
    attribute('normal', this.normals, 3, 3);
    attribute('color', this.colours, 4, translucent ? 4 : 3);
    attribute('uv', this.textures, 2, 2);
    return geometry;
  }
}

/** A mesh that never moves. */
export function standingMesh(name: string, geometry: BufferGeometry, material: Material, shadows: Shadows): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.name = name;
  mesh.castShadow = shadows === 'casts';
  mesh.receiveShadow = shadows !== 'none';
  mesh.matrixAutoUpdate = false;
  return mesh;
}

export type Shadows = 'casts' | 'receives' | 'none';

/** By Newell, so that the first corner may be a blunt one. */
function normalOf(points: readonly Point[]): Point | null {
  let [x, y, z] = [0, 0, 0];
  points.forEach((a, at) => {
    const b = points[(at + 1) % points.length] ?? a;
    x += (a[1] - b[1]) * (a[2] + b[2]);
    y += (a[2] - b[2]) * (a[0] + b[0]);
    z += (a[0] - b[0]) * (a[1] + b[1]);
  });
  const size = Math.hypot(x, y, z);
  return size < 1e-9 ? null : [x / size, y / size, z / size];
}
