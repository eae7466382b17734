import { statSync } from 'node:fs';
import { z } from 'zod';
import { auditRowSchema, streamKeyViewSchema, userViewSchema } from '../../domain/contracts/api.ts';
import type { AuditRow, StreamKeyView, UserView } from '../../domain/contracts/api.ts';
import { cameraEventSchema, holeSchema } from '../../domain/contracts/facts.ts';
import type { CameraEvent, Hole } from '../../domain/contracts/facts.ts';
import { roleSchema } from '../../domain/contracts/store-commands.ts';
import type { Role } from '../../domain/contracts/store-commands.ts';
import { integer, row, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export const MOST_ROWS = 1000;

export interface SiteRow {
  readonly name: string;
  readonly timeZone: string;
}

export function readSite(sql: Sql): SiteRow | null {
  return row(sql('SELECT name, time_zone AS timeZone FROM site'), z.object({ name: z.string(), timeZone: z.string() }));
}

export function readUsers(sql: Sql): UserView[] {
  return rows(
    sql('SELECT user_id AS userId, name, role, created_utc_us AS createdUtcUs FROM user ORDER BY name'),
    userViewSchema,
  );
}

export interface UserRow {
  readonly name: string;
  readonly role: Role;
  /** Empty while no password was ever set. */
  readonly passwordHash: string;
}

/** For signing in only: the one reader of the hash. */
export function readUser(sql: Sql, name: string): UserRow | null {
  return row(
    sql('SELECT name, role, password_hash AS passwordHash FROM user WHERE name = ?'),
    z.object({ name: z.string(), role: roleSchema, passwordHash: z.string() }),
    name,
  );
}

const keyColumns = `k.key_id AS keyId, c.camera_id AS cameraId, k.label, k.created_utc_us AS createdUtcUs
  FROM stream_key k JOIN camera c ON c.id = k.camera WHERE k.revoked_utc_us IS NULL`;

export function readStreamKeys(sql: Sql, cameraId: string): StreamKeyView[] {
  return rows(sql(`SELECT ${keyColumns} AND c.camera_id = ? ORDER BY k.id`), streamKeyViewSchema, cameraId);
}

export function readStreamKeyByHash(sql: Sql, keyHash: string): StreamKeyView | null {
  return row(sql(`SELECT ${keyColumns} AND k.key_hash = ?`), streamKeyViewSchema, keyHash);
}

export function readSettings(sql: Sql): Map<string, string> {
  const found = rows(sql('SELECT key, value FROM setting'), z.object({ key: z.string(), value: z.string() }));
  return new Map(found.map(({ key, value }) => [key, value]));
}

export function readCursor(sql: Sql, follower: string): number {
  return integer(sql('SELECT cursor FROM follower WHERE name = ?'), follower) ?? 0;
}

export function readNewestCursor(sql: Sql): number {
  return integer(sql(`SELECT value FROM sequence WHERE name = 'crossing'`)) ?? 0;
}

/** Newest first. */
export interface Page {
  readonly beforeId: number | null;
  readonly limit: number;
}

export function readAudit(sql: Sql, page: Page): AuditRow[] {
  return rows(
    sql(
      `SELECT id, utc_us AS utcUs, actor, action, subject, detail FROM audit
       WHERE :before IS NULL OR id < :before ORDER BY id DESC LIMIT :limit`,
    ),
    auditRowSchema,
    { before: page.beforeId, limit: Math.min(page.limit, MOST_ROWS) },
  );
}

const processEventSchema = z.object({
  id: z.number(),
  utcUs: z.number(),
  process: z.string(),
  event: z.string(),
  detail: z.string(),
});
export type ProcessEvent = z.infer<typeof processEventSchema>;

export function readProcessEvents(sql: Sql, page: Page): ProcessEvent[] {
  return rows(
    sql(
      `SELECT id, utc_us AS utcUs, process, event, detail FROM process_event
       WHERE :before IS NULL OR id < :before ORDER BY id DESC LIMIT :limit`,
    ),
    processEventSchema,
    { before: page.beforeId, limit: Math.min(page.limit, MOST_ROWS) },
  );
}

export interface Stretch {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

export function readCameraEvents(sql: Sql, stretch: Stretch): CameraEvent[] {
  return rows(
    sql(
      `SELECT 'camera-event' AS kind, c.camera_id AS cameraId, e.utc_us AS utcUs, e.state, e.reason, e.detail
       FROM camera_event e JOIN camera c ON c.id = e.camera
       WHERE c.camera_id = ? AND e.utc_us >= ? AND e.utc_us < ? ORDER BY e.utc_us, e.id LIMIT ${MOST_ROWS}`,
    ),
    cameraEventSchema,
    stretch.cameraId,
    stretch.fromUtcUs,
    stretch.toUtcUs,
  );
}

/** Why a stretch was not watched. */
export function readHoles(sql: Sql, stretch: Stretch): Hole[] {
  return rows(
    sql(
      `SELECT 'hole' AS kind, c.camera_id AS cameraId, h.from_utc_us AS fromUtcUs, h.to_utc_us AS toUtcUs, h.cause
       FROM hole h JOIN camera c ON c.id = h.camera
       WHERE c.camera_id = ? AND h.to_utc_us > ? AND h.from_utc_us < ? ORDER BY h.from_utc_us LIMIT ${MOST_ROWS}`,
    ),
    holeSchema,
    stretch.cameraId,
    stretch.fromUtcUs,
    stretch.toUtcUs,
  );
}

export interface StoreSizes {
  readonly databaseBytes: number;
  readonly logBytes: number;
  readonly strayFacts: number;
}

export function readSizes(sql: Sql, file: string): StoreSizes {
  const bytes = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  return {
    databaseBytes: bytes(file),
    logBytes: bytes(`${file}-wal`),
    strayFacts: integer(sql('SELECT count(*) FROM stray_fact')) ?? 0,
  };
}
