import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import { lineDrawingSchema } from '../../domain/contracts/camera-config.ts';
import { binStart } from '../../domain/traffic/bins.ts';
import { currentLines, storedCamera } from './camera-rows.ts';
import { watermark } from './read-bins.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const SECONDS = 900;
const QUARTER_US = SECONDS * US_PER_SECOND;
/** Watched for longer than it lasts: sessions may overlap by less where they meet. */
const OVERLAP_US = US_PER_SECOND;
/** No camera was watched for longer than an answer may be. */
const MOST_QUARTERS = 600 * 96;

export interface QuartersQuery {
  readonly cameraId: string;
  /** Quarters of so many days before the newest closed one. */
  readonly days: number;
}

/** How a quarter of an hour was watched. */
export interface QuarterCoverage {
  readonly watchedShare: number;
  readonly degradedShare: number;
  readonly clockOverlap: boolean;
}

/** One line's crossings, quarter by quarter. */
export interface LineQuarters {
  readonly lineId: string;
  readonly name: string;
  readonly inName: string;
  readonly outName: string;
  /** Drawn as it is now since then: what was counted at another place is not compared with. */
  readonly sinceUtcUs: number;
  readonly in: readonly number[];
  readonly out: readonly number[];
}

/** The closed quarters of an hour of a live camera, without a break, by line and direction. */
export interface CameraQuarters {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly closedToUtcUs: number;
  readonly coverage: readonly QuarterCoverage[];
  readonly lines: readonly LineQuarters[];
}

/** Up to when a live camera's quarters are closed; null where there is no such camera or nothing of it yet. */
export function readClosedTo(sql: Sql, cameraId: string): number | null {
  const camera = storedCamera(sql, cameraId);
  if (camera === null) return null;
  const closedTo = binStart(watermark(sql, camera.id, 0), SECONDS);
  return closedTo <= 0 ? null : closedTo;
}

/** Null where there is no such camera or nothing of it is closed. */
export function readQuarters(sql: Sql, { cameraId, days }: QuartersQuery): CameraQuarters | null {
  const camera = storedCamera(sql, cameraId);
  const closedToUtcUs = readClosedTo(sql, cameraId);
  if (camera === null || closedToUtcUs === null) return null;
  const length = Math.min(MOST_QUARTERS, Math.ceil(days * 96));
  const stretch = { fromUtcUs: closedToUtcUs - length * QUARTER_US, toUtcUs: closedToUtcUs };
  const since = drawnSince(sql, camera.id);
  const lines = currentLines(sql, camera.id).map((line) => {
    const sinceUtcUs = since.get(line.lineId) ?? closedToUtcUs;
    const counts = lineCounts(sql, line.lineId, { ...stretch, length, sinceUtcUs });
    return { lineId: line.lineId, name: line.name, inName: line.inName, outName: line.outName, sinceUtcUs, ...counts };
  });
  return { cameraId, ...stretch, closedToUtcUs, coverage: coverage(sql, camera.id, stretch, length), lines };
}

interface QuarterStretch {
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

const coverageRow = z.object({ start: z.number(), watchedUs: z.number(), degradedUs: z.number() });

function coverage(sql: Sql, camera: number, { fromUtcUs, toUtcUs }: QuarterStretch, length: number): QuarterCoverage[] {
  const found = rows(
    sql(
      `SELECT start_utc_us AS start, watched_us AS watchedUs, degraded_us AS degradedUs FROM coverage_bin
       WHERE scope = 0 AND camera = ? AND seconds = ${SECONDS} AND start_utc_us >= ? AND start_utc_us < ?`,
    ),
    coverageRow,
    camera,
    fromUtcUs,
    toUtcUs,
  );
  const all: QuarterCoverage[] = Array.from({ length }, () => ({
    watchedShare: 0,
    degradedShare: 0,
    clockOverlap: false,
  }));
  for (const { start, watchedUs, degradedUs } of found) {
    const us = watchedUs + degradedUs;
    all[(start - fromUtcUs) / QUARTER_US] = {
      watchedShare: Math.min(1, us / QUARTER_US),
      degradedShare: Math.min(1, degradedUs / QUARTER_US),
      clockOverlap: us > QUARTER_US + OVERLAP_US,
    };
  }
  return all;
}

const countRow = z.object({ start: z.number(), direction: z.enum(['in', 'out']), count: z.number() });

function lineCounts(
  sql: Sql,
  lineId: string,
  { fromUtcUs, toUtcUs, length, sinceUtcUs }: QuarterStretch & { readonly length: number; readonly sinceUtcUs: number },
): { in: number[]; out: number[] } {
  const found = rows(
    sql(
      `SELECT r.start_utc_us AS start, r.direction, sum(r.count) AS count
       FROM line l JOIN line_version v ON v.line = l.id
         JOIN rollup r ON r.scope = 0 AND r.line_version = v.id AND r.seconds = ${SECONDS}
           AND r.start_utc_us >= ? AND r.start_utc_us < ?
       WHERE l.line_id = ? GROUP BY r.start_utc_us, r.direction`,
    ),
    countRow,
    Math.max(fromUtcUs, binStart(sinceUtcUs, SECONDS)),
    toUtcUs,
    lineId,
  );
  const counts = { in: new Array<number>(length).fill(0), out: new Array<number>(length).fill(0) };
  for (const { start, direction, count } of found) counts[direction][(start - fromUtcUs) / QUARTER_US] = count;
  return counts;
}

const versionRow = z.object({ lineId: z.string(), drawing: z.string(), utcUs: z.number() });

/** Since when each line lies where it lies now and is crossed by the same point of a vehicle; its names do not matter. */
function drawnSince(sql: Sql, camera: number): Map<string, number> {
  const versions = rows(
    sql(
      `SELECT l.line_id AS lineId, v.drawing, v.utc_us AS utcUs FROM line l JOIN line_version v ON v.line = l.id
       WHERE l.camera = ? AND l.hidden_utc_us IS NULL ORDER BY l.id, v.version`,
    ),
    versionRow,
    camera,
  );
  const since = new Map<string, { place: string; utcUs: number }>();
  for (const { lineId, drawing, utcUs } of versions) {
    const { from, to, reference } = lineDrawingSchema.parse(JSON.parse(drawing));
    const place = JSON.stringify([from.x, from.y, to.x, to.y, reference.x, reference.y]);
    if (since.get(lineId)?.place !== place) since.set(lineId, { place, utcUs });
  }
  return new Map([...since].map(([lineId, { utcUs }]) => [lineId, utcUs]));
}
