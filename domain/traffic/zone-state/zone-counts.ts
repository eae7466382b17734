import type { DensitySettings } from '../density/settings.ts';
import { isCongested } from './zone-state.ts';
import type { ZoneState } from './zone-state.ts';

/** What one sample of a zone says. */
export interface CountedSample {
  readonly atUs: number;
  readonly state: ZoneState;
  /** Smoothed. */
  readonly density: number;
  readonly pcu: number;
  /** The tracks in the zone. */
  readonly tracks: readonly number[];
}

/** What is remembered of the vehicles of a zone. Changed in place. */
export interface ZoneCounts {
  /** Vehicles that were in the zone since it was last empty for long; changes of state leave it alone. */
  cumulative: number;
  /** The live tracks that are in `cumulative` already. */
  readonly counted: Set<number>;
  /** Since when the zone is empty; null while it is not. */
  emptySinceUs: number | null;
  /** The greatest estimate of the congestion that is going on; null when none is. */
  spell: { most: number; updatedUs: number } | null;
  /** The estimates of the congestions before it that have not run out. */
  preserved: number;
  preservedSinceUs: number;
}

/** A zone in which nobody was yet. */
export function createZoneCounts(): ZoneCounts {
  return {
    cumulative: 0,
    counted: new Set(),
    emptySinceUs: null,
    spell: null,
    preserved: 0,
    preservedSinceUs: 0,
  };
}

/** Takes one sample. */
export function stepZoneCounts(counts: ZoneCounts, sample: CountedSample, settings: DensitySettings): void {
  const patienceUs = settings.preserveSeconds * 1e6;
  countTracks(counts, sample, patienceUs);
  keepEstimate(counts, sample, settings, patienceUs);
}

/** Forgets tracks that are over: they cannot come back under their number. */
export function forgetTracks(counts: ZoneCounts, ended: readonly number[]): void {
  for (const track of ended) counts.counted.delete(track);
}

/** Vehicles estimated from density, apart from everything that was counted; null where the factors have no value. */
export function estimatedVehicles(counts: ZoneCounts, { estimate }: DensitySettings): number | null {
  const { vehiclesPerDensity, scale, densityPerPcu } = estimate;
  if (vehiclesPerDensity === null || scale === null || densityPerPcu === null) return null;
  return counts.preserved + (counts.spell?.most ?? 0);
}

function countTracks(counts: ZoneCounts, { atUs, state, tracks }: CountedSample, patienceUs: number): void {
  if (tracks.length > 0) counts.emptySinceUs = null;
  else counts.emptySinceUs ??= atUs;
  const over = counts.emptySinceUs !== null && atUs - counts.emptySinceUs >= patienceUs;
  if (over && state === 'normal') {
    counts.cumulative = 0;
    counts.counted.clear();
  }
  for (const track of tracks) {
    if (counts.counted.has(track)) continue;
    counts.counted.add(track);
    counts.cumulative += 1;
  }
}

function keepEstimate(counts: ZoneCounts, sample: CountedSample, settings: DensitySettings, patienceUs: number): void {
  const { atUs } = sample;
  if (isCongested(sample.state)) {
    const everyUs = settings.estimate.everySeconds * 1e6;
    if (counts.spell !== null && atUs - counts.spell.updatedUs < everyUs) return;
    // A sum of one estimate after another would count the vehicles that stand there again and again.
    counts.spell = { most: Math.max(counts.spell?.most ?? 0, estimateOf(sample, settings)), updatedUs: atUs };
    return;
  }
  if (counts.spell !== null) {
    counts.preserved += counts.spell.most;
    counts.preservedSinceUs = atUs;
    counts.spell = null;
  }
  if (atUs - counts.preservedSinceUs >= patienceUs) counts.preserved = 0;
}

function estimateOf({ density, pcu }: CountedSample, { estimate }: DensitySettings): number {
  const { vehiclesPerDensity, scale, densityPerPcu } = estimate;
  if (vehiclesPerDensity === null || scale === null || densityPerPcu === null) return 0;
  return pcu > 0 ? (density / densityPerPcu) * pcu : density * vehiclesPerDensity * scale;
}
