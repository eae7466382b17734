import { describe, expect, it } from 'vitest';
import type { Actor } from './road-scene.ts';
import { config, drivesAndStands, film, opened, RIGHT, zone } from './road-scene.ts';

const road = zone({ carriageway: true, direction: RIGHT });
const breakdown: Actor = { track: 1, at: drivesAndStands(0.4, 0.6, 3) };

describe('a vehicle that stands on a carriageway', () => {
  it('is told after its hold time, once', () => {
    const { news } = film(config([road]), [breakdown], { seconds: 40 });
    const told = opened(news);
    expect(told.map(([rule]) => rule)).toEqual(['stopped-vehicle']);
    expect(told[0]?.[1]).toBeGreaterThanOrEqual(12);
    expect(told[0]?.[1]).toBeLessThan(15);
    expect(news[0]).toMatchObject({ zone: 'zone', evidence: { tracks: [1], place: { y: expect.closeTo(0.6, 2) } } });
  });

  it.each([
    ['in a zone that is no carriageway', zone({ direction: RIGHT }), breakdown],
    ['outside the zone', road, { track: 1, at: drivesAndStands(0.4, 0.2, 3) }],
    ['when it is a person', road, { ...breakdown, class: 'pedestrian' as const }],
    [
      'when it goes on in time',
      road,
      { track: 1, at: (s: number) => ({ x: s < 9 ? 0.4 : 0.4 + (s - 9) / 10, y: 0.6 }) },
    ],
    ['when it creeps', road, { track: 1, at: (s: number) => ({ x: 0.1 + s * 0.015, y: 0.6 }) }],
  ])('is not told %s', (_where, watched, actor: Actor) => {
    const { news } = film(config([watched]), [actor], { seconds: 40 });
    expect(opened(news).filter(([rule]) => rule === 'stopped-vehicle')).toEqual([]);
  });

  it('is not told while others stand ahead of it, and is told when they are gone and it stays', () => {
    const first: Actor = { track: 2, at: (s) => (s < 40 ? { x: 0.49, y: 0.6 } : { x: 0.49 + (s - 40) / 5, y: 0.6 }) };
    const { news } = film(
      config([zone({ carriageway: true, direction: { ...RIGHT, to: first.at(0)! }, stopLine: true })]),
      [first, breakdown],
      { seconds: 70 },
    );
    const told = opened(news);
    expect(told).toHaveLength(1);
    expect(told[0]?.[1]).toBeGreaterThanOrEqual(49);
    expect(news[0]?.evidence.tracks).toEqual([1]);
  });

  it('is not told while it waits as the first at a stop line', () => {
    const stop = zone({ carriageway: true, direction: { ...RIGHT, to: { x: 0.42, y: 0.6 } }, stopLine: true });
    expect(opened(film(config([stop]), [breakdown], { seconds: 60 }).news)).toEqual([]);
  });

  it('is one incident although its number changes and it is hidden at times', () => {
    const before: Actor = { track: 1, at: (s) => (s < 20 ? breakdown.at(s) : null) };
    const after: Actor = { track: 9, at: (s) => (s >= 21 && s < 50 ? { x: 0.4, y: 0.6 } : null) };
    const { news } = film(config([road]), [before, after], { seconds: 90 });
    expect(opened(news)).toHaveLength(1);
    const closed = news.filter(({ toUs }) => toUs !== null);
    expect(closed).toHaveLength(1);
    expect(closed[0]).toMatchObject({ ordinal: 1, end: 'over', evidence: { tracks: [1, 9] } });
    expect(closed[0]?.toUs).toBeGreaterThan(49e6);
    expect(closed[0]?.toUs).toBeLessThan(53e6);
  });

  it('is not told when its number changes while it waits, and the row sets off then', () => {
    const ahead: Actor = {
      track: 2,
      class: 'bicycle',
      at: (s) => ({ x: s < 40 ? 0.49 : 0.49 + (s - 40) / 5, y: 0.6 }),
    };
    const waits = (s: number) => ({ x: s < 45 ? 0.4 : 0.4 + (s - 45) / 5, y: 0.6 });
    const before: Actor = { track: 1, at: (s) => (s < 39 ? breakdown.at(s) : null) };
    const after: Actor = { track: 9, at: (s) => (s < 40 ? null : waits(s)) };
    expect(opened(film(config([road]), [ahead, before, after], { seconds: 50 }).news)).toEqual([]);
  });
});
