import { z } from 'zod';
import { changedFields } from '../../domain/camera/changed-fields.ts';
import { runViewSchema } from '../../domain/contracts/changes.ts';
import type { CameraChangeView } from '../../domain/contracts/changes.ts';
import { integer, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

export interface ChangesQuery {
  readonly cameraId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

/** More than anybody looks through; the newest are told. */
const MOST_CHANGES = 500;

interface Stretch {
  readonly camera: number;
  readonly from: number;
  readonly to: number;
}

/** What changed about a camera in a stretch of time and may show in its numbers, in the order of time. */
export function readChanges(sql: Sql, { cameraId, fromUtcUs, toUtcUs }: ChangesQuery): CameraChangeView[] {
  const camera = integer(sql('SELECT id FROM camera WHERE camera_id = ?'), cameraId);
  if (camera === null) return [];
  const stretch = { camera, from: fromUtcUs, to: toUtcUs };
  return [
    ...drawingChanges(sql, 'line', stretch),
    ...drawingChanges(sql, 'zone', stretch),
    ...calibrationChanges(sql, stretch),
    ...settingChanges(sql, stretch),
    ...runChanges(sql, stretch),
  ]
    .sort((a, b) => a.utcUs - b.utcUs)
    .slice(-MOST_CHANGES);
}

const drawnRow = z.object({
  utcUs: z.number(),
  version: z.number(),
  drawing: z.string(),
  actor: z.string().nullable(),
  removed: z.number(),
});
const nameSchema = z.object({ name: z.string() });

function drawingChanges(sql: Sql, kind: 'line' | 'zone', stretch: Stretch): CameraChangeView[] {
  const found = rows(
    sql(
      `SELECT v.utc_us AS utcUs, v.version, v.drawing, v.actor, 0 AS removed
       FROM ${kind}_version v JOIN ${kind} d ON d.id = v.${kind}
       WHERE d.camera = :camera AND v.utc_us >= :from AND v.utc_us < :to
       UNION ALL
       SELECT d.hidden_utc_us, v.version, v.drawing,
         (SELECT actor FROM audit WHERE action = '${kind}.delete' AND subject = d.${kind}_id ORDER BY id DESC LIMIT 1), 1
       FROM ${kind} d JOIN ${kind}_version v ON v.${kind} = d.id
         AND v.version = (SELECT max(version) FROM ${kind}_version WHERE ${kind} = d.id)
       WHERE d.camera = :camera AND d.hidden_utc_us >= :from AND d.hidden_utc_us < :to`,
    ),
    drawnRow,
    stretch,
  );
  return found.map(({ utcUs, version, drawing, actor, removed }) => ({
    utcUs,
    kind,
    event: removed === 1 ? 'removed' : version === 1 ? 'added' : 'changed',
    subject: nameSchema.parse(JSON.parse(drawing)).name,
    version,
    fields: [],
    actor,
  }));
}

const calibratedRow = z.object({ utcUs: z.number(), version: z.number(), holds: z.number(), actor: z.string() });

function calibrationChanges(sql: Sql, stretch: Stretch): CameraChangeView[] {
  const found = rows(
    sql(
      `SELECT utc_us AS utcUs, version, draft IS NOT NULL AS holds, actor FROM calibration_version
       WHERE camera = :camera AND utc_us >= :from AND utc_us < :to`,
    ),
    calibratedRow,
    stretch,
  );
  return found.map(({ utcUs, version, holds, actor }) => ({
    utcUs,
    kind: 'calibration',
    event: holds === 0 ? 'removed' : version === 1 ? 'added' : 'changed',
    subject: '',
    version,
    fields: [],
    actor,
  }));
}

const revisedRow = z.object({
  utcUs: z.number(),
  revision: z.number(),
  config: z.string(),
  before: z.string().nullable(),
  actor: z.string(),
});
const configSchema = z.record(z.string(), z.unknown());

/** Revisions that only follow a line, a zone or a calibration are told by those. */
function settingChanges(sql: Sql, stretch: Stretch): CameraChangeView[] {
  const found = rows(
    sql(
      `SELECT r.utc_us AS utcUs, r.revision, r.config, r.actor, p.config AS before
       FROM camera_revision r LEFT JOIN camera_revision p ON p.camera = r.camera AND p.revision = r.revision - 1
       WHERE r.camera = :camera AND r.utc_us >= :from AND r.utc_us < :to ORDER BY r.revision DESC LIMIT ${MOST_CHANGES}`,
    ),
    revisedRow,
    stretch,
  );
  return found.flatMap(({ utcUs, revision, config, before, actor }): CameraChangeView[] => {
    const common = { utcUs, subject: '', version: revision, actor };
    if (before === null) return [{ ...common, kind: 'camera', event: 'added', fields: [] }];
    const fields = changedFields(configSchema.parse(JSON.parse(before)), configSchema.parse(JSON.parse(config)));
    return fields.length === 0 ? [] : [{ ...common, kind: 'settings', event: 'changed', fields: [...fields] }];
  });
}

const runRow = runViewSchema.extend({ utcUs: z.number(), ofRun: z.number(), beforeRun: z.number().nullable() });

/** Where a live session was counted otherwise than the one before it: another model, program or device. */
function runChanges(sql: Sql, stretch: Stretch): CameraChangeView[] {
  const found = rows(
    sql(
      `WITH told AS (
         SELECT s.id, s.anchor_utc_us AS utcUs, s.run AS ofRun, lag(s.run) OVER (ORDER BY s.id) AS beforeRun FROM session s
         WHERE s.camera = :camera AND s.mode = 'live' AND s.anchor_utc_us < :to AND s.id >= coalesce(
           (SELECT max(id) FROM session WHERE camera = :camera AND mode = 'live' AND anchor_utc_us < :from), 0))
       SELECT t.utcUs, t.ofRun, t.beforeRun, r.run_id AS runId, r.model_id AS modelId, r.model_sha256 AS modelSha256,
         r.config_sha256 AS configSha256, r.software, r.decoder, r.provider, r.width, r.height
       FROM told t JOIN run r ON r.id = t.ofRun OR r.id = t.beforeRun
       WHERE t.beforeRun <> t.ofRun AND t.utcUs >= :from ORDER BY t.id DESC, r.id = t.ofRun LIMIT ${2 * MOST_CHANGES}`,
    ),
    runRow,
    stretch,
  );
  // Two rows for each change: the run before, then the run that began.
  return found.flatMap((now, index): CameraChangeView[] => {
    const before = found[index - 1];
    if (index % 2 === 0 || before === undefined) return [];
    const fields = RUN_PARTS.filter(({ of }) => of(now) !== of(before)).map(({ name }) => name);
    const { utcUs, modelId } = now;
    return [{ utcUs, kind: 'run', event: 'changed', subject: modelId, version: null, fields, actor: null }];
  });
}

type RunRow = z.output<typeof runRow>;
const RUN_PARTS: readonly { readonly name: string; readonly of: (run: RunRow) => string }[] = [
  { name: 'model', of: (run) => `${run.modelId} ${run.modelSha256}` },
  { name: 'software', of: (run) => run.software },
  { name: 'settings', of: (run) => run.configSha256 },
  { name: 'decoder', of: (run) => run.decoder },
  { name: 'provider', of: (run) => run.provider },
  { name: 'size', of: (run) => `${run.width}x${run.height}` },
];
