import { describe, expect, it } from 'vitest';
import { DEFAULT_DENSITY_SETTINGS } from '../../../../../domain/traffic/density/settings.ts';
import { nextZoneState } from '../../../../../domain/traffic/zone-state/zone-state.ts';
import type { ZoneState } from '../../../../../domain/traffic/zone-state/zone-state.ts';

const next = (state: ZoneState, density: number): ZoneState => nextZoneState(state, density, DEFAULT_DENSITY_SETTINGS);

describe('states of a zone', () => {
  it.each<[ZoneState, number, ZoneState]>([
    ['normal', 0.3, 'normal'],
    ['normal', 0.3001, 'warning'],
    ['warning', 0.25, 'warning'],
    ['warning', 0.2, 'warning'],
    ['warning', 0.1999, 'normal'],
    ['warning', 0.6, 'warning'],
    ['warning', 0.6001, 'heavy'],
    ['heavy', 0.55, 'heavy'],
    ['heavy', 0.5, 'heavy'],
    ['heavy', 0.4999, 'warning'],
    ['heavy', 0.8, 'heavy'],
    ['heavy', 0.8001, 'jam'],
    ['jam', 0.75, 'jam'],
    ['jam', 0.7, 'jam'],
    ['jam', 0.6999, 'heavy'],
  ])('%s at %d becomes %s', (from, density, to) => {
    expect(next(from, density)).toBe(to);
  });

  it.each<[string, ZoneState, number, readonly ZoneState[]]>([
    ['up', 'normal', 1, ['warning', 'heavy', 'jam', 'jam']],
    ['down', 'jam', 0, ['heavy', 'warning', 'normal', 'normal']],
  ])('never leave one out on the way %s', (_way, from, density, expected) => {
    let state = from;
    expect(expected.map(() => (state = next(state, density)))).toEqual(expected);
  });
});
