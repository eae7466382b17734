import { BIN_SECONDS, binShares, binStart } from '../../domain/traffic/bins.ts';
import type { Sql } from './sqlite.ts';

/** Where in the totals a crossing belongs. */
export interface RollupPlace {
  readonly scope: number;
  readonly lineVersion: number;
  readonly utcUs: number;
  readonly direction: 'in' | 'out';
}

/** A cell that falls back to nothing is removed, so that the table equals a fresh count of the crossings. */
export function addToRollups(sql: Sql, place: RollupPlace, className: string, by: 1 | -1): void {
  const add = sql(
    `INSERT INTO rollup (scope, line_version, seconds, start_utc_us, direction, class, count)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (scope, line_version, seconds, start_utc_us, direction, class)
     DO UPDATE SET count = count + excluded.count`,
  );
  const clear = sql(
    `DELETE FROM rollup WHERE scope = ? AND line_version = ? AND seconds = ? AND start_utc_us = ? AND direction = ?
       AND class = ? AND count = 0`,
  );
  for (const seconds of BIN_SECONDS) {
    const start = binStart(place.utcUs, seconds);
    const key = [place.scope, place.lineVersion, seconds, start, place.direction, className];
    add.run(...key, by);
    if (by < 0) clear.run(...key);
  }
}

/** What a crossing counted as makes room for what it counts as now: nothing, a class, or several. */
export function replaceInRollups(
  sql: Sql,
  place: RollupPlace,
  before: readonly string[],
  after: readonly string[],
): void {
  if (before.length === after.length && before.every((name, at) => name === after[at])) return;
  for (const name of before) addToRollups(sql, place, name, -1);
  for (const name of after) addToRollups(sql, place, name, 1);
}

/** Adds a stretch that was really watched to the bins it touches. */
export function addToCoverageBins(
  sql: Sql,
  of: { readonly scope: number; readonly camera: number; readonly state: 'watched' | 'degraded' },
  fromUtcUs: number,
  toUtcUs: number,
): void {
  const add = sql(
    `INSERT INTO coverage_bin (scope, camera, seconds, start_utc_us, watched_us, degraded_us)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (scope, camera, seconds, start_utc_us) DO UPDATE SET
       watched_us = watched_us + excluded.watched_us, degraded_us = degraded_us + excluded.degraded_us`,
  );
  const degraded = of.state === 'degraded';
  for (const seconds of BIN_SECONDS) {
    for (const { start, us } of binShares(fromUtcUs, toUtcUs, seconds)) {
      add.run(of.scope, of.camera, seconds, start, degraded ? 0 : us, degraded ? us : 0);
    }
  }
}
