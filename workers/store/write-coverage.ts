import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { Coverage } from '../../domain/contracts/facts.ts';
import { addToCoverageBins } from './rollups.ts';
import { row, rows } from './sqlite.ts';
import { PLACED } from './write-context.ts';
import type { KnownSession, Stray, WriteContext } from './write-context.ts';

/** No honest claim is longer: a claim is made at least every few seconds. */
const LONGEST_CLAIM_US = 86_400 * US_PER_SECOND;

interface Stretch {
  readonly from: number;
  readonly to: number;
}
const stretchRow = z.object({ from: z.number(), to: z.number() });
const claimRow = stretchRow.extend({ toUtcUs: z.number(), state: z.string() });

/** What of a claim nobody claimed before: a claim that is sent again adds nothing. */
function unclaimed(context: WriteContext, session: number, fact: Coverage): Stretch[] {
  const claimed = rows(
    context.sql(
      `SELECT from_media_us AS "from", to_media_us AS "to" FROM coverage
       WHERE session = :session AND from_media_us < :to AND to_media_us > :from AND from_media_us >= coalesce(
         (SELECT max(from_media_us) FROM coverage WHERE session = :session AND from_media_us <= :from), :from)
       ORDER BY from_media_us`,
    ),
    stretchRow,
    { session, from: fact.fromMediaUs, to: fact.toMediaUs },
  );
  const free: Stretch[] = [];
  let from = fact.fromMediaUs;
  for (const taken of claimed) {
    if (taken.from > from) free.push({ from, to: taken.from });
    from = Math.max(from, taken.to);
  }
  if (from < fact.toMediaUs) free.push({ from, to: fact.toMediaUs });
  return free;
}

/** The part of a claim that lies in a stretch: its times in UTC and its share of the frames. */
function partOf(fact: Coverage, stretch: Stretch): Coverage {
  const length = fact.toMediaUs - fact.fromMediaUs;
  const utcAt = (media: number): number =>
    fact.fromUtcUs + Math.round(((media - fact.fromMediaUs) / length) * (fact.toUtcUs - fact.fromUtcUs));
  return {
    ...fact,
    fromMediaUs: stretch.from,
    toMediaUs: stretch.to,
    fromUtcUs: utcAt(stretch.from),
    toUtcUs: utcAt(stretch.to),
    frames: Math.round((fact.frames * (stretch.to - stretch.from)) / length),
  };
}

/** Joins a claim to the one it continues, so that an unbroken day is one row and not a hundred thousand. */
function keep(context: WriteContext, session: KnownSession, part: Coverage): void {
  const before = row(
    context.sql(
      `SELECT from_media_us AS "from", to_media_us AS "to", to_utc_us AS toUtcUs, state FROM coverage
       WHERE session = ? AND from_media_us < ? ORDER BY from_media_us DESC LIMIT 1`,
    ),
    claimRow,
    session.id,
    part.fromMediaUs,
  );
  const continues = before?.to === part.fromMediaUs && before.toUtcUs === part.fromUtcUs && before.state === part.state;
  if (before === null || !continues) {
    context
      .sql(
        `INSERT INTO coverage (session, from_media_us, to_media_us, from_utc_us, to_utc_us, state, frames)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(session.id, part.fromMediaUs, part.toMediaUs, part.fromUtcUs, part.toUtcUs, part.state, part.frames);
  } else {
    context
      .sql(
        `UPDATE coverage SET to_media_us = ?, to_utc_us = ?, frames = frames + ?
         WHERE session = ? AND from_media_us = ?`,
      )
      .run(part.toMediaUs, part.toUtcUs, part.frames, session.id, before.from);
  }
  addToCoverageBins(context.sql, { ...session, state: part.state }, part.fromUtcUs, part.toUtcUs);
}

/** What a claim says of the time after a restore: what was counted before it, and stored, is gone. */
function claimAfter(fact: Coverage, restoredUtcUs: number): Coverage | null {
  if (fact.fromUtcUs >= restoredUtcUs) return fact;
  if (fact.toUtcUs <= restoredUtcUs) return null;
  const watched = (restoredUtcUs - fact.fromUtcUs) / (fact.toUtcUs - fact.fromUtcUs);
  const from = fact.fromMediaUs + Math.round(watched * (fact.toMediaUs - fact.fromMediaUs));
  return partOf(fact, { from, to: fact.toMediaUs });
}

export function writeCoverage(context: WriteContext, fact: Coverage): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  if (fact.toMediaUs < fact.fromMediaUs || fact.toUtcUs < fact.fromUtcUs) {
    return { stray: 'the stretch ends before it begins' };
  }
  if (fact.toUtcUs - fact.fromUtcUs > LONGEST_CLAIM_US) return { stray: 'the stretch is longer than a day' };
  const claim = session.mode === 'live' ? claimAfter(fact, context.restoredUtcUs()) : fact;
  if (claim !== null)
    for (const stretch of unclaimed(context, session.id, claim)) keep(context, session, partOf(claim, stretch));
  context
    .sql(
      `UPDATE session SET watermark_media_us = max(coalesce(watermark_media_us, ?), ?),
         watermark_utc_us = max(coalesce(watermark_utc_us, ?), ?) WHERE id = ?`,
    )
    .run(fact.toMediaUs, fact.toMediaUs, fact.toUtcUs, fact.toUtcUs, session.id);
  return PLACED;
}
