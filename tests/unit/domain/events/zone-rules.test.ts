import { describe, expect, it } from 'vitest';
import { DEFAULT_INCIDENT_SETTINGS } from '../../../../domain/events/settings.ts';
import type { IncidentSettings } from '../../../../domain/events/settings.ts';
import type { IncidentRule } from '../../../../domain/events/kinds.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';
import type { Actor } from './road-scene.ts';
import { config, drivesAndStands, film, opened, RIGHT, zone } from './road-scene.ts';

const only = (rule: IncidentRule, news: ReturnType<typeof film>['news']) =>
  opened(news).filter(([name]) => name === rule);
const settings = (part: Partial<IncidentSettings>) => ({ settings: { ...DEFAULT_INCIDENT_SETTINGS, ...part } });

/** Vehicles in a row, the first at the right, each standing from its own moment on. */
function row(count: number, arrives: (at: number) => number, y = 0.6): Actor[] {
  return Array.from({ length: count }, (_, at) => ({
    track: at + 1,
    at: drivesAndStands(0.9 - at * 0.1, y, arrives(at)),
  }));
}

describe('somebody on a carriageway', () => {
  const walker: Actor = {
    track: 1,
    class: 'pedestrian',
    size: [0.02, 0.08],
    at: (s) => ({ x: 0.2 + s * 0.01, y: 0.6 }),
  };

  it('is told after its hold time, once', () => {
    const told = only('on-carriageway', film(config([zone({ carriageway: true })]), [walker], { seconds: 20 }).news);
    expect(told).toEqual([['on-carriageway', 1.6]]);
  });

  it.each<readonly [string, Actor, object, boolean]>([
    ['a car', { ...walker, class: 'car' }, {}, false],
    ['a person beside the carriageway', { ...walker, at: (s) => ({ x: 0.2 + s * 0.01, y: 0.25 }) }, {}, false],
    ['a person on its very edge', { ...walker, at: (s) => ({ x: 0.2 + s * 0.01, y: 0.305 }) }, {}, false],
    ['a person who is over it at once', { ...walker, at: (s) => (s < 1 ? { x: 0.5, y: 0.6 } : null) }, {}, false],
    ['a bicycle where bicycles may ride', { ...walker, class: 'bicycle' }, {}, false],
    ['a bicycle where none may', { ...walker, class: 'bicycle' }, { bicycles: false }, true],
  ])('%s', (_what, actor, watch, isTold) => {
    const { news } = film(config([zone({ carriageway: true, ...watch })]), [actor], { seconds: 20 });
    expect(only('on-carriageway', news).length > 0).toBe(isTold);
  });
});

describe('a zone over capacity', () => {
  const actors = row(4, () => 2);

  it.each([
    [3, 1],
    [4, 0],
  ])('of %i, with four vehicles in it: %i times told', (capacity, times) => {
    expect(only('over-capacity', film(config([zone({ capacity })]), actors, { seconds: 30 }).news)).toHaveLength(times);
  });

  it('is over when vehicles leave', () => {
    const leaving = actors.map((one) => ({ ...one, at: (s: number) => (s < 20 ? one.at(s) : null) }));
    const { news } = film(config([zone({ capacity: 3 })]), leaving, { seconds: 40 });
    expect(news.filter(({ rule }) => rule === 'over-capacity').map(({ end }) => end)).toEqual([null, 'over']);
    expect(news[0]?.evidence.values).toEqual({ vehicles: 4, capacity: 3 });
  });
});

describe('a jam', () => {
  const watched = config(
    [zone({ carriageway: true })],
    settings({ jam: { ...DEFAULT_INCIDENT_SETTINGS.jam, holdSeconds: 60 } }),
  );
  const creeping = (pace: (s: number) => number): Actor[] => {
    let travelled = 0;
    const ways = new Map<number, number>();
    const wayAt = (s: number): number => {
      const tick = Math.round(s * 10);
      const known = ways.get(tick);
      if (known !== undefined) return known;
      travelled += pace(s) * 0.1 * 0.047;
      ways.set(tick, travelled);
      return travelled;
    };
    return Array.from({ length: 5 }, (_, at) => ({
      track: at + 1,
      at: (s: number) => ({ x: (0.1 + at * 0.18 + wayAt(s)) % 1, y: 0.6 }),
    }));
  };

  it('is told when the vehicles of a zone have been slow for its hold time', () => {
    const told = only(
      'jam',
      film(
        watched,
        creeping(() => 0.2),
        { seconds: 90 },
      ).news,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.[1]).toBeGreaterThanOrEqual(60);
    expect(told[0]?.[1]).toBeLessThan(66);
  });

  it('is not told where a signal lets the traffic go in between', () => {
    const waves = creeping((s) => (s % 50 < 30 ? 0 : 4));
    expect(only('jam', film(watched, waves, { seconds: 200 }).news)).toEqual([]);
  });

  it('is not told of a few slow vehicles, or of fast ones', () => {
    expect(only('jam', film(watched, creeping(() => 0.2).slice(0, 3), { seconds: 90 }).news)).toEqual([]);
    expect(
      only(
        'jam',
        film(
          watched,
          creeping(() => 3),
          { seconds: 90 },
        ).news,
      ),
    ).toEqual([]);
  });
});

