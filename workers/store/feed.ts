import { z } from 'zod';
import { committedSchema } from '../../domain/contracts/messages.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { classList, COUNTED_CLASSES, FOUND_CLASS } from './counted-classes.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/**
 * The committed crossings after a cursor. A crossing whose class changes, or that a person corrects, moves to a new, higher cursor: a follower who
 * goes on from its last cursor sees every crossing at least once and always its latest state, and misses none.
 */
export function followCrossings(
  sql: Sql,
  cursor: number,
  limit: number,
): { cursor: number; crossings: CommittedCrossing[] } {
  const found = rows(
    sql(
      `SELECT x.cursor, c.camera_id AS cameraId, s.session_id AS sessionId, s.mode, x.track, l.line_id AS lineId,
         v.version_id AS lineVersionId, x.ordinal, x.direction, ${FOUND_CLASS} AS class,
         ${COUNTED_CLASSES} AS countsAs, EXISTS (SELECT 1 FROM correction n WHERE n.crossing = x.id) AS corrected, x.class_final IS NOT NULL AS final, x.utc_us AS utcUs
       FROM crossing x JOIN session s ON s.id = x.session JOIN camera c ON c.id = x.camera
         JOIN line_version v ON v.id = x.line_version JOIN line l ON l.id = v.line
       WHERE x.cursor > ? ORDER BY x.cursor LIMIT ?`,
    ),
    feedRow,
    cursor,
    limit,
  );
  return { cursor: found.at(-1)?.cursor ?? cursor, crossings: found };
}

const feedRow = committedSchema.shape.crossings.element.extend({
  final: z.number().transform((value) => value === 1),
  countsAs: classList,
  corrected: z.number().transform((value) => value === 1),
});
