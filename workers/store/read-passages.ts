import { z } from 'zod';
import { zoneDrawingSchema } from '../../domain/contracts/camera-config.ts';
import type { TrackVisit } from '../../domain/contracts/journey-api.ts';
import type { Passage, WatchedStretch } from '../../domain/traffic/headway/headways.ts';
import { joinStretches } from '../../domain/traffic/headway/headways.ts';
import type { JourneyVisit } from '../../domain/traffic/journey/zone-journeys.ts';
import type { JourneyPassage } from '../../domain/traffic/journey/travel-times.ts';
import type { ApproachMinutesQuery } from './read-approaches.ts';
import { COUNTED_CLASSES } from './counted-classes.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** Enough for an hour of a very busy camera, few enough to be read and put in order in one go. */
export const MOST_PASSAGES = 40_000;

/** A vehicle at a line, as it was stored. */
export type PassageRow = Passage & JourneyPassage & { readonly lineVersionId: string };

/** Vehicles at the lines of a camera, and what of that time was watched. */
export interface Passages {
  readonly passages: readonly PassageRow[];
  readonly watched: readonly WatchedStretch[];
  readonly truncated: boolean;
}

const passageRow = z.object({
  sessionId: z.string(),
  track: z.number(),
  lineId: z.string(),
  lineVersionId: z.string(),
  direction: z.enum(['in', 'out']),
  mediaUs: z.number(),
  utcUs: z.number(),
  metresPerSecond: z.number().nullable(),
  length: z.number().nullable(),
});
const stretchRow = z.object({ sessionId: z.string(), fromMediaUs: z.number(), toMediaUs: z.number() });
const visitRow = z.object({
  sessionId: z.string(),
  track: z.number(),
  zoneId: z.string(),
  enterUtcUs: z.number(),
  exitUtcUs: z.number(),
});

const OF_SCOPE = `CASE WHEN :session IS NULL THEN s.mode = 'live' ELSE s.session_id = :session END`;
const OF_CAMERA = `(SELECT id FROM camera WHERE camera_id = :camera)`;

function paramsOf({ cameraId, fromUtcUs, toUtcUs, sessionId }: ApproachMinutesQuery) {
  return { camera: cameraId, from: fromUtcUs, to: toUtcUs, session: sessionId };
}

/** What drives at the lines that are there now, in order of source time. */
export function readPassages(sql: Sql, query: ApproachMinutesQuery): Passages {
  const found = rows(
    sql(
      `SELECT s.session_id AS sessionId, x.track, l.line_id AS lineId, v.version_id AS lineVersionId, x.direction,
         x.media_us AS mediaUs, x.utc_us AS utcUs, x.speed_mps AS metresPerSecond, x.length_m AS length
       FROM crossing x JOIN session s ON s.id = x.session JOIN line_version v ON v.id = x.line_version
         JOIN line l ON l.id = v.line AND l.hidden_utc_us IS NULL
       WHERE x.camera = ${OF_CAMERA} AND x.utc_us >= :from AND x.utc_us < :to AND ${OF_SCOPE}
         AND ${COUNTED_CLASSES} NOT IN ('[]', '["pedestrian"]')
       ORDER BY x.utc_us, x.id LIMIT ${MOST_PASSAGES + 1}`,
    ),
    passageRow,
    paramsOf(query),
  );
  const stretches = rows(
    sql(
      `SELECT s.session_id AS sessionId, c.from_media_us AS fromMediaUs, c.to_media_us AS toMediaUs
       FROM session s JOIN coverage c ON c.session = s.id AND c.to_utc_us > :from AND c.from_utc_us < :to
       WHERE s.camera = ${OF_CAMERA} AND ${OF_SCOPE} ORDER BY s.id, c.from_media_us`,
    ),
    stretchRow,
    paramsOf(query),
  );
  const passages = found.slice(0, MOST_PASSAGES);
  return { passages, watched: joinStretches(stretches), truncated: found.length > MOST_PASSAGES };
}

/** The stays in the zones that are there now, of whoever drives, by their end. */
export function readVisits(sql: Sql, query: ApproachMinutesQuery): { visits: JourneyVisit[]; truncated: boolean } {
  const found = rows(
    sql(
      `SELECT s.session_id AS sessionId, i.track, z.zone_id AS zoneId, i.enter_utc_us AS enterUtcUs,
         i.exit_utc_us AS exitUtcUs
       FROM zone z JOIN zone_version v ON v.zone = z.id JOIN zone_visit i ON i.zone_version = v.id
         AND i.exit_utc_us >= :from AND i.exit_utc_us < :to JOIN session s ON s.id = i.session
       WHERE z.camera = ${OF_CAMERA} AND z.hidden_utc_us IS NULL AND ${OF_SCOPE}
         AND coalesce(i.class_final, i.class_so_far) <> 'pedestrian'
       ORDER BY i.exit_utc_us, i.id LIMIT ${MOST_PASSAGES + 1}`,
    ),
    visitRow,
    paramsOf(query),
  );
  return { visits: found.slice(0, MOST_PASSAGES), truncated: found.length > MOST_PASSAGES };
}

const trackVisitRow = z.object({
  zoneId: z.string(),
  drawing: z.string(),
  enterUtcUs: z.number(),
  exitUtcUs: z.number(),
});

/** The zones that one vehicle was in, as they were named when it was there, in the order in which it entered them. */
export function readTrackVisits(sql: Sql, sessionId: string, track: number): TrackVisit[] {
  const found = rows(
    sql(
      `SELECT z.zone_id AS zoneId, v.drawing, i.enter_utc_us AS enterUtcUs, i.exit_utc_us AS exitUtcUs
       FROM session s JOIN zone_visit i ON i.session = s.id JOIN zone_version v ON v.id = i.zone_version
         JOIN zone z ON z.id = v.zone WHERE s.session_id = ? AND i.track = ? ORDER BY i.enter_utc_us, i.id`,
    ),
    trackVisitRow,
    sessionId,
    track,
  );
  return found.map(({ zoneId, drawing, enterUtcUs, exitUtcUs }) => {
    const { name: zoneName } = zoneDrawingSchema.parse(JSON.parse(drawing));
    return { zoneId, zoneName, enterUtcUs, exitUtcUs, seconds: (exitUtcUs - enterUtcUs) / 1e6 };
  });
}
