import { US_PER_SECOND } from '../../base/time.ts';

/** A quarter of an hour, the length of the bins that days are compared in. */
export const QUARTER_US = 900 * US_PER_SECOND;
/** Of a day without a change of the clock. */
export const QUARTERS_A_DAY = 96;

const MINUTE_US = 60 * US_PER_SECOND;
const DAY_US = 86_400 * US_PER_SECOND;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3;

/** Where in its week a quarter of an hour lies, by the clocks of the place. */
export interface LocalSlot {
  /** Local days since 1970. */
  readonly day: number;
  /** 0 is Monday, 6 is Sunday. */
  readonly weekday: number;
  /** 0 to 95, by what the clock shows: a day of 23 hours lacks four, one of 25 has four twice. */
  readonly quarter: number;
}

/** What days have in common where a weekday alone was seen too seldom. */
export type DayKind = 'workday' | 'saturday' | 'sunday';

/** The kind of a day of the week. */
export function dayKind(weekday: number): DayKind {
  if (weekday === 5) return 'saturday';
  return weekday === 6 ? 'sunday' : 'workday';
}

/** Tells slots in a time zone. The zone must be one that the system knows. */
export function createLocalClock(timeZone: string): (utcUs: number) => LocalSlot {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (utcUs: number): number => {
    const parts = format.formatToParts(utcUs / 1000);
    return offsetUs(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '');
  };
  // Asking costs far more than reckoning: one answer holds for a whole day at both ends of which it is the same.
  const ends = new Map<number, number>();
  const atEnd = (utcDay: number): number => {
    const known = ends.get(utcDay) ?? offsetAt(utcDay * DAY_US);
    ends.set(utcDay, known);
    return known;
  };
  return (utcUs) => {
    const utcDay = Math.floor(utcUs / DAY_US);
    const first = atEnd(utcDay);
    const local = utcUs + (first === atEnd(utcDay + 1) ? first : offsetAt(utcUs));
    const day = Math.floor(local / DAY_US);
    return {
      day,
      weekday: (((day + FIRST_WEEKDAY) % 7) + 7) % 7,
      quarter: Math.floor((local - day * DAY_US) / QUARTER_US),
    };
  };
}

/** Of "GMT+05:30"; "GMT" alone is zero. */
function offsetUs(name: string): number {
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+)(?::(\d+))?/.exec(name) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE_US;
  return sign === '-' ? -size : size;
}
