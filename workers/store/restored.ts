import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { recordAudit } from './command-context.ts';
import type { RestoreNote } from './restore-note.ts';
import { row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';
import type { WriteContext } from './write-context.ts';
import { closeSession } from './write-sessions.ts';

/** More crossings than any site counts between two backups: what lies behind this leap was never given out. */
const FEED_LEAP = 1_000_000_000;

/** The name of the history that this database tells; the first one is made up when it is opened for the first time. */
export function generationOf(context: WriteContext): string {
  const known = row(
    context.sql('SELECT generation FROM generation ORDER BY id DESC LIMIT 1'),
    z.object({ generation: z.string() }),
  );
  return known?.generation ?? beginGeneration(context, null);
}

function beginGeneration(context: WriteContext, restoredFrom: string | null): string {
  const generation = randomUUID();
  context
    .sql('INSERT INTO generation (generation, utc_us, restored_from) VALUES (?, ?, ?)')
    .run(generation, context.nowUtcUs(), restoredFrom);
  return generation;
}

/**
 * A backup stands in the database's place: what was counted after it is gone. That stretch must not look like an empty
 * road, and nobody may go on from what they remember of it.
 */
export function recordRestore(context: WriteContext, note: RestoreNote): void {
  beginGeneration(context, path.basename(note.from));
  writeHoles(context, Math.min(note.backupUtcUs, context.nowUtcUs()));
  for (const session of sessionsWhere(context.sql, LIVE_AND_OPEN)) closeSession(context, session, 'database-restored');
  // What a replay found after the backup still comes in, from journals and from processes that do not know yet. It must
  // not close the gap before it: the replay goes on from its stored checkpoint, under a name that only the store gives.
  for (const session of sessionsWhere(context.sql, REPLAY_UNDER_WAY))
    context.sql('UPDATE session SET session_id = ? WHERE id = ?').run(randomUUID(), session);
  // Followers that came further than the backup would otherwise pass over as many crossings as they were ahead.
  context.sql(`UPDATE sequence SET value = value + ? WHERE name IN ('crossing', 'incident')`).run(FEED_LEAP);
  recordAudit(context, 'store', 'store.restore', note.from, `the database before it was kept as ${note.keptAs}`);
  context.forget();
}

function writeHoles(context: WriteContext, fromUtcUs: number): void {
  context
    .sql(
      `INSERT INTO hole (camera, from_utc_us, cause, to_utc_us)
       SELECT id, ?, 'database-restored', ? FROM camera WHERE hidden_utc_us IS NULL
       ON CONFLICT (camera, from_utc_us, cause) DO UPDATE SET to_utc_us = max(to_utc_us, excluded.to_utc_us)`,
    )
    .run(fromUtcUs, context.nowUtcUs());
}

const LIVE_AND_OPEN = `mode = 'live' AND ended_by IS NULL`;
const REPLAY_UNDER_WAY = `ended_by IS NOT 'camera'
  AND job_id IN (SELECT job_id FROM job WHERE status IN ('waiting', 'running'))`;

function sessionsWhere(sql: Sql, condition: string): number[] {
  return rows(sql(`SELECT id FROM session WHERE ${condition}`), z.object({ id: z.number() })).map(({ id }) => id);
}
