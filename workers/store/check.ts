import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import { BIN_SECONDS, binShares } from '../../domain/traffic/bins.ts';
import { standingCorrection } from '../../domain/traffic/corrections/counted-classes.ts';
import { classList, EACH_COUNTED } from './counted-classes.ts';
import { examineFile } from './integrity.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { correctionList, CORRECTIONS } from './read-corrections.ts';
import { APPLICATION_ID, integer, openForReading, rows, statements } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface CheckReport {
  readonly problems: readonly string[];
  /** What was looked at, one line each. */
  readonly looked: readonly string[];
}

const DAY_US = 86_400 * US_PER_SECOND;

/** Holds every total against a fresh count of the facts it was made of. Safe beside a running store. */
export async function checkDatabase(file: string): Promise<CheckReport> {
  const whole = await examineFile(file, 'integrity_check');
  if (!whole.ok) return { problems: [whole.failure.message], looked: ['pages and indexes'] };
  if (whole.value.applicationId !== APPLICATION_ID) {
    return { problems: [`${file} is not a database of this product`], looked: ['kind of file'] };
  }
  if (whole.value.version !== LATEST_VERSION) {
    const problem = `the schema has version ${whole.value.version}, this software works with ${LATEST_VERSION}`;
    return { problems: [problem], looked: ['version of the schema'] };
  }
  const db = openForReading(file);
  try {
    const sql = statements(db);
    const problems = [
      ...foreignKeyProblems(sql),
      ...rollupProblems(sql),
      ...movementProblems(sql),
      ...coverageProblems(
        sql,
        db.transaction((work: () => string[]) => work()),
      ),
      ...classProblems(sql),
      ...cursorProblems(sql),
      ...correctionProblems(sql),
    ];
    return {
      problems,
      looked: [
        ...['pages and indexes', 'references', 'rollups', 'movements', 'coverage', 'final classes', 'cursors'],
        'corrections',
      ],
    };
  } finally {
    db.close();
  }
}

function foreignKeyProblems(sql: Sql): string[] {
  const found = rows(sql('PRAGMA foreign_key_check'), z.object({ table: z.string(), parent: z.string() }));
  return found.slice(0, 10).map(({ table, parent }) => `a row of ${table} names a row of ${parent} that is not there`);
}

/** Line by line and bin by bin, so that no read holds a snapshot for long. */
function rollupProblems(sql: Sql): string[] {
  const problems: string[] = [];
  const before = integer(sql(`SELECT before_utc_us FROM retention WHERE kind = 'crossing'`)) ?? 0;
  const from = Math.ceil(before / DAY_US) * DAY_US;
  const versions = rows(
    sql('SELECT id, version_id AS versionId FROM line_version'),
    z.object({ id: z.number(), versionId: z.string() }),
  );
  const different = sql(`
    WITH counted AS (
      SELECT CASE s.mode WHEN 'live' THEN 0 ELSE s.id END AS scope, x.utc_us - x.utc_us % :length AS start, x.direction,
        k.value AS class, count(*) AS count
      FROM crossing x JOIN session s ON s.id = x.session JOIN ${EACH_COUNTED}
      WHERE x.line_version = :line AND x.utc_us >= :from GROUP BY 1, 2, 3, 4
    ), kept AS (
      SELECT scope, start_utc_us AS start, direction, class, count FROM rollup
      WHERE line_version = :line AND seconds = :seconds AND start_utc_us >= :from
    )
    SELECT count(*) FROM (
      SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
      UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted))`);
  for (const { id, versionId } of versions) {
    for (const seconds of BIN_SECONDS) {
      const count = integer(different, { line: id, seconds, length: seconds * US_PER_SECOND, from }) ?? 0;
      if (count > 0)
        problems.push(`${count} bins of ${seconds} s of line version ${versionId} differ from the crossings`);
    }
  }
  return problems;
}

