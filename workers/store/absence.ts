import { z } from 'zod';
import type { SessionOpen } from '../../domain/contracts/facts.ts';
import { row, rows } from './sqlite.ts';
import type { WriteContext } from './write-context.ts';

/** Shorter pauses lie between frames; coverage itself knows them. */
const ABSENCE_US = 2_000_000;

const lastRow = z.object({
  knownUtcUs: z.number(),
  endedBy: z.enum(['camera', 'store']).nullable(),
  reason: z.string().nullable(),
});
const toldRow = z.object({ fromUtcUs: z.number(), toUtcUs: z.number() });

/**
 * Writes down who was away between the last that is known of a live camera and its new session: a process that was
 * killed, a program that did not run and a machine without power have no chance to say so themselves.
 */
export function noteAbsence({ sql }: WriteContext, camera: number, opening: SessionOpen): void {
  // A recording with a date of its own says nothing of the present.
  if (opening.anchorQuality === 'given') return;
  const last = row(
    sql(
      `SELECT coalesce(watermark_utc_us, anchor_utc_us) AS knownUtcUs, ended_by AS endedBy, ended_reason AS reason
       FROM session WHERE camera = ? AND mode = 'live' AND anchor_quality <> 'given'
       ORDER BY coalesce(watermark_utc_us, anchor_utc_us) DESC LIMIT 1`,
    ),
    lastRow,
    camera,
  );
  if (last === null) return;
  const cause = last.endedBy === 'camera' && last.reason === 'stopped' ? 'not-running' : 'process-restart';
  const told = rows(
    sql(
      `SELECT from_utc_us AS fromUtcUs, to_utc_us AS toUtcUs FROM hole
       WHERE camera = ? AND to_utc_us > ? AND from_utc_us < ? ORDER BY from_utc_us`,
    ),
    toldRow,
    camera,
    last.knownUtcUs,
    opening.anchorUtcUs,
  );
  let knownUtcUs = last.knownUtcUs;
  for (const next of [...told, { fromUtcUs: opening.anchorUtcUs, toUtcUs: opening.anchorUtcUs }]) {
    if (next.fromUtcUs - knownUtcUs > ABSENCE_US) {
      sql(
        `INSERT INTO hole (camera, from_utc_us, cause, to_utc_us) VALUES (?, ?, ?, ?)
         ON CONFLICT (camera, from_utc_us, cause) DO UPDATE SET to_utc_us = max(to_utc_us, excluded.to_utc_us)`,
      ).run(camera, knownUtcUs, cause, next.fromUtcUs);
    }
    knownUtcUs = Math.max(knownUtcUs, next.toUtcUs);
  }
}
