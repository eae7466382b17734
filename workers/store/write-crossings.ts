import { z } from 'zod';
import type { Crossing, CrossingSpeed, PathChunk, TrackEnd, ZoneVisit } from '../../domain/contracts/facts.ts';
import { classList, countedClassesOf } from './counted-classes.ts';
import { closeIncidents } from './write-incidents.ts';
import { decideAgain, decideLeftTracks, decideMovement } from './write-movements.ts';
import { addToRollups, replaceInRollups } from './rollups.ts';
import { row, rows } from './sqlite.ts';
import { nextCursor, PLACED } from './write-context.ts';
import type { Stray, WriteContext } from './write-context.ts';

const trackClassRow = z.object({ class: z.string() });
const crossingClassRow = z.object({
  id: z.number(),
  lineVersion: z.number(),
  utcUs: z.number(),
  direction: z.enum(['in', 'out']),
  classSoFar: z.string(),
  classFinal: z.string().nullable(),
  countedAs: classList.nullable(),
});

/** The class that nothing will change any more, when the track or its session is already over; else null. */
function classAlreadyFinal(context: WriteContext, session: number, track: number, classSoFar: string): string | null {
  const ended = row(
    context.sql('SELECT class FROM track WHERE session = ? AND number = ?'),
    trackClassRow,
    session,
    track,
  );
  if (ended !== null) return ended.class;
  const over = context.sql('SELECT 1 AS over FROM session WHERE id = ? AND ended_by IS NOT NULL').get(session);
  return over === undefined ? null : classSoFar;
}

