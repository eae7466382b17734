import { describe, expect, it } from 'vitest';
import { clusterPaths, gatesOf } from '../../../../../domain/traffic/movements/observed-paths.ts';
import type { ObservedPath } from '../../../../../domain/traffic/movements/observed-paths.ts';

type Point = { readonly x: number; readonly y: number };

/** A way through corners, a point every hundredth, moved aside and stopped for a while on its way. */
function drive(corners: readonly Point[], aside: number, standsAt = 0, gates: readonly [string, string] | null = null) {
  const way: Point[] = [];
  corners.slice(1).forEach((to, at) => {
    const from = corners[at] ?? to;
    for (let step = 0; step <= 30; step += 1) {
      const x = from.x + ((to.x - from.x) * step) / 30 + aside;
      const y = from.y + ((to.y - from.y) * step) / 30 + aside;
      way.push({ x, y });
      if (step === standsAt) for (let still = 0; still < 50; still += 1) way.push({ x, y });
    }
  });
  const [entry, exit] = gates ?? [];
  return {
    way,
    entries: entry === undefined ? [] : [{ gate: entry, mediaUs: 1 }],
    exits: exit === undefined ? [] : [{ gate: exit, mediaUs: 9 }],
  } satisfies ObservedPath;
}

const across: Point[] = [
  { x: 0.1, y: 0.5 },
  { x: 1.5, y: 0.5 },
];
const turning: Point[] = [
  { x: 0.1, y: 0.5 },
  { x: 0.8, y: 0.5 },
  { x: 0.8, y: 0.95 },
];
const crowd = [
  ...[0, 0.01, -0.02, 0.02, 0.015].map((aside, at) => drive(across, aside, at * 5, ['w', 'e'])),
  ...[0, 0.02, -0.01].map((aside, at) => drive(turning, aside, at * 7, ['w', 's'])),
  drive([...across].reverse(), 0),
  drive(
    [
      { x: 0.5, y: 0.5 },
      { x: 0.52, y: 0.5 },
    ],
    0,
  ),
];

describe('ways that were driven again and again', () => {
  const found = clusterPaths(crowd);

  it('are put together by where they run and which way, however fast', () =>
    expect(found.map(({ support }) => support)).toEqual([5, 3]));

  it('are each shown by one in their middle, that runs as they run', () => {
    const [straight, turn] = found;
    expect(straight?.middle.at(-1)?.x).toBeGreaterThan(1.4);
    expect(turn?.middle.at(-1)?.y).toBeGreaterThan(0.9);
  });

  it('leave out who went another way alone, and who stood', () =>
    expect(found.reduce((sum, { support }) => sum + support, 0)).toBe(8));

  it('come out the same each time', () => expect(clusterPaths(crowd)).toEqual(found));

  it('name the gates that most of them passed', () => {
    const [straight] = found;
    if (straight === undefined) throw new Error('nothing was found');
    expect(gatesOf(straight, ['w', 'e', 's'])).toEqual({ entry: 'w', exit: 'e' });
    expect(gatesOf(straight, ['e'])).toEqual({ entry: null, exit: 'e' });
  });

  it('are none where nobody drove', () => expect(clusterPaths([])).toEqual([]));
});
