import { levelOf } from '../density/levels.ts';
import type { DensityLevel } from '../density/levels.ts';
import { linkLevelOfService, perKmAndLane } from '../density/link-density.ts';
import type { LevelOfService } from '../density/link-density.ts';
import type { DensitySettings } from '../density/settings.ts';
import { estimatedVehicles } from './zone-counts.ts';
import type { ZoneState } from './zone-state.ts';
import type { ZoneWatch } from './zone-watch.ts';

/** A zone as it is now. */
export interface ZoneNow {
  readonly zoneVersionId: string;
  readonly state: ZoneState;
  readonly sinceUtcUs: number;
  readonly level: DensityLevel;
  /** Smoothed: the one that state and level are judged by. */
  readonly density: number;
  readonly rawDensity: number;
  readonly vehicles: number;
  readonly pcu: number;
  /** Vehicles that were in the zone since it was last empty for long. */
  readonly cumulative: number;
  /** Estimated from density, never part of what was counted; null: the factors have no value. */
  readonly estimated: number | null;
  /** Vehicles in the zone and the estimate; null without one. */
  readonly combined: number | null;
  /** Per kilometre and lane; null: the length or the lanes of the road are not known. */
  readonly perKmLane: { readonly vehicles: number; readonly pcu: number } | null;
  readonly los: LevelOfService | null;
}

/** All zones that were sampled, in their order. */
export function zonesNow(watch: ZoneWatch, settings: DensitySettings): ZoneNow[] {
  return watch.zones.flatMap(({ versionId, road }) => {
    const memory = watch.memories.get(versionId);
    if (memory === undefined || memory.sample === null) return [];
    const { sample, counts, flow } = memory;
    const estimated = estimatedVehicles(counts, settings);
    const along =
      road === null || flow === null
        ? null
        : { vehicles: perKmAndLane(flow.vehicles, road), pcu: perKmAndLane(flow.pcu, road) };
    return [
      {
        zoneVersionId: versionId,
        state: memory.state,
        sinceUtcUs: memory.sinceUtcUs,
        level: levelOf(sample.smoothed, settings.levels),
        density: thousandths(sample.smoothed),
        rawDensity: thousandths(sample.density),
        vehicles: sample.vehicles,
        pcu: thousandths(sample.pcu),
        cumulative: counts.cumulative,
        estimated: estimated === null ? null : thousandths(estimated),
        combined: estimated === null ? null : thousandths(sample.vehicles + estimated),
        perKmLane: along === null ? null : { vehicles: thousandths(along.vehicles), pcu: thousandths(along.pcu) },
        los: along === null ? null : linkLevelOfService(along.pcu, settings.los.bounds),
      },
    ];
  });
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
