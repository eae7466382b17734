import { z } from 'zod';
import { passagesOf } from '../../domain/traffic/movements/gates.ts';
import type { Passages } from '../../domain/traffic/movements/gates.ts';
import { decide } from '../../domain/traffic/movements/movement-rule.ts';
import { BIN_SECONDS, binStart } from '../../domain/traffic/bins.ts';
import { COUNTED_CLASSES } from './counted-classes.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';
import type { KnownSession, WriteContext } from './write-context.ts';

const crossedRow = z.object({
  lineId: z.string(),
  direction: z.enum(['in', 'out']),
  mediaUs: z.number(),
  utcUs: z.number(),
});
const stayRow = z.object({
  zoneId: z.string(),
  enterMediaUs: z.number(),
  exitMediaUs: z.number(),
  exitUtcUs: z.number(),
});

/** A track whose way is known to its end. */
export interface FinishedTrack {
  readonly track: number;
  readonly class: string;
  /** When it was first seen: where it stands in time when it follows no movement. */
  readonly firstUtcUs: number;
}

type Placed = Pick<KnownSession, 'id' | 'camera' | 'scope'>;

interface Outcome {
  readonly version: number | null;
  readonly reason: string | null;
  readonly utcUs: number;
  readonly entryMediaUs: number | null;
  readonly exitMediaUs: number | null;
  readonly class: string;
}

/**
 * Decides what way a track took, from the crossings and stays that are stored of it, in the transaction that ends it. Asked
 * again, it comes to the same; where more is known by then, the row and its totals are replaced. Cameras without
 * movements keep nothing.
 */
export function decideMovement(context: WriteContext, session: Placed, finished: FinishedTrack): void {
  const movements = context.movements(session.camera);
  if (movements.length === 0) return;
  const { passages, utcOf } = passagesOfTrack(context.sql, session.id, finished.track);
  const decision = decide(movements, passages);
  const outcome: Outcome =
    decision.movement === null
      ? {
          ...{ version: null, reason: decision.reason, utcUs: finished.firstUtcUs, class: finished.class },
          ...{ entryMediaUs: null, exitMediaUs: null },
        }
      : {
          ...{ version: versionNumber(context.sql, decision.movement.versionId), reason: null },
          ...{ utcUs: utcOf(decision.entryMediaUs) ?? finished.firstUtcUs, class: finished.class },
          ...{ entryMediaUs: decision.entryMediaUs, exitMediaUs: decision.exitMediaUs },
        };
  replaceOutcome(context.sql, session, finished.track, outcome);
}

/** Of a track that is over, something came in late. */
export function decideAgain(context: WriteContext, session: KnownSession, track: number): void {
  if (context.movements(session.camera).length === 0) return;
  const ended = row(
    context.sql('SELECT class, first_utc_us AS firstUtcUs FROM track WHERE session = ? AND number = ?'),
    z.object({ class: z.string(), firstUtcUs: z.number() }),
    session.id,
    track,
  );
  if (ended === null) decideLeftTracks(context, session.id);
  else decideMovement(context, session, { track, ...ended });
}

/**
 * When a session is over, tracks that nobody saw the end of are decided with what they did until then: their process was
 * killed, and what it counted stands.
 */
export function decideLeftTracks(context: WriteContext, id: number): void {
  const known = row(
    context.sql(`SELECT id, camera, CASE mode WHEN 'live' THEN 0 ELSE id END AS scope FROM session WHERE id = ?`),
    z.object({ id: z.number(), camera: z.number(), scope: z.number() }),
    id,
  );
  if (known === null || context.movements(known.camera).length === 0) return;
  const left = rows(
    context.sql(
      `SELECT track, class, min(utc) AS firstUtcUs FROM (
         SELECT track, coalesce(class_final, class_so_far) AS class, utc_us AS utc FROM crossing WHERE session = :id
         UNION ALL SELECT track, coalesce(class_final, class_so_far), enter_utc_us FROM zone_visit WHERE session = :id)
       WHERE track NOT IN (SELECT number FROM track WHERE session = :id) GROUP BY track ORDER BY track`,
    ),
    z.object({ track: z.number(), class: z.string(), firstUtcUs: z.number() }),
    { id },
  );
  for (const track of left) decideMovement(context, known, track);
}

