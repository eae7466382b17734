import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { CorrectionView, CrossingKey } from '../../domain/contracts/corrections.ts';
import type { storeCommands, StoreResult } from '../../domain/contracts/store-commands.ts';
import { countsAfter, judgeCorrection } from '../../domain/traffic/corrections/correction-rule.ts';
import type { CorrectedCrossing } from '../../domain/traffic/corrections/correction-rule.ts';
import { standingCorrection } from '../../domain/traffic/corrections/counted-classes.ts';
import { recordAudit } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { classList, countedClassesOf } from './counted-classes.ts';
import { correctionsOf } from './read-corrections.ts';
import { replaceInRollups } from './rollups.ts';
import { integer, row } from './sqlite.ts';
import { nextCursor } from './write-context.ts';
import { decideAgain } from './write-movements.ts';

type Params<M extends keyof typeof storeCommands> = z.output<(typeof storeCommands)[M]['params']>;

const foundRow = z.object({
  id: z.number(),
  lineVersion: z.number(),
  lineId: z.string(),
  direction: z.enum(['in', 'out']),
  utcUs: z.number(),
  scope: z.number(),
  classSoFar: z.string(),
  classFinal: z.string().nullable(),
  countedAs: classList.nullable(),
  sessionId: z.string(),
  track: z.number(),
  lineVersionId: z.string(),
  ordinal: z.number(),
});
type Found = z.output<typeof foundRow>;

const findCrossing = `SELECT x.id, x.line_version AS lineVersion, l.line_id AS lineId, x.direction, x.utc_us AS utcUs,
    CASE s.mode WHEN 'live' THEN 0 ELSE s.id END AS scope, x.class_so_far AS classSoFar, x.class_final AS classFinal,
    x.counted_as AS countedAs, s.session_id AS sessionId, x.track, v.version_id AS lineVersionId, x.ordinal
  FROM crossing x JOIN session s ON s.id = x.session JOIN line_version v ON v.id = x.line_version JOIN line l ON l.id = v.line`;

function crossingOf({ sql }: CommandContext, key: CrossingKey): Result<Found> {
  const found = row(
    sql(`${findCrossing} WHERE s.session_id = ? AND x.track = ? AND v.version_id = ? AND x.ordinal = ?`),
    foundRow,
    key.sessionId,
    key.track,
    key.lineVersionId,
    key.ordinal,
  );
  if (found !== null) return ok(found);
  return fail('crossing-unknown', `there is no crossing ${nameOf(key)}`, 'open the list behind the number again');
}

function nameOf({ sessionId, track, lineVersionId, ordinal }: CrossingKey): string {
  return `${sessionId}/${track}/${lineVersionId}/${ordinal}`;
}

function judged(context: CommandContext, found: Found): CorrectedCrossing {
  const standing = standingCorrection(correctionsOf(context.sql, found.id))?.kind ?? null;
  return {
    ...found,
    countsAs: countedClassesOf(found),
    standing: standing === 'take-back' ? null : standing,
  };
}

/** A person's word on a crossing. Totals and feed follow in the same transaction; the crossing stays as it was found. */
export function correctCrossing(
  context: CommandContext,
  { actor, crossing: key, correction }: Params<'crossing.correct'>,
): Result<StoreResult<'crossing.correct'>> {
  const crossing = crossingOf(context, key);
  if (!crossing.ok) return crossing;
  const into = correction.kind === 'merge' ? crossingOf(context, correction.into) : ok(null);
  if (!into.ok) return into;
  const other = into.value;
  const verdict = judgeCorrection(
    judged(context, crossing.value),
    correction,
    other === null ? null : judged(context, other),
  );
  if (!verdict.ok) return verdict;
  const countsAs = countsAfter(correction);
  const correctionId = randomUUID();
  context
    .sql(
      `INSERT INTO correction (correction_id, crossing, kind, counts_as, into_crossing, reason, actor, utc_us)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[correctionId, crossing.value.id, correction.kind, JSON.stringify(countsAs), other?.id ?? null],
      ...[correction.reason, actor, context.nowUtcUs()],
    );
  const before = countedClassesOf(crossing.value);
  recount(context, crossing.value);
  const change = `${said(before)} -> ${said(countsAs)}${other === null ? '' : `, same as ${nameOf(other)}`}`;
  recordAudit(context, actor, `crossing.${correction.kind}`, nameOf(key), withReason(change, correction.reason));
  return ok({ correctionId });
}

/** A correction no longer holds; what was said before it does again. Both stay to be read. */
export function takeBackCorrection(
  context: CommandContext,
  { actor, correctionId, reason }: Params<'correction.take-back'>,
): Result<StoreResult<'correction.take-back'>> {
  const { sql } = context;
  const number = integer(sql('SELECT id FROM correction WHERE correction_id = ?'), correctionId);
  const found = row(
    sql(`${findCrossing} WHERE x.id = (SELECT crossing FROM correction WHERE id = ?)`),
    foundRow,
    number,
  );
  if (number === null || found === null)
    return fail('correction-unknown', `there is no correction ${correctionId}`, 'open the list of vehicles again');
  const verdict = judgeTakeBack(correctionsOf(sql, found.id), correctionId);
  if (!verdict.ok) return verdict;
  sql(`INSERT INTO correction (correction_id, crossing, kind, takes_back, reason, actor, utc_us)
       VALUES (?, ?, 'take-back', ?, ?, ?, ?)`).run(
    ...[randomUUID(), found.id, number, reason, actor, context.nowUtcUs()],
  );
  const change = `${said(countedClassesOf(found))} -> ${said(recount(context, found))}`;
  recordAudit(context, actor, 'crossing.take-back', nameOf(found), withReason(change, reason));
  return ok({});
}

function judgeTakeBack(made: readonly CorrectionView[], correctionId: string): Result<void> {
  const wanted = made.find((one) => one.correctionId === correctionId);
  if (wanted?.kind === 'take-back')
    return fail('bad-take-back', 'this is a take-back itself', 'correct the crossing once more instead');
  if (made.some(({ takesBack }) => takesBack === correctionId))
    return fail('already-taken-back', 'this correction was taken back before', 'nothing is to be done');
  return ok(undefined);
}

/** Brings the totals and the feed to what the corrections of a crossing say now. */
function recount(context: CommandContext, found: Found): readonly string[] {
  const countedAs = standingCorrection(correctionsOf(context.sql, found.id))?.countsAs ?? null;
  const after = countedClassesOf({ ...found, countedAs });
  replaceInRollups(context.sql, found, countedClassesOf(found), after);
  context
    .sql('UPDATE crossing SET counted_as = ?, cursor = ? WHERE id = ?')
    .run(countedAs === null ? null : JSON.stringify(countedAs), nextCursor(context.sql), found.id);
  decideWayAnew(context, found);
  return after;
}

/** A crossing that does not count is no gate of its vehicle's way; one whose track goes on is decided when that ends. */
function decideWayAnew(context: CommandContext, { sessionId, track }: Found): void {
  const session = context.session(sessionId);
  if (session === null) return;
  const decided = context.sql('SELECT 1 FROM track_movement WHERE session = ? AND track = ?').get(session.id, track);
  if (decided !== undefined) decideAgain(context, session, track);
}

function said(classes: readonly string[]): string {
  return classes.length === 0 ? 'not counted' : classes.join(' + ');
}

function withReason(change: string, reason: string): string {
  return reason === '' ? change : `${change}: ${reason}`;
}