export function writeCrossing(context: WriteContext, fact: Crossing): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  const line = context.lineVersion(fact.lineVersionId);
  if (line === null) return { stray: 'no such line version' };
  if (line.camera !== session.camera) return { stray: 'the line belongs to another camera' };
  const known = context
    .sql('SELECT 1 AS known FROM crossing WHERE session = ? AND track = ? AND line_version = ? AND ordinal = ?')
    .get(session.id, fact.track, line.id, fact.ordinal);
  if (known !== undefined) return PLACED;
  const final = classAlreadyFinal(context, session.id, fact.track, fact.classSoFar);
  context
    .sql(
      `INSERT INTO crossing (cursor, session, track, line_version, ordinal, camera, direction, media_us, utc_us,
         frame_id, x, y, class_so_far, class_final, calibration, speed_mps, speed_plus_minus, acceleration,
         acceleration_plus_minus, length_m, speed_refusal)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      nextCursor(context.sql),
      session.id,
      fact.track,
      line.id,
      fact.ordinal,
      session.camera,
      fact.direction,
      fact.mediaUs,
      fact.utcUs,
      fact.frameId,
      fact.x,
      fact.y,
      fact.classSoFar,
      final,
      ...speedColumns(context, session.camera, fact.speed),
    );
  const place = { scope: session.scope, lineVersion: line.id, utcUs: fact.utcUs, direction: fact.direction };
  addToRollups(context.sql, place, final ?? fact.classSoFar, 1);
  if (final !== null) decideAgain(context, session, fact.track);
  return PLACED;
}

/** A crossing counts whatever was measured of it: a calibration that a restored store does not know costs only the speed. */
function speedColumns(
  context: WriteContext,
  camera: number,
  speed: CrossingSpeed | undefined,
): readonly (number | string | null)[] {
  const calibration = speed === undefined ? null : context.calibrationVersion(speed.calibrationId);
  if (speed === undefined || calibration?.camera !== camera) return Array<null>(7).fill(null);
  const { metresPerSecond, plusMinus, acceleration, accelerationPlusMinus, length, refusal } = speed;
  return [calibration.id, metresPerSecond, plusMinus, acceleration, accelerationPlusMinus, length, refusal];
}

export function writeZoneVisit(context: WriteContext, fact: ZoneVisit): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  const zone = context.zoneVersion(fact.zoneVersionId);
  if (zone === null) return { stray: 'no such zone version' };
  if (zone.camera !== session.camera) return { stray: 'the zone belongs to another camera' };
  const final = classAlreadyFinal(context, session.id, fact.track, fact.classSoFar);
  const made = context
    .sql(
      `INSERT INTO zone_visit (session, track, zone_version, ordinal, enter_media_us, enter_utc_us, exit_media_us,
         exit_utc_us, class_so_far, class_final) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (session, track, zone_version, ordinal) DO NOTHING`,
    )
    .run(
      session.id,
      fact.track,
      zone.id,
      fact.ordinal,
      fact.enterMediaUs,
      fact.enterUtcUs,
      fact.exitMediaUs,
      fact.exitUtcUs,
      fact.classSoFar,
      final,
    );
  if (final !== null && made.changes > 0) decideAgain(context, session, fact.track);
  return PLACED;
}

/** The end of a track fixes the class of everything it did. */
export function writeTrackEnd(context: WriteContext, fact: TrackEnd): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  const made = context
    .sql(
      `INSERT INTO track (session, number, class, votes, first_media_us, last_media_us, first_utc_us, last_utc_us,
         first_frame_id, last_frame_id, points) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (session, number) DO NOTHING`,
    )
    .run(
      session.id,
      fact.track,
      fact.class,
      JSON.stringify(fact.votes),
      fact.firstMediaUs,
      fact.lastMediaUs,
      fact.firstUtcUs,
      fact.lastUtcUs,
      fact.firstFrameId,
      fact.lastFrameId,
      fact.points,
    );
  if (made.changes === 0) return PLACED;
  const crossings = rows(
    context.sql(
      `SELECT id, line_version AS lineVersion, utc_us AS utcUs, direction, class_so_far AS classSoFar,
         class_final AS classFinal, counted_as AS countedAs FROM crossing WHERE session = ? AND track = ? AND class_final IS NOT ?`,
    ),
    crossingClassRow,
    session.id,
    fact.track,
    fact.class,
  );
  for (const crossing of crossings) {
    const place = { ...crossing, scope: session.scope };
    // Where a person has corrected it, that stands: both lists are then the same.
    replaceInRollups(
      context.sql,
      place,
      countedClassesOf(crossing),
      countedClassesOf({ ...crossing, classFinal: fact.class }),
    );
    makeFinal(context, crossing.id, fact.class);
  }
  context
    .sql('UPDATE zone_visit SET class_final = ? WHERE session = ? AND track = ?')
    .run(fact.class, session.id, fact.track);
  decideMovement(context, session, fact);
  return PLACED;
}

/** A new cursor, so that everyone who follows the feed sees the change. */
function makeFinal(context: WriteContext, crossing: number, className: string): void {
  context
    .sql('UPDATE crossing SET class_final = ?, cursor = ? WHERE id = ?')
    .run(className, nextCursor(context.sql), crossing);
}

/** When a session is over, classes that no track end confirmed stay as they are, for good. */
export function finaliseSession(context: WriteContext, session: number): void {
  const open = rows(
    context.sql(`SELECT id, class_so_far AS class FROM crossing WHERE session = ? AND class_final IS NULL ORDER BY id`),
    z.object({ id: z.number(), class: z.string() }),
    session,
  );
  for (const crossing of open) makeFinal(context, crossing.id, crossing.class);
  context
    .sql('UPDATE zone_visit SET class_final = class_so_far WHERE session = ? AND class_final IS NULL')
    .run(session);
  decideLeftTracks(context, session);
  closeIncidents(context, session);
}

export function writePathChunk(context: WriteContext, fact: PathChunk, body: Uint8Array): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  if (fact.bodyOffset + fact.bodyLength > body.length) return { stray: 'the bytes of the path are missing' };
  context
    .sql(
      `INSERT INTO path_chunk (session, track, chunk, points, first_media_us, last_media_us, first_utc_us, last_utc_us,
         aged_utc_us, class_so_far, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, track, chunk) DO NOTHING`,
    )
    .run(
      session.id,
      fact.track,
      fact.chunk,
      fact.points,
      fact.firstMediaUs,
      fact.lastMediaUs,
      fact.firstUtcUs,
      fact.lastUtcUs,
      session.keptFromUtcUs ?? fact.lastUtcUs,
      fact.classSoFar,
      body.subarray(fact.bodyOffset, fact.bodyOffset + fact.bodyLength),
    );
  return PLACED;
}
