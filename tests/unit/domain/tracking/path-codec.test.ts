import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../domain/base/time.ts';
import { decodePath, encodePath } from '../../../../domain/tracking/path-codec.ts';
import { QUANT_MAX } from '../../../../domain/tracking/quant-box.ts';
import type { PathPoint } from '../../../../domain/tracking/track-facts.ts';
import { readSigned, writeSigned } from '../../../../domain/tracking/varint.ts';
import { driving, detector, evenTimes, film, pathsOf, seededRandom, trackAll } from './synthetic-traffic.ts';

function decoded(bytes: Uint8Array): readonly PathPoint[] {
  const outcome = decodePath(bytes);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

function randomPath(seed: number, points: number): PathPoint[] {
  const random = seededRandom(seed);
  const edge = () => Math.floor(random() * (QUANT_MAX + 1));
  let frameId = Math.floor(random() * 1e9);
  let mediaUs = Math.floor((random() - 0.5) * 1e12);
  return Array.from({ length: points }, () => {
    frameId += 1 + Math.floor(random() * 40);
    mediaUs += Math.floor(random() * random() * 3e7);
    return { frameId, mediaUs: toMediaUs(mediaUs), box: [edge(), edge(), edge(), edge()] };
  });
}

describe('whole numbers in few bytes', () => {
  it.each([
    0,
    1,
    -1,
    63,
    -64,
    64,
    65_535,
    -65_535,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 45 + 3,
    -(2 ** 50) - 7,
    2 ** 52 - 1,
    1 - 2 ** 52,
  ])('%i survives', (value) => {
    const writer = { bytes: new Uint8Array(0), length: 0 };
    writeSigned(writer, value);
    const reader = { bytes: writer.bytes, at: 0 };
    expect(readSigned(reader)).toBe(value);
    expect(reader.at).toBe(writer.length);
  });

  it('gives one byte to small numbers of either sign', () => {
    for (const value of [0, 5, -5, 63, -64]) {
      const writer = { bytes: new Uint8Array(0), length: 0 };
      writeSigned(writer, value);
      expect(writer.length).toBe(1);
    }
  });

  it.each([0.5, 2 ** 52, Number.NaN, Infinity])('refuses %s, which it could not give back', (value) => {
    expect(() => writeSigned({ bytes: new Uint8Array(9), length: 0 }, value)).toThrow(RangeError);
  });

  it.each([[[]], [[128]], [[255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]]])(
    'reads nothing from %j',
    (bytes) => {
      expect(readSigned({ bytes: Uint8Array.from(bytes), at: 0 })).toBeNull();
    },
  );
});

describe('paths as bytes', () => {
  it('come back exactly, 200 random ones', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const path = randomPath(seed, seed % 50);
      expect(decoded(encodePath(path))).toEqual(path);
    }
  });

  it('come back exactly at the corners of the picture and the ends of time', () => {
    const path: PathPoint[] = [
      { frameId: 0, mediaUs: toMediaUs(-(2 ** 50)), box: [0, 0, 0, 0] },
      { frameId: 0, mediaUs: toMediaUs(-(2 ** 50)), box: [QUANT_MAX, QUANT_MAX, QUANT_MAX, QUANT_MAX] },
      { frameId: 2 ** 40, mediaUs: toMediaUs(2 ** 50), box: [0, QUANT_MAX, 0, QUANT_MAX] },
    ];
    expect(decoded(encodePath(path))).toEqual(path);
  });

  it('can be cut into chunks that are read without each other', () => {
    const path = randomPath(5, 100);
    const chunks = [path.slice(0, 33), path.slice(33, 34), path.slice(34)].map(encodePath);
    expect(chunks.toReversed().map(decoded).toReversed().flat()).toEqual(path);
  });

  it('take fewer than 10 bytes a point for a vehicle on a road', () => {
    const vehicle = {
      class: 'car' as const,
      at: driving({ x: 0.5, bottom: 0.2, width: 0.08, height: 0.12 }, { y: 0.15 }),
    };
    const [path = []] = [...pathsOf(trackAll(film([vehicle], evenTimes(12, 5), detector(1)))).values()];
    expect(path.length).toBeGreaterThan(50);
    expect(encodePath(path).length / path.length).toBeLessThan(10);
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['another format', Uint8Array.of(9, 0, 0, 0, 0, 0, 0)],
    ['a point cut off', encodePath(randomPath(1, 3)).slice(0, -1)],
    ['an edge outside the picture', Uint8Array.of(1, 0, 0, 1, 0, 0, 0)],
  ])('is refused for %s', (_, bytes) => {
    const outcome = decodePath(bytes);
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) expect(outcome.failure.code).toBe('path-unreadable');
  });
});
