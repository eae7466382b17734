import type { DataTexture } from 'three';
import { randomStream } from '../../world/random.ts';
import { layeredNoise, paintTexture, tiledNoise } from './pixels.ts';

const SIZE = 512;
const FACTORS = { width: SIZE, height: SIZE, holds: 'factors' } as const;

/** Stones in tar; red is the grain, green the broad unevenness that a material looks up a second time, larger. */
export function asphaltTexture(): DataTexture {
  const random = randomStream(1, 'asphalt');
  const broad = layeredNoise(SIZE, 4, 4, 'asphalt broad');
  const middle = layeredNoise(SIZE, 24, 3, 'asphalt middle');
  return paintTexture(FACTORS, (x, y) => {
    const stone = random.chance(0.06) ? random.between(0.1, 0.4) : random.between(-0.09, 0.09);
    return [0.78 + 0.16 * (middle(x, y) - 0.5) + stone * 0.55, 0.5 + 1.5 * (broad(x, y) - 0.5), 0];
  });
}

/** Slabs of half a metre on a square of four. */
export function pavingTexture(): DataTexture {
  const random = randomStream(2, 'paving');
  const slabs = Array.from({ length: 64 }, () => random.between(0.76, 0.95));
  const dirt = layeredNoise(SIZE, 6, 4, 'paving dirt');
  const cell = SIZE / 8;
  return paintTexture(FACTORS, (x, y) => {
    const row = Math.floor(y / cell);
    const shifted = (x + (row % 2) * (cell / 2)) % SIZE;
    const isJoint = y % cell < 2 || shifted % cell < 2;
    const slab = slabs[row * 8 + Math.floor(shifted / cell)] ?? 0.85;
    const shade = (isJoint ? 0.6 : slab) + 0.14 * (dirt(x, y) - 0.5) + random.between(-0.03, 0.03);
    return [shade, 0.5 + 1.5 * (dirt(y, x) - 0.5), 0];
  });
}

/** Blades, tufts and bare spots. */
export function grassTexture(): DataTexture {
  const random = randomStream(3, 'grass');
  const tufts = layeredNoise(SIZE, 32, 3, 'grass tufts');
  const broad = layeredNoise(SIZE, 5, 4, 'grass broad');
  return paintTexture(FACTORS, (x, y) => [
    0.74 + 0.5 * (tufts(x, y) - 0.5) + random.between(-0.16, 0.16),
    0.5 + 1.6 * (broad(x, y) - 0.5),
    0,
  ]);
}

/** White paint that traffic has eaten holes into; the broad pattern decides where. */
export function paintWearTexture(): DataTexture {
  const random = randomStream(4, 'paint wear');
  const broad = layeredNoise(SIZE, 5, 3, 'wear broad');
  const fine = tiledNoise(SIZE, 128, 'wear fine');
  return paintTexture(FACTORS, (x, y) => {
    const lost = Math.max(0, broad(x, y) - 0.42) * 2.1 * (0.35 + fine(x, y)) + random.between(-0.05, 0.1);
    const dirt = 0.92 - 0.2 * broad(y, x);
    return [dirt, dirt, dirt * 0.985, 0.92 - Math.min(0.8, lost)];
  });
}

/** A spray of leaves: white where there is one, so that corners give the colour. */
export function leafTexture(): DataTexture {
  const random = randomStream(5, 'leaves');
  const side = 128;
  const leaves = Array.from({ length: 90 }, () => {
    const [angle, away] = [random.between(0, 2 * Math.PI), Math.sqrt(random.next()) * 0.44];
    return {
      x: side * (0.5 + away * Math.cos(angle)),
      y: side * (0.5 + away * Math.sin(angle)),
      turn: random.between(0, Math.PI),
      long: side * random.between(0.045, 0.085),
      shade: random.between(0.55, 1),
    };
  });
  return paintTexture({ width: side, height: side, holds: 'factors' }, (x, y) => {
    const hit = leaves.findLast((leaf) => {
      const [dx, dy] = [x - leaf.x, y - leaf.y];
      const along = dx * Math.cos(leaf.turn) + dy * Math.sin(leaf.turn);
      const across = dy * Math.cos(leaf.turn) - dx * Math.sin(leaf.turn);
      return (along / leaf.long) ** 2 + (across / (leaf.long * 0.55)) ** 2 < 1;
    });
    // The inside of a crown is drawn with the middle alone.
    const isMiddle = Math.hypot(x - side / 2, y - side / 2) < 4;
    const shade = isMiddle ? 0.85 : (hit?.shade ?? 0.75);
    return [shade, shade, shade, hit === undefined && !isMiddle ? 0 : 1];
  });
}

/** Clouds, as how thick they are. */
export function cloudTexture(): DataTexture {
  const noise = layeredNoise(256, 4, 5, 'clouds');
  return paintTexture({ width: 256, height: 256, holds: 'factors' }, (x, y) => {
    const thick = noise(x, y);
    return [thick, thick, thick];
  });
}
