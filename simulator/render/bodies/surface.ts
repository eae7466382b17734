import { BufferAttribute, BufferGeometry } from 'three';

/** Metres in a part's own frame: ahead, to the left, up. */
export type Point = readonly [x: number, y: number, z: number];
/** Linear red, green and blue. */
export type Colour = readonly [r: number, g: number, b: number];

/** Edges that bend more than this stay sharp. */
const CREASE_COSINE = Math.cos((40 * Math.PI) / 180);
const SMALLEST_AREA = 1e-8;

interface Corner {
  readonly point: Point;
  readonly colour: Colour;
}

interface Face {
  readonly corners: readonly [Corner, Corner, Corner];
  readonly normal: Point;
  readonly area: number;
}

/** Triangles of one material, gathered one by one and made into one geometry. */
export class Surface {
  private readonly faces: Face[] = [];

  get triangles(): number {
    return this.faces.length;
  }

  /** Counter-clockwise as seen from outside; slivers without an area are left out, they have no normal. */
  triangle(a: Point, b: Point, c: Point, colour: Colour): void {
    const across = crossOf(minus(b, a), minus(c, a));
    const size = Math.hypot(...across);
    if (size / 2 < SMALLEST_AREA) return;
    const normal: Point = [across[0] / size, across[1] / size, across[2] / size];
    const corners = [a, b, c].map((point) => ({ point, colour })) as [Corner, Corner, Corner];
    this.faces.push({ corners, normal, area: size / 2 });
  }

  /** Counter-clockwise as seen from outside. */
  quad(a: Point, b: Point, c: Point, d: Point, colour: Colour): void {
    this.triangle(a, b, c, colour);
    this.triangle(a, c, d, colour);
  }

  /** A quad that looks towards `outward`, whichever way round its corners come. */
  facing(outward: Point, [a, b, c, d]: readonly [Point, Point, Point, Point], colour: Colour): void {
    const normal = crossOf(minus(c, a), minus(d, b));
    const along = normal[0] * outward[0] + normal[1] * outward[1] + normal[2] * outward[2];
    if (along >= 0) this.quad(a, b, c, d, colour);
    else this.quad(d, c, b, a, colour);
  }

  append(other: Surface): void {
    for (const face of other.faces) this.faces.push(face);
  }

  /** Every point moved by the same rule, which must not turn anything inside out. */
  reshape(rule: (point: Point) => Point): void {
    const before = this.faces.splice(0);
    for (const { corners } of before) {
      const [a, b, c] = corners;
      this.triangle(rule(a.point), rule(b.point), rule(c.point), a.colour);
    }
  }

  /** Low and high corner of everything so far; null while there is nothing. */
  bounds(): readonly [Point, Point] | null {
    if (this.faces.length === 0) return null;
    const low: [number, number, number] = [Infinity, Infinity, Infinity];
    const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
    for (const { corners } of this.faces) {
      for (const { point } of corners) {
        point.forEach((value, axis) => {
          low[axis] = Math.min(low[axis] ?? value, value);
          high[axis] = Math.max(high[axis] ?? value, value);
        });
      }
    }
    return [low, high];
  }

  /** Normals run smoothly over shallow edges; corners that agree in all they carry are shared. */
  toGeometry(): BufferGeometry {
    const around = facesAround(this.faces);
    const welded = new Map<string, number>();
    const positions: number[] = [];
    const normals: number[] = [];
    const colours: number[] = [];
    const index: number[] = [];
    for (const face of this.faces) {
      for (const { point, colour } of face.corners) {
        const normal = smoothNormal(face, around.get(keyOf(point)) ?? []);
        const key = `${keyOf(point)}|${keyOf(normal)}|${keyOf(colour)}`;
        const known = welded.get(key) ?? welded.size;
        if (known === welded.size) {
          welded.set(key, known);
          positions.push(...point);
          normals.push(...normal);
          colours.push(...colour);
        }
        index.push(known);
      }
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
    geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3));
    geometry.setAttribute('color', new BufferAttribute(new Float32Array(colours), 3));
    geometry.setIndex(index);
    return geometry;
  }
}

export function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function plus(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function scaled(a: Point, by: number): Point {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function crossOf(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function keyOf([x, y, z]: Point): string {
  return `${Math.round(x * 2000)},${Math.round(y * 2000)},${Math.round(z * 2000)}`;
}

function facesAround(faces: readonly Face[]): ReadonlyMap<string, readonly Face[]> {
  const around = new Map<string, Face[]>();
  for (const face of faces) {
    for (const { point } of face.corners) {
      const key = keyOf(point);
      const known = around.get(key);
      if (known === undefined) around.set(key, [face]);
      else known.push(face);
    }
  }
  return around;
}

function smoothNormal(face: Face, neighbours: readonly Face[]): Point {
  let [x, y, z] = [0, 0, 0];
  for (const { normal, area } of neighbours) {
    const cosine = normal[0] * face.normal[0] + normal[1] * face.normal[1] + normal[2] * face.normal[2];
    if (cosine < CREASE_COSINE) continue;
    x += normal[0] * area;
    y += normal[1] * area;
    z += normal[2] * area;
  }
  const size = Math.hypot(x, y, z);
  return size === 0 ? face.normal : [x / size, y / size, z / size];
}
