import { describe, expect, it } from 'vitest';
import { DEFAULT_DENSITY_SETTINGS } from '../../../../../domain/traffic/density/settings.ts';
import type { DensitySettings } from '../../../../../domain/traffic/density/settings.ts';
import {
  createZoneCounts,
  estimatedVehicles,
  forgetTracks,
  stepZoneCounts,
} from '../../../../../domain/traffic/zone-state/zone-counts.ts';
import type { ZoneState } from '../../../../../domain/traffic/zone-state/zone-state.ts';

const SECOND = 1_000_000;
const off = DEFAULT_DENSITY_SETTINGS;
const on: DensitySettings = {
  ...off,
  estimate: { everySeconds: 1, vehiclesPerDensity: 20, scale: 0.5, densityPerPcu: 0.1 },
};

function run(settings: DensitySettings) {
  const counts = createZoneCounts();
  const see = (second: number, state: ZoneState, tracks: number[], density = 0, pcu = 0): void =>
    stepZoneCounts(counts, { atUs: second * SECOND, state, density, pcu, tracks }, settings);
  return { counts, see, estimate: () => estimatedVehicles(counts, settings) };
}

describe('the cumulative count of a zone', () => {
  it('counts each vehicle once, however long it stays and whatever the state becomes', () => {
    const { counts, see } = run(off);
    see(0, 'normal', [1, 2]);
    see(1, 'warning', [2, 3]);
    see(2, 'heavy', [3]);
    see(3, 'warning', [3, 2]);
    see(4, 'normal', [4]);
    expect(counts.cumulative).toBe(4);
  });

  it('is kept while the zone is empty for less than the time set, then begins anew', () => {
    const { counts, see } = run(off);
    see(0, 'normal', [1, 2]);
    see(1, 'normal', []);
    see(10, 'normal', []);
    expect(counts.cumulative).toBe(2);
    see(11, 'normal', []);
    expect(counts.cumulative).toBe(0);
    see(12, 'normal', [3]);
    expect(counts.cumulative).toBe(1);
  });

  it('does not end while the state says that the zone is not free', () => {
    const { counts, see } = run(off);
    see(0, 'heavy', [1]);
    see(1, 'heavy', []);
    see(60, 'heavy', []);
    expect(counts.cumulative).toBe(1);
  });

  it('remembers no track that is over', () => {
    const { counts, see } = run(off);
    see(0, 'normal', [1, 2]);
    forgetTracks(counts, [1]);
    expect([...counts.counted]).toEqual([2]);
    expect(counts.cumulative).toBe(2);
  });
});

describe('vehicles estimated from density', () => {
  it('are nothing without values for the factors, not zero', () => {
    const { see, estimate } = run(off);
    see(0, 'jam', [1], 0.9, 1);
    expect(estimate()).toBeNull();
  });

  it.each<[ZoneState, number, number, number]>([
    ['normal', 0.9, 4, 0],
    ['warning', 0.9, 4, 0],
    ['heavy', 0.7, 4, 28],
    ['heavy', 0.7, 0, 7],
    ['jam', 0.9, 5, 45],
    ['jam', 0.9, 0, 9],
  ])('in state %s at density %d with %d PCU are %d', (state, density, pcu, expected) => {
    const { see, estimate } = run(on);
    see(0, state, [], density, pcu);
    expect(estimate()).toBeCloseTo(expected, 9);
  });

  it('are the greatest estimate of a congestion, not the sum of all, looked at once a second', () => {
    const { see, estimate } = run(on);
    see(0, 'heavy', [], 0.6, 0);
    see(0.5, 'heavy', [], 0.9, 0);
    expect(estimate()).toBeCloseTo(6, 9);
    see(1, 'jam', [], 0.8, 0);
    see(2, 'jam', [], 0.7, 0);
    expect(estimate()).toBeCloseTo(8, 9);
  });

  it('are preserved for a while when the congestion is over, then run out', () => {
    const { see, estimate } = run(on);
    see(0, 'heavy', [], 0.6, 0);
    see(1, 'warning', [], 0.4, 0);
    expect(estimate()).toBeCloseTo(6, 9);
    see(10, 'warning', [], 0.4, 0);
    expect(estimate()).toBeCloseTo(6, 9);
    see(11, 'warning', [], 0.4, 0);
    expect(estimate()).toBe(0);
  });
});