/** Camera by camera and bin by bin, as for crossings; and no ended track has another class than its movement. */
function movementProblems(sql: Sql): string[] {
  const before = integer(sql(`SELECT before_utc_us FROM retention WHERE kind = 'crossing'`)) ?? 0;
  const from = Math.ceil(before / DAY_US) * DAY_US;
  const different = sql(`
    WITH counted AS (
      SELECT CASE s.mode WHEN 'live' THEN 0 ELSE s.id END AS scope, t.utc_us - t.utc_us % :length AS start,
        coalesce(t.movement_version, 0) AS version, t.class, count(*) AS count
      FROM track_movement t JOIN session s ON s.id = t.session
      WHERE t.camera = :camera AND t.utc_us >= :from GROUP BY 1, 2, 3, 4
    ), kept AS (
      SELECT scope, start_utc_us AS start, movement_version AS version, class, count FROM movement_rollup
      WHERE camera = :camera AND seconds = :seconds AND start_utc_us >= :from
    )
    SELECT count(*) FROM (
      SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
      UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted))`);
  const cameras = rows(
    sql('SELECT id, camera_id AS cameraId FROM camera'),
    z.object({ id: z.number(), cameraId: z.string() }),
  );
  const bins = cameras.flatMap(({ id, cameraId }) =>
    BIN_SECONDS.flatMap((seconds) => {
      const count = integer(different, { camera: id, seconds, length: seconds * US_PER_SECOND, from }) ?? 0;
      return count === 0 ? [] : [`${count} movement bins of ${seconds} s of camera ${cameraId} differ from its tracks`];
    }),
  );
  const classes = integer(
    sql(`SELECT count(*) FROM track_movement m JOIN track t ON t.session = m.session AND t.number = m.track
         WHERE m.class IS NOT t.class`),
  );
  return classes === 0 ? bins : [...bins, `${classes} movements have another class than their ended track`];
}

const claimRow = z.object({
  scope: z.number(),
  fromUtcUs: z.number(),
  toUtcUs: z.number(),
  state: z.enum(['watched', 'degraded']),
});
const binRow = z.object({ key: z.string(), us: z.string() });

/** Claims are few (an unbroken day is one row), so they are added up here, camera by camera. */
function coverageProblems(sql: Sql, atOnce: (work: () => string[]) => string[]): string[] {
  const cameras = rows(
    sql('SELECT id, camera_id AS cameraId FROM camera'),
    z.object({ id: z.number(), cameraId: z.string() }),
  );
  return cameras.flatMap(({ id, cameraId }) => atOnce(() => cameraCoverageProblems(sql, id, cameraId)));
}

function cameraCoverageProblems(sql: Sql, camera: number, cameraId: string): string[] {
  const claims = rows(
    sql(
      `SELECT CASE s.mode WHEN 'live' THEN 0 ELSE s.id END AS scope, c.from_utc_us AS fromUtcUs,
         c.to_utc_us AS toUtcUs, c.state FROM coverage c JOIN session s ON s.id = c.session WHERE s.camera = ?`,
    ),
    claimRow,
    camera,
  );
  const counted = new Map<string, [number, number]>();
  for (const claim of claims) {
    for (const seconds of BIN_SECONDS) {
      for (const { start, us } of binShares(claim.fromUtcUs, claim.toUtcUs, seconds)) {
        const key = `${claim.scope} ${seconds} ${start}`;
        const [watched, degraded] = counted.get(key) ?? [0, 0];
        counted.set(key, claim.state === 'watched' ? [watched + us, degraded] : [watched, degraded + us]);
      }
    }
  }
  const kept = rows(
    sql(
      `SELECT scope || ' ' || seconds || ' ' || start_utc_us AS key, watched_us || ',' || degraded_us AS us
       FROM coverage_bin WHERE camera = ?`,
    ),
    binRow,
    camera,
  );
  const different = kept.filter(({ key, us }) => String(counted.get(key)) !== us).length;
  const missing = counted.size - kept.filter(({ key }) => counted.has(key)).length;
  return different + missing === 0
    ? []
    : [`${different + missing} coverage bins of camera ${cameraId} differ from what was claimed`];
}

function classProblems(sql: Sql): string[] {
  const count = integer(
    sql(`SELECT count(*) FROM crossing x JOIN track t ON t.session = x.session AND t.number = x.track
         WHERE x.class_final IS NOT t.class`),
  );
  return count === 0 ? [] : [`${count} crossings have another class than their ended track`];
}

function cursorProblems(sql: Sql): string[] {
  const ahead = integer(
    sql(`SELECT count(*) FROM crossing WHERE cursor > (SELECT value FROM sequence WHERE name = 'crossing')`),
  );
  return ahead === 0 ? [] : [`${ahead} crossings stand ahead of the feed's sequence`];
}

const correctedRow = z.object({ countedAs: classList.nullable(), corrections: correctionList });

/** What a crossing counts as is kept beside it; here it is worked out anew from all that was said. */
function correctionProblems(sql: Sql): string[] {
  const corrected = rows(
    sql(`SELECT x.counted_as AS countedAs, ${CORRECTIONS} AS corrections FROM crossing x
         WHERE x.counted_as IS NOT NULL OR x.id IN (SELECT crossing FROM correction)`),
    correctedRow,
  );
  const wrong = corrected.filter(
    ({ countedAs, corrections }) =>
      JSON.stringify(countedAs) !== JSON.stringify(standingCorrection(corrections)?.countsAs ?? null),
  ).length;
  return wrong === 0 ? [] : [`${wrong} crossings are not counted as their corrections say`];
}
