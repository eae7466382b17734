import type { History } from './history.ts';
import { QUARTER_US } from './local-clock.ts';
import { normalAt } from './normal.ts';
import type { Normal } from './normal.ts';
import type { BaselineSettings } from './settings.ts';

/** On which side of normal. */
export type DepartureSign = 'above' | 'below';

/** A quarter of an hour held against what is normal for it. */
export interface Assessed {
  readonly startUtcUs: number;
  /** Null: it was not watched well enough. */
  readonly value: number | null;
  readonly normal: Normal | null;
  /** How many spreads away from normal; null where one of the two is missing. */
  readonly z: number | null;
  /** Null: within the bound, or nobody can tell. */
  readonly side: DepartureSign | null;
}

/** A stretch of quarters that departed from normal together. */
export interface Departure {
  readonly sign: DepartureSign;
  readonly fromUtcUs: number;
  /** Null: it has not ended yet. */
  readonly toUtcUs: number | null;
  /** Why it is over: volumes are as usual again, or nobody watches any more. */
  readonly endedBy: 'usual' | 'unwatched' | null;
  /** Over its quarters that were watched well enough. */
  readonly observed: number;
  readonly normal: number;
  /** The farthest of its quarters. */
  readonly z: number;
}

/** After so many quarters without a look, nobody can say that it still goes on. */
const UNWATCHED_ENDS_AFTER = 4;

/** Holds a place of the history against the days before it. */
export function assessAt(history: History, at: number, settings: BaselineSettings): Assessed {
  const startUtcUs = history.fromUtcUs + at * QUARTER_US;
  const value = history.values[at] ?? null;
  const normal = normalAt(history, at, settings);
  if (value === null || normal === null) return { startUtcUs, value, normal, z: null, side: null };
  const z = (value - normal.median) / normal.spread;
  const departs = Math.abs(z) >= settings.departureBound;
  return { startUtcUs, value, normal, z, side: !departs ? null : z > 0 ? 'above' : 'below' };
}

/** A departure that has begun and not ended. */
export interface OpenDeparture {
  readonly sign: DepartureSign;
  readonly fromUtcUs: number;
}

/** What the newest quarter changed. */
export type DepartureChange =
  | { readonly change: 'begins'; readonly open: OpenDeparture }
  | { readonly change: 'ends'; readonly toUtcUs: number; readonly by: 'usual' | 'unwatched' };

/**
 * Takes the quarters up to the newest one, oldest first. Nothing changed, or one began or ended, or it went over into one on the
 * other side. The same quarter a second time changes nothing.
 */
export function departureChanges(
  open: OpenDeparture | null,
  recent: readonly Assessed[],
  settings: BaselineSettings,
): DepartureChange[] {
  const change = changeOf(open, recent, settings);
  if (change === null) return [];
  const next = change.change === 'ends' ? changeOf(null, recent, settings) : null;
  return next === null ? [change] : [change, next];
}

function changeOf(
  open: OpenDeparture | null,
  recent: readonly Assessed[],
  settings: BaselineSettings,
): DepartureChange | null {
  const row = recent.slice(-settings.departureQuarters);
  const first = row[0];
  const side = first?.side ?? null;
  if (first === undefined || row.length < settings.departureQuarters) return null;
  if (open === null) {
    if (side === null || row.some((one) => one.side !== side)) return null;
    return { change: 'begins', open: { sign: side, fromUtcUs: first.startUtcUs } };
  }
  if (first.startUtcUs > open.fromUtcUs && row.every((one) => one.z !== null && one.side !== open.sign))
    return { change: 'ends', toUtcUs: first.startUtcUs, by: 'usual' };
  const last = recent.slice(-UNWATCHED_ENDS_AFTER);
  const unwatched = last.length === UNWATCHED_ENDS_AFTER && last.every((one) => one.z === null);
  const since = last[0]?.startUtcUs ?? open.fromUtcUs;
  return unwatched && since > open.fromUtcUs ? { change: 'ends', toUtcUs: since, by: 'unwatched' } : null;
}

/** All departures in a row of quarters, oldest first. */
export function departuresIn(quarters: readonly Assessed[], settings: BaselineSettings): Departure[] {
  const found: Departure[] = [];
  let open: OpenDeparture | null = null;
  for (let at = 0; at < quarters.length; at += 1) {
    const recent = quarters.slice(Math.max(0, at + 1 - windowOf(settings)), at + 1);
    for (const change of departureChanges(open, recent, settings)) {
      if (change.change === 'ends' && open !== null) found.push(summed(open, quarters, change.toUtcUs, change.by));
      open = change.change === 'begins' ? change.open : null;
    }
  }
  if (open !== null) found.push(summed(open, quarters, null, null));
  return found;
}

/** So many quarters must be handed to `departureChanges`. */
export function windowOf({ departureQuarters }: BaselineSettings): number {
  return Math.max(departureQuarters, UNWATCHED_ENDS_AFTER);
}

/** A departure with its numbers, over those of the quarters that lie in it. */
export function summed(
  open: OpenDeparture,
  quarters: readonly Assessed[],
  toUtcUs: number | null,
  endedBy: Departure['endedBy'],
): Departure {
  let observed = 0;
  let normal = 0;
  let farthest = 0;
  const toward = open.sign === 'above' ? 1 : -1;
  for (const quarter of quarters) {
    if (quarter.startUtcUs < open.fromUtcUs || (toUtcUs !== null && quarter.startUtcUs >= toUtcUs)) continue;
    if (quarter.value === null || quarter.normal === null || quarter.z === null) continue;
    observed += quarter.value;
    normal += quarter.normal.median;
    if (quarter.z * toward > farthest * toward) farthest = quarter.z;
  }
  return { ...open, toUtcUs, endedBy, observed, normal, z: farthest };
}
