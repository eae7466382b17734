import { z } from 'zod';
import { correctionViewSchema } from '../../domain/contracts/corrections.ts';
import type { CorrectionView } from '../../domain/contracts/corrections.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** Everything that was said about crossing `x`, as a JSON list. */
export const CORRECTIONS = `(SELECT json_group_array(json_object('id', n.id, 'correctionId', n.correction_id, 'kind', n.kind,
    'countsAs', json(n.counts_as), 'takesBack', b.correction_id, 'reason', n.reason, 'actor', n.actor, 'utcUs', n.utc_us,
    'into', CASE WHEN ox.id IS NULL THEN NULL ELSE json_object('sessionId', os.session_id, 'track', ox.track,
      'lineVersionId', ov.version_id, 'ordinal', ox.ordinal) END))
  FROM correction n LEFT JOIN correction b ON b.id = n.takes_back LEFT JOIN crossing ox ON ox.id = n.into_crossing
    LEFT JOIN session os ON os.id = ox.session LEFT JOIN line_version ov ON ov.id = ox.line_version
  WHERE n.crossing = x.id)`;

const storedSchema = z.array(correctionViewSchema.extend({ id: z.number() }));

/** Reads `CORRECTIONS`, oldest first. */
export const correctionList = z.string().transform((text): CorrectionView[] =>
  storedSchema
    .parse(JSON.parse(text))
    .sort((a, b) => a.id - b.id)
    .map(({ id: _, ...view }) => view),
);

/** Of one crossing by its number, oldest first. */
export function correctionsOf(sql: Sql, crossing: number): CorrectionView[] {
  const found = rows(
    sql(`SELECT ${CORRECTIONS} AS corrections FROM crossing x WHERE x.id = ?`),
    z.object({ corrections: correctionList }),
    crossing,
  );
  return found[0]?.corrections ?? [];
}
