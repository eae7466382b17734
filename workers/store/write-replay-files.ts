import { z } from 'zod';
import type { ReplayFile } from '../../domain/contracts/facts.ts';
import { integer, rows } from './sqlite.ts';
import { PLACED } from './write-context.ts';
import type { Stray, WriteContext } from './write-context.ts';
import { closeSession } from './write-sessions.ts';

/** What became of one file of a folder. Told again it is no news, and what is over stays over. */
export function writeReplayFile(context: WriteContext, fact: ReplayFile): Stray {
  const { sql } = context;
  const job = integer(sql('SELECT id FROM job WHERE job_id = ?'), fact.jobId);
  if (job === null) return { stray: 'no such replay' };
  const session = fact.sessionId === null ? null : context.session(fact.sessionId);
  if (fact.sessionId !== null && session === null) return { stray: 'no such session' };
  endWalksBefore(context, job, fact.walkId);
  sql(
    `INSERT INTO replay_file (job, walk, name, state, bytes, head_sha256, session, note, clock_utc_us, clock_quality)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (job, walk, name) DO UPDATE SET state = excluded.state, bytes = coalesce(excluded.bytes, bytes),
       head_sha256 = coalesce(excluded.head_sha256, head_sha256), session = coalesce(excluded.session, session),
       note = excluded.note, clock_utc_us = excluded.clock_utc_us, clock_quality = excluded.clock_quality
     WHERE state IN ('waiting', 'playing') AND excluded.state <> 'waiting'`,
  ).run(
    job,
    fact.walkId,
    fact.name,
    fact.state,
    fact.mark?.bytes ?? null,
    fact.mark?.headSha256 ?? null,
    session?.id ?? null,
    fact.note,
    fact.clock?.utcUs ?? null,
    fact.clock?.quality ?? null,
  );
  return PLACED;
}

/** A replay that begins again counts everything anew: what the walk before found is marked, so that nobody adds it up. */
function endWalksBefore(context: WriteContext, job: number, walk: string): void {
  const { sql } = context;
  if (integer(sql('SELECT 1 FROM replay_file WHERE job = ? AND walk = ? LIMIT 1'), job, walk) !== null) return;
  const before = rows(
    sql('SELECT DISTINCT session FROM replay_file WHERE job = ? AND session IS NOT NULL'),
    z.object({ session: z.number() }),
    job,
  );
  for (const { session } of before) {
    closeSession(context, session, BEGUN_AGAIN);
    sql('UPDATE session SET ended_reason = ? WHERE id = ?').run(BEGUN_AGAIN, session);
    sql('DELETE FROM checkpoint WHERE session = ?').run(session);
  }
}

const BEGUN_AGAIN = 'begun-again';
