import { describe, expect, it } from 'vitest';
import { decodePath } from '../../../../domain/tracking/path-codec.ts';
import type { PathPoint } from '../../../../domain/tracking/track-facts.ts';
import { createPathCollector, type PathPiece } from '../../../../workers/analytics/path-collector.ts';
import { detector, driving, evenTimes, film, pathsOf, trackAll } from '../../domain/tracking/synthetic-traffic.ts';

const road = film(
  [
    { class: 'car', at: driving({ x: 0.3, bottom: 0.2, width: 0.1, height: 0.1 }, { y: 0.1 }, 0, 5) },
    { class: 'bus', at: driving({ x: 0.7, bottom: 0.4, width: 0.2, height: 0.2 }, { y: 0.05 }, 1, 7) },
  ],
  evenTimes(12.5, 8),
  detector(3),
);
const steps = trackAll(road);
const NONE: ReadonlySet<number> = new Set();

function joined(pieces: readonly PathPiece[]): Map<number, PathPoint[]> {
  const paths = new Map<number, PathPoint[]>();
  for (const { track, bytes } of pieces) {
    const piece = decodePath(bytes);
    if (!piece.ok) throw new Error(piece.failure.message);
    paths.set(track, [...(paths.get(track) ?? []), ...piece.value]);
  }
  return paths;
}

describe('the pieces of the paths', () => {
  it('put together are the paths, unconfirmed beginnings included', () => {
    const collector = createPathCollector();
    expect(joined(steps.flatMap((step) => collector.step(step, NONE)))).toEqual(pathsOf(steps));
  });

  it('are numbered without a gap and none is longer than 32 points', () => {
    const collector = createPathCollector();
    const pieces = steps.flatMap((step) => collector.step(step, NONE));
    for (const track of new Set(pieces.map((piece) => piece.track))) {
      const own = pieces.filter((piece) => piece.track === track);
      expect(own.map(({ chunk }) => chunk)).toEqual(own.map((_, index) => index));
      for (const { points } of own) expect(points).toBeLessThanOrEqual(32);
    }
  });

  it('are the same when the collector was put away and taken out again after every step', () => {
    const straight = createPathCollector();
    const expected = steps.flatMap((step) => straight.step(step, NONE));
    let collector = createPathCollector();
    const pieces = steps.flatMap((step) => {
      collector = createPathCollector(JSON.parse(JSON.stringify(collector.serialize())));
      return collector.step(step, NONE);
    });
    expect(pieces).toEqual(expected);
  });

  it('leave at once, up to the last point, when their track has counted', () => {
    const collector = createPathCollector();
    const at = steps.findLastIndex(({ observed }) => observed.some(({ track, confirmed }) => track === 1 && confirmed));
    const half = steps.slice(0, Math.floor(at / 2));
    const pieces = half.flatMap((step, index) => collector.step(step, new Set(index === half.length - 1 ? [1] : [])));
    expect(joined(pieces).get(1)).toEqual(pathsOf(half).get(1));
    expect(pieces.at(-1)).toMatchObject({ track: 1, classSoFar: 'car' });
    expect(pieces.at(-1)?.points).toBeLessThan(32);
  });

  it('hold one class so far each, so that what depends on it comes out the same over stored paths', () => {
    const collector = createPathCollector();
    let turns = 0;
    const wavering = steps.map((step, at) => ({
      ...step,
      observed: step.observed.map((point) => {
        if (point.track !== 1 || at % 20 < 12) return point;
        turns += 1;
        return { ...point, classSoFar: 'van' as const };
      }),
    }));
    const pieces = wavering.flatMap((step) => collector.step(step, NONE));
    expect(turns).toBeGreaterThan(5);
    const held = new Map(
      pieces.flatMap((piece) =>
        piece.track === 1 ? (joined([piece]).get(1) ?? []).map(({ frameId }) => [frameId, piece.classSoFar]) : [],
      ),
    );
    const first = Math.min(
      ...wavering.flatMap(({ observed }) =>
        observed.filter(({ track, confirmed }) => track === 1 && confirmed).map(({ frameId }) => frameId),
      ),
    );
    for (const { track, frameId, classSoFar, confirmed } of wavering.flatMap(({ observed }) => observed))
      if (track === 1 && confirmed && frameId > first) expect(held.get(frameId)).toBe(classSoFar);
    expect(joined(pieces)).toEqual(pathsOf(steps));
  });

  it('cannot be taken up from something else', () => {
    expect(() => createPathCollector([['one', 0, []]])).toThrow();
  });
});
