import { z } from 'zod';
import { zoneStateNameSchema } from '../../domain/contracts/density.ts';
import type { ZoneHistory } from '../../domain/contracts/density.ts';
import { binStart } from '../../domain/traffic/bins.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface ZoneHistoryQuery {
  readonly cameraId: string;
  readonly zoneId: string | null;
  /** Null: what was seen live. */
  readonly sessionId: string | null;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

/** A day of ten zones; whoever wants more asks again behind the last row. */
const MOST_ROWS = 15_000;

const changeRow = z.object({
  sessionId: z.string(),
  zoneId: z.string(),
  zoneVersionId: z.string(),
  ordinal: z.number(),
  from: zoneStateNameSchema,
  to: zoneStateNameSchema,
  density: z.number(),
  utcUs: z.number(),
});
const minuteRow = z.object({
  sessionId: z.string(),
  zoneId: z.string(),
  zoneVersionId: z.string(),
  startUtcUs: z.number(),
  watchedUs: z.number(),
  meanDensity: z.number(),
  maxDensity: z.number(),
  meanVehicles: z.number(),
  maxVehicles: z.number(),
  meanPcu: z.number(),
  meanByClass: z.string().transform((text) => z.record(z.string(), z.number()).parse(JSON.parse(text))),
  normal: z.number(),
  warning: z.number(),
  heavy: z.number(),
  jam: z.number(),
});

const tables = `camera c JOIN zone z ON z.camera = c.id JOIN zone_version v ON v.zone = z.id`;
const chosen = `c.camera_id = :camera AND (:zone IS NULL OR z.zone_id = :zone)
  AND CASE WHEN :session IS NULL THEN s.mode = 'live' ELSE s.session_id = :session END`;

/** The changes and the minutes of a camera's zones in a stretch of time, oldest first. */
export function readZoneHistory(sql: Sql, query: ZoneHistoryQuery): ZoneHistory {
  const { cameraId, zoneId, sessionId, fromUtcUs, toUtcUs } = query;
  const params = { camera: cameraId, zone: zoneId, session: sessionId, from: fromUtcUs, to: toUtcUs };
  const changes = rows(
    sql(
      `SELECT s.session_id AS sessionId, z.zone_id AS zoneId, v.version_id AS zoneVersionId, x.ordinal,
         x.from_state AS "from", x.to_state AS "to", x.density, x.utc_us AS utcUs
       FROM ${tables} JOIN zone_state x ON x.zone_version = v.id JOIN session s ON s.id = x.session
       WHERE ${chosen} AND x.utc_us >= :from AND x.utc_us < :to ORDER BY x.utc_us, x.id LIMIT ${MOST_ROWS}`,
    ),
    changeRow,
    params,
  );
  const minutes = rows(
    sql(
      `SELECT s.session_id AS sessionId, z.zone_id AS zoneId, v.version_id AS zoneVersionId,
         x.start_utc_us AS startUtcUs, x.watched_us AS watchedUs, x.mean_density AS meanDensity,
         x.max_density AS maxDensity, x.mean_vehicles AS meanVehicles, x.max_vehicles AS maxVehicles,
         x.mean_pcu AS meanPcu, x.mean_by_class AS meanByClass, x.normal_us AS normal, x.warning_us AS warning,
         x.heavy_us AS heavy, x.jam_us AS jam
       FROM ${tables} JOIN zone_minute x ON x.zone_version = v.id JOIN session s ON s.id = x.session
       WHERE ${chosen} AND x.start_utc_us > :from - 60000000 AND x.start_utc_us < :to
       ORDER BY x.start_utc_us, x.id LIMIT ${MOST_ROWS}`,
    ),
    minuteRow,
    params,
  );
  const moreFromUtcUs = cutOff(changes, minutes);
  const before = moreFromUtcUs ?? toUtcUs;
  return {
    changes: changes.filter(({ utcUs }) => utcUs < before),
    minutes: minutes
      .filter(({ startUtcUs }) => startUtcUs < before)
      .map(({ normal, warning, heavy, jam, ...minute }) => ({ ...minute, inStateUs: { normal, warning, heavy, jam } })),
    moreFromUtcUs,
  };
}

/** Where an answer that came to its bound ends: at a whole minute, so that the next one begins with it. */
function cutOff(
  changes: readonly { readonly utcUs: number }[],
  minutes: readonly { readonly startUtcUs: number }[],
): number | null {
  const ends = [
    ...(changes.length < MOST_ROWS ? [] : [binStart(changes.at(-1)?.utcUs ?? 0, 60)]),
    ...(minutes.length < MOST_ROWS ? [] : [minutes.at(-1)?.startUtcUs ?? 0]),
  ];
  return ends.length === 0 ? null : Math.min(...ends);
}
