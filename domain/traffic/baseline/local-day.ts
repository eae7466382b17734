import { createLocalClock, QUARTER_US } from './local-clock.ts';

const DAY_US = 96 * QUARTER_US;
/** No clock is farther from universal time. */
const MOST_OFFSET_US = 64 * QUARTER_US;

/** A day of a place: its name, and from when to when it lasts. */
export interface LocalDay {
  readonly name: string;
  readonly day: number;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

/** The day of a name such as 2026-07-31; null where there is no such day. */
export function localDay(name: string, timeZone: string): LocalDay | null {
  const midnightMs = Date.parse(`${name}T00:00:00Z`);
  if (!Number.isFinite(midnightMs) || dayName(midnightMs * 1000) !== name) return null;
  const day = Math.floor((midnightMs * 1000) / DAY_US);
  const slotAt = createLocalClock(timeZone);
  let fromUtcUs = day * DAY_US - MOST_OFFSET_US;
  while (slotAt(fromUtcUs).day < day) fromUtcUs += QUARTER_US;
  let toUtcUs = fromUtcUs;
  while (slotAt(toUtcUs).day === day) toUtcUs += QUARTER_US;
  return { name, day, fromUtcUs, toUtcUs };
}

/** The name of the day that a moment lies in. */
export function localDayName(utcUs: number, timeZone: string): string {
  return dayName(createLocalClock(timeZone)(utcUs).day * DAY_US);
}

function dayName(utcUs: number): string {
  return new Date(utcUs / 1000).toISOString().slice(0, 10);
}
