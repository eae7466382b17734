import { describe, expect, it } from 'vitest';
import type { Actor } from './road-scene.ts';
import { config, film, opened, RIGHT, zone } from './road-scene.ts';

const road = zone({ direction: RIGHT });
const toTheLeft: Actor = { track: 4, at: (s) => ({ x: 0.9 - s * 0.08, y: 0.7 }) };

describe('a vehicle that drives against the arrow', () => {
  it('is told within seconds, once, with its angle', () => {
    const { news } = film(config([road]), [toTheLeft], { seconds: 11 });
    const told = opened(news);
    expect(told.map(([rule]) => rule)).toEqual(['wrong-way']);
    expect(told[0]?.[1]).toBeLessThan(4);
    expect(news[0]?.evidence.values['degrees']).toBeGreaterThan(170);
    expect(news[0]?.evidence.tracks).toEqual([4]);
  });

  it.each<readonly [string, Actor]>([
    ['with the arrow', { track: 4, at: (s) => ({ x: 0.1 + s * 0.08, y: 0.7 }) }],
    ['across it', { track: 4, at: (s) => ({ x: 0.5, y: 0.35 + s * 0.05 }) }],
    ['a bicycle', { ...toTheLeft, class: 'bicycle' }],
    ['one that only rolls back a little', { track: 4, at: (s) => ({ x: 0.5 - Math.min(s * 0.02, 0.04), y: 0.7 }) }],
    ['a number that jumps from one vehicle to another', { track: 4, at: (s) => ({ x: s < 5 ? 0.8 : 0.3, y: 0.7 }) }],
    ['one outside the zone', { track: 4, at: (s) => ({ x: 0.9 - s * 0.08, y: 0.2 }) }],
  ])('is not told: %s', (_what, actor) => {
    expect(opened(film(config([road]), [actor], { seconds: 11 }).news)).toEqual([]);
  });

  it('is not told in a zone without an arrow, or with the rule switched off', () => {
    expect(opened(film(config([zone({ carriageway: true })]), [toTheLeft], { seconds: 11 }).news)).toEqual([]);
    const setup = config([road]);
    const wrongWay = { ...setup.settings.wrongWay, enabled: false };
    const off = { ...setup, settings: { ...setup.settings, wrongWay } };
    expect(opened(film(off, [toTheLeft], { seconds: 11 }).news)).toEqual([]);
  });
});
