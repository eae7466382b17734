import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { StoreAlarm } from './durable-commit.ts';
import { integer } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const DAY_US = 86_400 * US_PER_SECOND;
/** Nobody knows how long a site was off: a weekend is believed at once. */
const BELIEVED_AT_START_US = 2 * DAY_US;
/** So that a longer absence, or nights without power, are made up for in the end. */
const FASTEST = 2;
const DOUBTFUL_US = DAY_US;

export interface AgeClock {
  /** The moment from which ages are reckoned. */
  readonly read: () => number;
}

export interface AgeClockOptions {
  readonly sql: Sql;
  readonly nowUtcUs: () => number;
  readonly monotonicMs: () => number;
  readonly onAlarm: (alarm: StoreAlarm) => void;
}

/**
 * A clock that never runs far ahead of the time that this site has lived through, as the stored moment and the monotonic
 * clock tell it: a machine that wakes up in another year must not throw away everything that would be too old then.
 */
export function createAgeClock({ sql, nowUtcUs, monotonicMs, onAlarm }: AgeClockOptions): AgeClock {
  let seenMs = monotonicMs();
  let graceUs = BELIEVED_AT_START_US;
  let doubted = false;

  function doubt(aheadUs: number): void {
    const now = aheadUs > DOUBTFUL_US;
    if (now && !doubted) {
      const days = Math.floor(aheadUs / DAY_US);
      const message = `the clock is ${days} days ahead of what this site has lived through: old rows are kept longer`;
      onAlarm({
        code: 'clock-doubtful',
        message,
        hint: 'check date and time; if they are right, nothing is to be done',
      });
    }
    doubted = now;
  }

  return {
    read() {
      const wall = nowUtcUs();
      const elapsedUs = (monotonicMs() - seenMs) * 1000;
      const known = integer(sql(`SELECT before_utc_us FROM retention WHERE kind = 'clock'`)) ?? newestLive(sql) ?? wall;
      const believed = Math.min(wall, Math.round(known + FASTEST * elapsedUs + graceUs));
      sql(
        `INSERT INTO retention (kind, before_utc_us) VALUES ('clock', ?)
         ON CONFLICT (kind) DO UPDATE SET before_utc_us = max(before_utc_us, excluded.before_utc_us)`,
      ).run(believed);
      seenMs = monotonicMs();
      graceUs = 0;
      doubt(wall - believed);
      return believed;
    },
  };
}

/** The last moment that a live camera watched; null before the first. */
function newestLive(sql: Sql): number | null {
  return integer(sql(`SELECT max(coalesce(watermark_utc_us, anchor_utc_us)) FROM session WHERE mode = 'live'`));
}
