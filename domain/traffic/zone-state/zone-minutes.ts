import { binStart } from '../bins.ts';
import { pcuOf } from '../pcu.ts';
import { PUBLISHED_PCU } from '../pcu-tables.ts';
import { ROAD_USER_CLASSES } from '../../detection/classes.ts';
import type { RoadUserClass } from '../../detection/classes.ts';
import { ZONE_STATES } from './zone-state.ts';
import type { ZoneState } from './zone-state.ts';

/** What a zone looks like from one sample to the next. */
export interface HeldSample {
  readonly density: number;
  readonly vehicles: number;
  /** Vehicles by wire code of their class. */
  readonly byClass: readonly number[];
  readonly state: ZoneState;
}

/** One minute of a zone, or what of it was watched; means are over the watched time. */
export interface ZoneMinute {
  readonly startUtcUs: number;
  readonly watchedUs: number;
  readonly meanDensity: number;
  readonly maxDensity: number;
  readonly meanVehicles: number;
  readonly maxVehicles: number;
  /** By the weights of the specification. */
  readonly meanPcu: number;
  readonly meanByClass: Readonly<Partial<Record<RoadUserClass, number>>>;
  readonly inStateUs: Readonly<Record<ZoneState, number>>;
}

/** The minute that is running: sums over microseconds. Plain data, changed in place. */
export interface MinuteTally {
  startUtcUs: number;
  watchedUs: number;
  /** How much of it was told already. */
  toldUs: number;
  density: number;
  maxDensity: number;
  vehicles: number;
  maxVehicles: number;
  byClass: number[];
  inStateUs: number[];
}

const MINUTE_SECONDS = 60;
const MINUTE_US = MINUTE_SECONDS * 1e6;
/** A minute is told before it is over as well: a process that is killed loses no more than this of it. */
const TELL_EVERY_US = 10_000_000;

/** A minute of which nothing was watched yet. */
export function createTally(utcUs: number): MinuteTally {
  return {
    startUtcUs: binStart(utcUs, MINUTE_SECONDS),
    watchedUs: 0,
    toldUs: 0,
    density: 0,
    maxDensity: 0,
    vehicles: 0,
    maxVehicles: 0,
    byClass: ROAD_USER_CLASSES.map(() => 0),
    inStateUs: ZONE_STATES.map(() => 0),
  };
}

/** Holds a sample for a stretch of time, and gives the minutes that are complete or have grown enough. */
export function holdSample(
  tally: MinuteTally,
  sample: HeldSample,
  fromUtcUs: number,
  lastingUs: number,
): readonly ZoneMinute[] {
  const told: ZoneMinute[] = [];
  let from = Math.max(fromUtcUs, tally.startUtcUs);
  let left = lastingUs;
  while (left > 0) {
    if (from >= tally.startUtcUs + MINUTE_US) {
      told.push(...takeMinute(tally));
      Object.assign(tally, createTally(from));
    }
    const lasting = Math.min(left, tally.startUtcUs + MINUTE_US - from);
    addTo(tally, sample, lasting);
    from += lasting;
    left -= lasting;
  }
  if (tally.watchedUs - tally.toldUs >= TELL_EVERY_US) told.push(...takeMinute(tally));
  return told;
}

/** The minute as far as it was watched; nothing where that was told already. */
export function takeMinute(tally: MinuteTally): readonly ZoneMinute[] {
  if (tally.watchedUs <= tally.toldUs) return [];
  tally.toldUs = tally.watchedUs;
  const mean = (sum: number): number => rounded(sum / tally.watchedUs);
  const named = ROAD_USER_CLASSES.map((name, code) => [name, mean(tally.byClass[code] ?? 0)] as const);
  const present = named.filter(([, vehicles]) => vehicles > 0);
  const [normal = 0, warning = 0, heavy = 0, jam = 0] = tally.inStateUs;
  return [
    {
      startUtcUs: tally.startUtcUs,
      watchedUs: tally.watchedUs,
      meanDensity: mean(tally.density),
      maxDensity: rounded(tally.maxDensity),
      meanVehicles: mean(tally.vehicles),
      maxVehicles: tally.maxVehicles,
      meanPcu: rounded(pcuOf(PUBLISHED_PCU.specification, present).pcu),
      meanByClass: Object.fromEntries(present),
      inStateUs: { normal, warning, heavy, jam },
    },
  ];
}

function addTo(tally: MinuteTally, { density, vehicles, byClass, state }: HeldSample, lastingUs: number): void {
  tally.watchedUs += lastingUs;
  tally.density += density * lastingUs;
  tally.maxDensity = Math.max(tally.maxDensity, density);
  tally.vehicles += vehicles * lastingUs;
  tally.maxVehicles = Math.max(tally.maxVehicles, vehicles);
  byClass.forEach((count, code) => {
    tally.byClass[code] = (tally.byClass[code] ?? 0) + count * lastingUs;
  });
  const at = ZONE_STATES.indexOf(state);
  tally.inStateUs[at] = (tally.inStateUs[at] ?? 0) + lastingUs;
}

/** Stored and compared alike everywhere. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
