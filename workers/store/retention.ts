import { setImmediate as nextTurn } from 'node:timers/promises';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { Durable } from './durable-commit.ts';
import { ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { Db, Sql } from './sqlite.ts';

/** Days that each kind is kept; null keeps it for good. What was counted stays unless a person decides otherwise. */
export interface RetentionPolicy {
  readonly paths: number | null;
  readonly events: number | null;
  readonly strays: number | null;
  readonly visits: number | null;
  readonly crossings: number | null;
  readonly audit: number | null;
}

export const DEFAULT_RETENTION: RetentionPolicy = {
  paths: 30,
  events: 90,
  strays: 90,
  visits: null,
  crossings: null,
  audit: null,
};

export interface RetentionReport {
  readonly deleted: Readonly<Record<string, number>>;
  /** The longest that the writer was held up. */
  readonly longestMs: number;
}

/** Table, column of its age, and which policy it follows. */
const TABLES: readonly { table: string; age: string; kind: keyof RetentionPolicy }[] = [
  { table: 'path_chunk', age: 'aged_utc_us', kind: 'paths' },
  { table: 'camera_event', age: 'utc_us', kind: 'events' },
  { table: 'process_event', age: 'utc_us', kind: 'events' },
  { table: 'stray_fact', age: 'utc_us', kind: 'strays' },
  { table: 'zone_visit', age: 'exit_utc_us', kind: 'visits' },
  { table: 'zone_state', age: 'utc_us', kind: 'visits' },
  { table: 'approach_minute', age: 'start_utc_us', kind: 'visits' },
  { table: 'crossing', age: 'utc_us', kind: 'crossings' },
  { table: 'track_movement', age: 'utc_us', kind: 'crossings' },
  { table: 'frame_drops', age: 'start_utc_us', kind: 'crossings' },
  { table: 'audit', age: 'utc_us', kind: 'audit' },
];

const DAY_US = 86_400 * US_PER_SECOND;
/** Well under the 50 ms that a commit may be held up, since one deletion more or less cannot be cut short. */
const AIM_MS = 20;
const MOST_ROWS = 1000;

export interface RetentionTools {
  readonly db: Db;
  readonly sql: Sql;
  /** Deleting writes as well: on a full disk it needs the reserve, and then makes room. */
  readonly durable: Durable;
}

/** Deletes what is too old, a few rows at a time: between two steps the writer commits what came in. */
export async function retain(
  { db, sql, durable }: RetentionTools,
  policy: RetentionPolicy,
  nowUtcUs: number,
): Promise<Result<RetentionReport>> {
  const deleted: Record<string, number> = {};
  let longestMs = 0;
  for (const { table, age, kind } of TABLES) {
    const days = policy[kind];
    if (days === null) continue;
    const before = nowUtcUs - days * DAY_US;
    const marked = table === 'crossing' ? durable(() => markCrossings(sql, before)) : ok(undefined);
    if (!marked.ok) return marked;
    const remove = sql(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${age} < ? LIMIT ?)`);
    let most = 50;
    for (let gone = most; gone > 0;) {
      await nextTurn();
      if (!db.open) return ok({ deleted, longestMs });
      const started = performance.now();
      const removed = durable(() => remove.run(before, most).changes);
      if (!removed.ok) return removed;
      gone = removed.value;
      const tookMs = performance.now() - started;
      deleted[table] = (deleted[table] ?? 0) + gone;
      longestMs = Math.max(longestMs, tookMs);
      most = tookMs > AIM_MS ? Math.max(1, Math.floor(most / 2)) : Math.min(MOST_ROWS, most * 2);
    }
  }
  return ok({ deleted, longestMs });
}

/** Totals outlive the crossings they were made of: a check must not count them anew before this moment. */
function markCrossings(sql: Sql, before: number): void {
  sql(
    `INSERT INTO retention (kind, before_utc_us) VALUES ('crossing', ?)
     ON CONFLICT (kind) DO UPDATE SET before_utc_us = max(before_utc_us, excluded.before_utc_us)`,
  ).run(before);
}
