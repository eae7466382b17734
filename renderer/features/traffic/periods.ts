import { siteTimeUs, startOfSiteDayUs } from '../../state/index.ts';

export const PERIODS = ['hour', 'today', 'yesterday', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** What a person chose; the two texts are moments as people at the site say them. */
export interface PeriodChoice {
  readonly period: Period;
  readonly from: string;
  readonly to: string;
}

const MINUTE_US = 60_000_000;
const HALF_DAY_MS = 12 * 3_600_000;

/** The stretch of time that is meant, in whole minutes; null where the end does not lie behind the beginning. */
export function intervalOf(
  { period, from, to }: PeriodChoice,
  nowMs: number,
  timeZone: string,
): { readonly from: number; readonly to: number } | null {
  const now = Math.ceil((nowMs * 1000) / MINUTE_US) * MINUTE_US;
  const today = startOfSiteDayUs(nowMs, timeZone);
  if (period === 'hour') return { from: now - 60 * MINUTE_US, to: now };
  if (period === 'today') return { from: today, to: Math.max(now, today + MINUTE_US) };
  // Half a day before midnight lies in the day before, on days of 23 and 25 hours too.
  if (period === 'yesterday') return { from: startOfSiteDayUs(today / 1000 - HALF_DAY_MS, timeZone), to: today };
  const [begin, end] = [siteTimeUs(from, timeZone), siteTimeUs(to, timeZone)];
  return begin === null || end === null || begin < 0 || end <= begin ? null : { from: begin, to: end };
}
