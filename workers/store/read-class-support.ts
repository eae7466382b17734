import { z } from 'zod';
import { classSupport } from '../../domain/traffic/class-support.ts';
import type { ClassSupport } from '../../domain/traffic/class-support.ts';
import { storedCamera } from './camera-rows.ts';
import { scopeOf } from './read-bins.ts';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface ClassSupportQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
  /** Null: live sessions. */
  readonly sessionId: string | null;
}

const modelRow = z.object({
  classes: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : z.array(z.string()).parse(JSON.parse(text)))),
});

/** What the models of the sessions that touch a stretch of time could tell. */
export function readClassSupport(sql: Sql, query: ClassSupportQuery): ClassSupport | null {
  const camera = storedCamera(sql, query.cameraId);
  const scope = scopeOf(sql, query.sessionId);
  if (camera === null || scope === null) return null;
  const models = rows(
    sql(
      `SELECT DISTINCT m.id, m.classes FROM session s JOIN run r ON r.id = s.run JOIN model m ON m.id = r.model
       WHERE s.camera = :camera AND CASE :scope WHEN 0 THEN s.mode = 'live' ELSE s.id = :scope END
         AND s.anchor_utc_us < :to AND coalesce(s.watermark_utc_us, s.anchor_utc_us) >= :from`,
    ),
    modelRow,
    { camera: camera.id, scope, from: query.fromUtcUs, to: query.toUtcUs },
  );
  return classSupport(models.map(({ classes }) => classes));
}
