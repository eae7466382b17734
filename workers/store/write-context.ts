import { z } from 'zod';
import type { MovementVersion } from '../../domain/contracts/camera-config.ts';
import { currentMovements } from './camera-rows.ts';
import { integer, row } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

/** What the writer has to know of a session to place a fact. */
export interface KnownSession {
  readonly id: number;
  readonly camera: number;
  readonly mode: 'live' | 'replay';
  /** Whose totals its facts belong to: 0 for everything live, the session's own for a replay. */
  readonly scope: number;
  readonly anchorUtcUs: number;
  readonly anchorMediaUs: number;
  /** What a replay found is kept from when the replay was made, as a whole; what was seen live, from when that was (null). */
  readonly keptFromUtcUs: number | null;
}

export interface KnownVersion {
  readonly id: number;
  readonly camera: number;
}

/** One writing transaction's tools: statements, what is known by uuid, the clock. */
export interface WriteContext {
  readonly sql: Sql;
  readonly nowUtcUs: () => number;
  readonly session: (sessionId: string) => KnownSession | null;
  readonly lineVersion: (versionId: string) => KnownVersion | null;
  readonly zoneVersion: (versionId: string) => KnownVersion | null;
  readonly calibrationVersion: (versionId: string) => KnownVersion | null;
  readonly camera: (cameraId: string) => number | null;
  /** The movements of a camera as they are defined now. */
  readonly movements: (camera: number) => readonly MovementVersion[];
  /** When this database was last put in the place of a damaged one; 0 when it never was. */
  readonly restoredUtcUs: () => number;
  /** After a rollback what was looked up may no longer be there. */
  readonly forget: () => void;
}

/** Why a fact cannot be placed; it is then kept aside instead of holding up the rest. */
export type Stray = { readonly stray: string } | null;
export const PLACED: Stray = null;

const sessionRow = z.object({
  id: z.number(),
  camera: z.number(),
  mode: z.enum(['live', 'replay']),
  anchorUtcUs: z.number(),
  anchorMediaUs: z.number(),
  keptFromUtcUs: z.number().nullable(),
});
const versionRow = z.object({ id: z.number(), camera: z.number() });

/** Remembers what was found; what was not found is asked again, for it may come. */
function remembered<T>(
  find: (key: string) => T | null,
  most = 2000,
): { get: (key: string) => T | null; clear: () => void } {
  const kept = new Map<string, T>();
  const get = (key: string): T | null => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const found = find(key);
    if (found === null) return null;
    if (kept.size >= most) kept.clear();
    kept.set(key, found);
    return found;
  };
  return { get, clear: () => kept.clear() };
}

/** Every change of a camera gives it a new revision: what was read under another one is read again. */
function rememberedMovements(sql: Sql): {
  get: (camera: number) => readonly MovementVersion[];
  clear: () => void;
} {
  const kept = new Map<number, { revision: number; movements: readonly MovementVersion[] }>();
  const get = (camera: number): readonly MovementVersion[] => {
    const revision = integer(sql('SELECT revision FROM camera WHERE id = ?'), camera) ?? 0;
    const known = kept.get(camera);
    if (known?.revision === revision) return known.movements;
    const movements = currentMovements(sql, camera);
    kept.set(camera, { revision, movements });
    return movements;
  };
  return { get, clear: () => kept.clear() };
}

export function createWriteContext(sql: Sql, nowUtcUs: () => number): WriteContext {
  const session = remembered((sessionId): KnownSession | null => {
    const found = row(
      sql(`SELECT id, camera, mode, anchor_utc_us AS anchorUtcUs, anchor_media_us AS anchorMediaUs,
             CASE mode WHEN 'replay' THEN opened_utc_us END AS keptFromUtcUs
           FROM session WHERE session_id = ?`),
      sessionRow,
      sessionId,
    );
    return found === null ? null : { ...found, scope: found.mode === 'live' ? 0 : found.id };
  });
  const lineVersion = remembered((versionId) =>
    row(
      sql('SELECT v.id, l.camera FROM line_version v JOIN line l ON l.id = v.line WHERE v.version_id = ?'),
      versionRow,
      versionId,
    ),
  );
  const zoneVersion = remembered((versionId) =>
    row(
      sql('SELECT v.id, z.camera FROM zone_version v JOIN zone z ON z.id = v.zone WHERE v.version_id = ?'),
      versionRow,
      versionId,
    ),
  );
  const calibrationVersion = remembered((versionId) =>
    row(sql('SELECT id, camera FROM calibration_version WHERE version_id = ?'), versionRow, versionId),
  );
  const camera = remembered((cameraId) => integer(sql('SELECT id FROM camera WHERE camera_id = ?'), cameraId));
  const movements = rememberedMovements(sql);
  const restored = remembered(() =>
    integer(sql('SELECT coalesce(max(utc_us), 0) FROM generation WHERE restored_from IS NOT NULL')),
  );
  return {
    sql,
    nowUtcUs,
    session: session.get,
    lineVersion: lineVersion.get,
    zoneVersion: zoneVersion.get,
    calibrationVersion: calibrationVersion.get,
    camera: camera.get,
    movements: movements.get,
    restoredUtcUs: () => restored.get('') ?? 0,
    forget: () =>
      [session, lineVersion, zoneVersion, calibrationVersion, camera, movements, restored].forEach((kept) =>
        kept.clear(),
      ),
  };
}

/** The next number of the change feed. Numbers only grow, also across deletions. */
export function nextCursor(sql: Sql): number {
  const cursor = integer(sql(`UPDATE sequence SET value = value + 1 WHERE name = 'crossing' RETURNING value`));
  if (cursor === null) throw new Error('the sequence of the crossing feed is missing; run: npm run site -- check');
  return cursor;
}