/** What a track did at gates, and the universal time of each beginning. */
function passagesOfTrack(
  sql: Sql,
  session: number,
  track: number,
): { passages: Passages; utcOf: (mediaUs: number) => number | null } {
  const crossed = rows(
    sql(
      `SELECT l.line_id AS lineId, x.direction, x.media_us AS mediaUs, x.utc_us AS utcUs
       FROM crossing x JOIN line_version v ON v.id = x.line_version JOIN line l ON l.id = v.line
       WHERE x.session = ? AND x.track = ? AND ${COUNTED_CLASSES} <> '[]' ORDER BY x.media_us, x.id`,
    ),
    crossedRow,
    session,
    track,
  );
  const stays = rows(
    sql(
      `SELECT z.zone_id AS zoneId, t.enter_media_us AS enterMediaUs, t.exit_media_us AS exitMediaUs,
         t.exit_utc_us AS exitUtcUs
       FROM zone_visit t JOIN zone_version v ON v.id = t.zone_version JOIN zone z ON z.id = v.zone
       WHERE t.session = ? AND t.track = ? ORDER BY t.enter_media_us, t.id`,
    ),
    stayRow,
    session,
    track,
  );
  const times = new Map([
    ...stays.map((stay) => [stay.exitMediaUs, stay.exitUtcUs] as const),
    ...crossed.map((crossing) => [crossing.mediaUs, crossing.utcUs] as const),
  ]);
  return { passages: passagesOf(crossed, stays), utcOf: (mediaUs) => times.get(mediaUs) ?? null };
}

function versionNumber(sql: Sql, versionId: string): number {
  const id = integer(sql('SELECT id FROM movement_version WHERE version_id = ?'), versionId);
  if (id === null) throw new Error('a movement that was just read is not there; run: npm run site -- check');
  return id;
}

const storedRow = z.object({ version: z.number().nullable(), utcUs: z.number(), class: z.string() });

function replaceOutcome(sql: Sql, session: Placed, track: number, outcome: Outcome): void {
  const before = row(
    sql(
      `SELECT movement_version AS version, utc_us AS utcUs, class FROM track_movement
       WHERE session = ? AND track = ?`,
    ),
    storedRow,
    session.id,
    track,
  );
  if (before !== null) addToMovementRollups(sql, session, before, -1);
  sql(
    `INSERT INTO track_movement (session, track, camera, movement_version, reason, utc_us, entry_media_us,
       exit_media_us, class) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (session, track) DO UPDATE SET movement_version = excluded.movement_version,
       reason = excluded.reason, utc_us = excluded.utc_us, entry_media_us = excluded.entry_media_us,
       exit_media_us = excluded.exit_media_us, class = excluded.class`,
  ).run(
    session.id,
    track,
    session.camera,
    outcome.version,
    outcome.reason,
    outcome.utcUs,
    outcome.entryMediaUs,
    outcome.exitMediaUs,
    outcome.class,
  );
  addToMovementRollups(sql, session, outcome, 1);
}

function addToMovementRollups(
  sql: Sql,
  { scope, camera }: Placed,
  of: { readonly version: number | null; readonly utcUs: number; readonly class: string },
  by: 1 | -1,
): void {
  const add = sql(
    `INSERT INTO movement_rollup (scope, camera, movement_version, seconds, start_utc_us, class, count)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (scope, camera, seconds, start_utc_us, movement_version, class)
     DO UPDATE SET count = count + excluded.count`,
  );
  const clear = sql(
    `DELETE FROM movement_rollup WHERE scope = ? AND camera = ? AND movement_version = ? AND seconds = ?
       AND start_utc_us = ? AND class = ? AND count = 0`,
  );
  for (const seconds of BIN_SECONDS) {
    const key = [scope, camera, of.version ?? 0, seconds, binStart(of.utcUs, seconds), of.class];
    add.run(...key, by);
    if (by < 0) clear.run(...key);
  }
}
