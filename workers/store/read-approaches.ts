import { z } from 'zod';
import { approachMinuteSchema } from '../../domain/contracts/approach-facts.ts';
import type { StoredMinute } from '../../domain/traffic/queue/approach-figures.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface ApproachMinutesQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
  /** Null: live sessions only. */
  readonly sessionId: string | null;
}

/** A stored minute and the zone that it is of, whatever its version. */
export type ApproachMinuteRow = StoredMinute & { readonly zoneId: string };

/** Two weeks of four approaches. */
const MOST_ROWS = 80_000;

const { queueUsByClass, maxByClass, metres } = approachMinuteSchema.shape;
const minuteRow = z.object({
  zoneId: z.string(),
  startUtcUs: z.number(),
  watchedUs: z.number(),
  queueUs: z.number(),
  queueUsByClass: z.string(),
  maxVehicles: z.number(),
  maxByClass: z.string(),
  maxMetres: z.number().nullable(),
  metres,
  arrivals: z.number(),
  departures: z.number(),
  joined: z.number(),
  discharged: z.number(),
  delayUs: z.number(),
  delayed: z.number(),
  saturationUs: z.number(),
  saturationHeadways: z.number(),
  spillbackUs: z.number(),
});

/** The minutes of a camera's approaches in order of time. */
export function readApproachMinutes(sql: Sql, query: ApproachMinutesQuery): ApproachMinuteRow[] {
  const found = rows(
    sql(
      `SELECT z.zone_id AS zoneId, m.start_utc_us AS startUtcUs, m.watched_us AS watchedUs, m.queue_us AS queueUs,
         m.queue_us_by_class AS queueUsByClass, m.max_vehicles AS maxVehicles, m.max_by_class AS maxByClass,
         m.max_metres AS maxMetres, m.metres, m.arrivals, m.departures, m.joined, m.discharged, m.delay_us AS delayUs,
         m.delayed, m.saturation_us AS saturationUs, m.saturation_headways AS saturationHeadways,
         m.spillback_us AS spillbackUs
       FROM zone z JOIN zone_version v ON v.zone = z.id JOIN approach_minute m ON m.zone_version = v.id
         AND m.start_utc_us >= :from AND m.start_utc_us < :to JOIN session s ON s.id = m.session
       WHERE z.camera = (SELECT id FROM camera WHERE camera_id = :camera) AND z.hidden_utc_us IS NULL
         AND CASE WHEN :session IS NULL THEN s.mode = 'live' ELSE s.session_id = :session END
       ORDER BY m.start_utc_us, m.id LIMIT ${MOST_ROWS}`,
    ),
    minuteRow,
    { from: query.fromUtcUs, to: query.toUtcUs, camera: query.cameraId, session: query.sessionId },
  );
  return found.map((row) => ({
    ...row,
    queueUsByClass: queueUsByClass.parse(JSON.parse(row.queueUsByClass)),
    maxByClass: maxByClass.parse(JSON.parse(row.maxByClass)),
  }));
}
