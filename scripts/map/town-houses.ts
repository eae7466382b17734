import { randomStream } from '../../simulator/world/random.ts';
import { pointAt } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { isBuildingLand } from './town-streets.ts';
import type { Street } from './town-streets.ts';

const PAVEMENT = 4;
const SQUARE = 20;

/** What is taken already, in small squares, so that houses need to look at their neighbours only. */
function takenGround() {
  const squares = new Map<string, Shape[]>();
  const keysOf = (shape: Shape): string[] => {
    const [xs, ys] = [shape.map(({ x }) => x), shape.map(({ y }) => y)];
    const keys: string[] = [];
    for (let x = Math.floor(Math.min(...xs) / SQUARE); x <= Math.floor(Math.max(...xs) / SQUARE); x += 1) {
      for (let y = Math.floor(Math.min(...ys) / SQUARE); y <= Math.floor(Math.max(...ys) / SQUARE); y += 1) {
        keys.push(`${x} ${y}`);
      }
    }
    return keys;
  };
  return {
    isFree: (shape: Shape) =>
      keysOf(shape).every((key) => !(squares.get(key) ?? []).some((one) => overlap(one, shape))),
    take(shape: Shape) {
      for (const key of keysOf(shape)) squares.set(key, [...(squares.get(key) ?? []), shape]);
    },
  };
}

/** Whether two convex shapes share ground: no edge of either has all of the other on its far side. */
function overlap(a: Shape, b: Shape): boolean {
  return ![a, b].some((shape) =>
    shape.some((from, at) => {
      const to = shape[(at + 1) % shape.length] ?? from;
      const [nx, ny] = [to.y - from.y, from.x - to.x];
      const along = (points: Shape): number[] => points.map(({ x, y }) => x * nx + y * ny);
      const [one, other] = [along(a), along(b)];
      return Math.max(...one) < Math.min(...other) || Math.max(...other) < Math.min(...one);
    }),
  );
}

const PART = 18;

/** A street with its pavements, in pieces so short that they are nearly straight. */
function streetParts({ way, width }: Street): readonly Shape[] {
  const half = width / 2 + PAVEMENT - 0.6;
  return Array.from({ length: Math.ceil(way.length / PART) }, (_, at) => {
    const [from, to] = [at * PART, Math.min(way.length, (at + 1) * PART)];
    return [pointAt(way, from, half), pointAt(way, to, half), pointAt(way, to, -half), pointAt(way, from, -half)];
  });
}

/** Houses along both sides of the streets, where there is land and no street or house stands yet. */
export function housesAlong(streets: readonly Street[], standing: readonly Shape[]): readonly Shape[] {
  const random = randomStream(1, 'houses');
  const ground = takenGround();
  for (const part of streets.flatMap(streetParts)) ground.take(part);
  for (const house of standing) ground.take(house);
  const houses: Shape[] = [];
  for (const { way, width } of streets) {
    for (const side of [1, -1]) {
      for (let station = 3; station < way.length - 10;) {
        const [front, depth] = [random.between(9, 24), random.between(9, 15)];
        const near = side * (width / 2 + PAVEMENT + random.pick([0, 0, 1.5]));
        const house = [
          pointAt(way, station, near),
          pointAt(way, station + front, near),
          pointAt(way, station + front, near + side * depth),
          pointAt(way, station, near + side * depth),
        ];
        station += front + (random.chance(0.2) ? random.between(4, 14) : 0.4);
        if (station > way.length || !house.every(isBuildingLand) || !ground.isFree(house)) continue;
        ground.take(house);
        houses.push(house);
      }
    }
  }
  return houses;
}