describe('a queue that reaches the junction behind it', () => {
  const out = zone({ spillback: true, direction: { from: normPoint(0.1, 0.6), to: normPoint(0.95, 0.6) } });
  const queue = row(8, (at) => 3 + at * 2);

  it('is told when its last vehicle stands near the beginning of the arrow', () => {
    const { news } = film(config([out]), queue, { seconds: 60 });
    const told = only('spillback', news);
    expect(told).toHaveLength(1);
    expect(told[0]?.[1]).toBeGreaterThan(17);
    expect(news.find(({ rule }) => rule === 'spillback')?.evidence.values['vehicles']).toBeGreaterThanOrEqual(6);
  });

  it.each<readonly [string, readonly Actor[], object]>([
    ['a queue that ends further on', queue.slice(0, 5), {}],
    ['one vehicle alone at the junction', queue.slice(7), {}],
    ['a zone that does not say so', queue, { spillback: false }],
  ])('is not told: %s', (_what, actors, watch) => {
    const watched = { ...out, watch: { ...out.watch, ...watch } };
    expect(only('spillback', film(config([watched]), actors, { seconds: 60 }).news)).toEqual([]);
  });
});

describe('speeds against the limit of a zone', () => {
  const road = config([zone({ limitKmh: 50 })]);
  const driver = (track: number): Actor => ({ track, at: (s) => ({ x: (0.1 * s) % 1, y: 0.4 + track * 0.15 }) });
  const reads = (kmh: Record<number, number>, plusMinusKmh = 3) => ({
    seconds: 10,
    speedOf: (track: number) => ({ metresPerSecond: (kmh[track] ?? 0) / 3.6, plusMinus: plusMinusKmh / 3.6 }),
  });

  it.each([
    ['well over it', 70, 3, 1],
    ['over it by no more than is let pass', 59, 1, 0],
    ['over it only without its ±', 62, 4, 0],
    ['under it', 40, 3, 0],
  ])('%s: told %#', (_what, kmh, plusMinus, times) => {
    const { news } = film(road, [driver(1)], reads({ 1: kmh }, plusMinus));
    expect(only('speeding', news)).toHaveLength(times);
  });

  it('are told with the measured speed, its ± and the limit', () => {
    const { news } = film(road, [driver(1)], reads({ 1: 72 }));
    expect(news[0]?.evidence.values).toEqual({ kmh: 72, plusMinusKmh: 3, limitKmh: 50 });
  });

  it('say nothing without a calibration', () => {
    expect(film(road, [driver(1)], { seconds: 10 }).news).toEqual([]);
  });

  it.each([
    ['far below it while others drive freely', { 1: 12, 2: 48 }, 1],
    ['far below it, and so is everybody', { 1: 12, 2: 14 }, 0],
    ['nearly at it', { 1: 45, 2: 48 }, 0],
  ])('%s', (_what, kmh, times) => {
    const { news } = film(road, [driver(1), driver(2)], reads(kmh, 2));
    expect(only('too-slow', news)).toHaveLength(times);
  });
});

describe('a sudden stop with others', () => {
  const road = config([zone({ carriageway: true, direction: RIGHT })]);
  /** Drives at a share of the picture a second and stops within one second. */
  const stops = (track: number, x: number, at: number, y = 0.6, seconds = 0.8): Actor => ({
    track,
    at: (s) => {
      const speed = 0.12;
      if (s <= at) return { x: x - speed * (seconds / 2) - speed * (at - s), y };
      const t = Math.min(s - at, seconds);
      return { x: x - speed * (seconds / 2) + speed * (t - t ** 2 / (2 * seconds)), y };
    },
  });

  it('is told with the vehicles that came to a stand around it', () => {
    const { news } = film(road, [stops(1, 0.7, 5), stops(2, 0.58, 6.5)], { seconds: 15 });
    expect(only('sudden-stop', news)).toHaveLength(1);
    expect(news.find(({ rule }) => rule === 'sudden-stop')?.evidence.tracks).toEqual([1, 2]);
  });

  it.each<readonly [string, readonly Actor[]]>([
    ['alone', [stops(1, 0.7, 5)]],
    ['gently, with others', [stops(1, 0.7, 5, 0.6, 5), stops(2, 0.58, 6.5, 0.6, 5)]],
    [
      'behind others that stand',
      [stops(1, 0.7, 5), stops(2, 0.58, 6.5), { track: 3, at: () => ({ x: 0.78, y: 0.6 }) }],
    ],
  ])('is not told: %s', (_what, actors) => {
    expect(only('sudden-stop', film(road, actors, { seconds: 15 }).news)).toEqual([]);
  });
});
