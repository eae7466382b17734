import type { PcuFactors } from '../pcu-tables.ts';
import { pcuOf } from '../pcu.ts';
import type { ApproachMinute } from './approach-minute.ts';
import { saturationFlow } from './discharge.ts';
import { serviceLevel } from './level-of-service.ts';
import type { DelayLimits, ServiceLevel } from './level-of-service.ts';

/** What is needed of a stored minute to put minutes together. */
export type StoredMinute = Omit<ApproachMinute, 'zoneVersionId' | 'lineVersionId'>;

/** A queue in both units; `unconverted`: vehicles of it for whose class the table has no number. */
export interface QueueSize {
  readonly vehicles: number;
  readonly pcu: number;
  readonly unconverted: number;
}

/** The figures of an approach over a stretch of time. */
export interface ApproachFigures {
  /** Of the stretch, 0 to 1. What nobody watched is no zero. */
  readonly watchedShare: number;
  /** Over the time watched; null where nobody watched. */
  readonly mean: QueueSize | null;
  readonly longest: QueueSize;
  /** The furthest back; null where metres were not measured. */
  readonly longestMetres: number | null;
  readonly metres: StoredMinute['metres'];
  readonly arrivals: number;
  readonly departures: number;
  readonly joined: number;
  readonly discharged: number;
  /** Vehicles an hour of watched time by which the queue grew, below zero where it shrank. */
  readonly growthPerHour: number | null;
  /** Mean control delay in seconds, over so many vehicles; null where none was measured. */
  readonly meanDelaySeconds: number | null;
  readonly delayed: number;
  readonly level: ServiceLevel | null;
  /** Vehicles an hour and lane of green; null without enough headways. */
  readonly saturationFlow: number | null;
  readonly saturationHeadways: number;
  /** Of the time watched. */
  readonly spillbackShare: number | null;
}

/** From fewer headways nothing is said of a saturation flow. */
const LEAST_HEADWAYS = 8;
const MINUTE_US = 60e6;

/** The figures of minutes put together, `seconds` being the length of the stretch that they were taken from. */
export function approachFigures(
  minutes: readonly StoredMinute[],
  seconds: number,
  { factors, limits }: { readonly factors: PcuFactors; readonly limits: DelayLimits },
): ApproachFigures {
  const sum = (of: (minute: StoredMinute) => number): number => minutes.reduce((so, minute) => so + of(minute), 0);
  const watchedUs = sum((minute) => minute.watchedUs);
  const [joined, discharged] = [sum((minute) => minute.joined), sum((minute) => minute.discharged)];
  const delayed = sum((minute) => minute.delayed);
  const delay = delayed === 0 ? null : Math.max(0, sum((minute) => minute.delayUs) / delayed / 1e6);
  const headways = sum((minute) => minute.saturationHeadways);
  const headway = headways < LEAST_HEADWAYS ? null : sum((minute) => minute.saturationUs) / headways / 1e6;
  return {
    watchedShare: Math.min(1, watchedUs / (seconds * 1e6)),
    mean: watchedUs === 0 ? null : meanQueue(minutes, watchedUs, factors),
    longest: longestQueue(minutes, factors),
    longestMetres: longestMetres(minutes),
    metres: metresOf(minutes),
    arrivals: sum((minute) => minute.arrivals),
    departures: sum((minute) => minute.departures),
    ...{ joined, discharged },
    growthPerHour: watchedUs === 0 ? null : ((joined - discharged) * 60 * MINUTE_US) / watchedUs,
    meanDelaySeconds: delay,
    delayed,
    level: delay === null ? null : serviceLevel(delay, limits),
    saturationFlow: headway === null ? null : saturationFlow(headway),
    saturationHeadways: headways,
    spillbackShare: watchedUs === 0 ? null : sum((minute) => minute.spillbackUs) / watchedUs,
  };
}

function meanQueue(minutes: readonly StoredMinute[], watchedUs: number, factors: PcuFactors): QueueSize {
  const { pcu, unconverted } = pcuOf(
    factors,
    minutes.flatMap(({ queueUsByClass }) => Object.entries(queueUsByClass)),
  );
  const vehicles = minutes.reduce((so, { queueUs }) => so + queueUs, 0);
  return { vehicles: vehicles / watchedUs, pcu: pcu / watchedUs, unconverted: unconverted / watchedUs };
}

function longestQueue(minutes: readonly StoredMinute[], factors: PcuFactors): QueueSize {
  let longest: StoredMinute | null = null;
  for (const minute of minutes) if (minute.maxVehicles > (longest?.maxVehicles ?? 0)) longest = minute;
  if (longest === null) return { vehicles: 0, pcu: 0, unconverted: 0 };
  return { vehicles: longest.maxVehicles, ...pcuOf(factors, Object.entries(longest.maxByClass)) };
}

function longestMetres(minutes: readonly StoredMinute[]): number | null {
  const known = minutes.flatMap(({ maxMetres }) => (maxMetres === null ? [] : [maxMetres]));
  return known.length === 0 ? null : Math.max(...known);
}

/** Measured, where any of it was; else why not, by the newest minute. */
function metresOf(minutes: readonly StoredMinute[]): StoredMinute['metres'] {
  if (minutes.some(({ metres }) => metres === 'measured')) return 'measured';
  return minutes.at(-1)?.metres ?? 'not-calibrated';
}

/** Minutes sorted into bins of so many seconds: every bin of the stretch, empty ones too. */
export function binMinutes(
  minutes: readonly StoredMinute[],
  stretch: { readonly fromUtcUs: number; readonly toUtcUs: number; readonly seconds: number },
): { readonly startUtcUs: number; readonly minutes: readonly StoredMinute[] }[] {
  const length = stretch.seconds * 1e6;
  const first = Math.floor(stretch.fromUtcUs / length) * length;
  const bins: { startUtcUs: number; minutes: StoredMinute[] }[] = [];
  for (let startUtcUs = first; startUtcUs < stretch.toUtcUs; startUtcUs += length)
    bins.push({ startUtcUs, minutes: [] });
  for (const minute of minutes) bins[Math.floor((minute.startUtcUs - first) / length)]?.minutes.push(minute);
  return bins;
}
