import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { LineDrawing, MovementDrawing, ZoneDrawing } from '../../domain/contracts/camera-config.ts';
import type { StoreResult } from '../../domain/contracts/store-commands.ts';
import { createPolygon } from '../../domain/geometry/polygon.ts';
import { recordAudit, reviseCamera, visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { integer, row, rows } from './sqlite.ts';

type Kind = 'line' | 'zone' | 'movement';
type AnyDrawing = LineDrawing | ZoneDrawing | MovementDrawing;
interface Drawn {
  readonly id: number;
  readonly versionId: string;
}
const shapeRow = z.object({ id: z.number(), cameraId: z.string() });

export function visibleShape(
  context: CommandContext,
  kind: Kind,
  shapeId: string,
): Result<{ id: number; cameraId: string }> {
  const found = row(
    context.sql(
      `SELECT s.id, c.camera_id AS cameraId FROM ${kind} s JOIN camera c ON c.id = s.camera
       WHERE s.${kind}_id = ? AND s.hidden_utc_us IS NULL`,
    ),
    shapeRow,
    shapeId,
  );
  if (found !== null) return ok(found);
  return fail(`${kind}-unknown`, `there is no such ${kind}`, `it may have been deleted: load the ${kind}s again`);
}

function nameTaken(context: CommandContext, kind: Kind, camera: number, name: string, except: number): boolean {
  return (
    context
      .sql(
        `SELECT 1 AS taken FROM ${kind} s JOIN ${kind}_version v
           ON v.${kind} = s.id AND v.version = (SELECT max(version) FROM ${kind}_version WHERE ${kind} = s.id)
         WHERE s.camera = ? AND s.hidden_utc_us IS NULL AND s.id <> ? AND json_extract(v.drawing, '$.name') = ?`,
      )
      .get(camera, except, name) !== undefined
  );
}

/** Versions are only ever added: what was counted with an old one stays countable. */
function addVersion(context: CommandContext, kind: Kind, shape: number, drawing: object, actor: string): Drawn {
  const versionId = randomUUID();
  context
    .sql(
      `INSERT INTO ${kind}_version (version_id, ${kind}, version, drawing, actor, utc_us)
       SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ?, ? FROM ${kind}_version WHERE ${kind} = ?`,
    )
    .run(versionId, shape, JSON.stringify(drawing), actor, context.nowUtcUs(), shape);
  return { id: shape, versionId };
}

interface NewShape {
  readonly kind: Kind;
  readonly actor: string;
  readonly cameraId: string;
  readonly drawing: AnyDrawing;
}

export function createShape(context: CommandContext, of: NewShape): Result<{ shapeId: string; versionId: string }> {
  const camera = visibleCamera(context, of.cameraId);
  if (!camera.ok) return camera;
  if (nameTaken(context, of.kind, camera.value.id, of.drawing.name, 0)) return nameFailure(of.kind, of.drawing.name);
  const shapeId = randomUUID();
  const shape = integer(
    context.sql(`INSERT INTO ${of.kind} (${of.kind}_id, camera) VALUES (?, ?) RETURNING id`),
    shapeId,
    camera.value.id,
  );
  if (shape === null) throw new Error('SQLite gave no number to a new row');
  const { versionId } = addVersion(context, of.kind, shape, of.drawing, of.actor);
  afterChange(context, of.cameraId, of.actor, `${of.kind}.create`, shapeId, of.drawing.name);
  return ok({ shapeId, versionId });
}

export function updateShape(
  context: CommandContext,
  of: { kind: Kind; actor: string; shapeId: string; drawing: AnyDrawing },
): Result<{ versionId: string }> {
  const shape = visibleShape(context, of.kind, of.shapeId);
  if (!shape.ok) return shape;
  const camera = visibleCamera(context, shape.value.cameraId);
  if (!camera.ok) return camera;
  if (nameTaken(context, of.kind, camera.value.id, of.drawing.name, shape.value.id)) {
    return nameFailure(of.kind, of.drawing.name);
  }
  const { versionId } = addVersion(context, of.kind, shape.value.id, of.drawing, of.actor);
  afterChange(context, shape.value.cameraId, of.actor, `${of.kind}.update`, of.shapeId, of.drawing.name);
  return ok({ versionId });
}

export function deleteShape(
  context: CommandContext,
  kind: Kind,
  actor: string,
  shapeId: string,
): Result<StoreResult<'line.delete'>> {
  const shape = visibleShape(context, kind, shapeId);
  if (!shape.ok) return shape;
  context.sql(`UPDATE ${kind} SET hidden_utc_us = ? WHERE id = ?`).run(context.nowUtcUs(), shape.value.id);
  if (kind !== 'movement') hideMovementsOf(context, shapeId, actor);
  afterChange(context, shape.value.cameraId, actor, `${kind}.delete`, shapeId, '');
  return ok({});
}

/** Nobody can pass a gate that is no more: what led through it is hidden with it, and what it counted stays. */
function hideMovementsOf(context: CommandContext, shapeId: string, actor: string): void {
  const led = rows(
    context.sql(
      `SELECT m.id, m.movement_id AS movementId FROM movement m JOIN movement_version v
         ON v.movement = m.id AND v.version = (SELECT max(version) FROM movement_version WHERE movement = m.id)
       WHERE m.hidden_utc_us IS NULL AND :shape IN (
         json_extract(v.drawing, '$.entry.lineId'), json_extract(v.drawing, '$.entry.zoneId'),
         json_extract(v.drawing, '$.exit.lineId'), json_extract(v.drawing, '$.exit.zoneId'))`,
    ),
    z.object({ id: z.number(), movementId: z.string() }),
    { shape: shapeId },
  );
  for (const { id, movementId } of led) {
    context.sql('UPDATE movement SET hidden_utc_us = ? WHERE id = ?').run(context.nowUtcUs(), id);
    recordAudit(context, actor, 'movement.delete', movementId, `with ${shapeId}`);
  }
}

function nameFailure(kind: Kind, name: string): Result<never> {
  return fail(`${kind}-name-taken`, `this camera has a ${kind} named ${name} already`, 'choose another name');
}

function afterChange(
  context: CommandContext,
  cameraId: string,
  actor: string,
  action: string,
  shapeId: string,
  name: string,
): void {
  reviseCamera(context, cameraId, actor);
  recordAudit(context, actor, action, shapeId, `${cameraId} ${name}`.trim());
  context.changed('cameras');
}

export function createLine(
  context: CommandContext,
  params: { actor: string; cameraId: string; drawing: LineDrawing },
): Result<StoreResult<'line.create'>> {
  const made = createShape(context, { kind: 'line', ...params });
  return made.ok ? ok({ lineId: made.value.shapeId, versionId: made.value.versionId }) : made;
}

export function updateLine(
  context: CommandContext,
  params: { actor: string; lineId: string; drawing: LineDrawing },
): Result<StoreResult<'line.update'>> {
  return updateShape(context, { kind: 'line', shapeId: params.lineId, ...params });
}

export function deleteLine(
  context: CommandContext,
  params: { actor: string; lineId: string },
): Result<StoreResult<'line.delete'>> {
  return deleteShape(context, 'line', params.actor, params.lineId);
}

/** An approach names a line that is there; what nobody counts in has no queue. */
function checkStopLine(context: CommandContext, cameraId: string, { kind, approach }: ZoneDrawing): Result<void> {
  if (approach === null || approach === undefined) return ok(undefined);
  if (kind !== 'zone') {
    return fail('approach-not-a-zone', 'only a counting zone can be an approach', 'make it a zone, or no approach');
  }
  const line = visibleShape(context, 'line', approach.stopLineId);
  if (line.ok && line.value.cameraId === cameraId) return ok(undefined);
  return fail(
    'approach-line-unknown',
    'the stop line of the approach is no line of this camera',
    'draw the stop line and save it first, then choose it for the approach',
  );
}

export function createZone(
  context: CommandContext,
  params: { actor: string; cameraId: string; drawing: ZoneDrawing },
): Result<StoreResult<'zone.create'>> {
  const checked = createPolygon(params.drawing.points);
  if (!checked.ok) return checked;
  const stopLine = checkStopLine(context, params.cameraId, params.drawing);
  if (!stopLine.ok) return stopLine;
  const made = createShape(context, { kind: 'zone', ...params });
  return made.ok ? ok({ zoneId: made.value.shapeId, versionId: made.value.versionId }) : made;
}

export function updateZone(
  context: CommandContext,
  params: { actor: string; zoneId: string; drawing: ZoneDrawing },
): Result<StoreResult<'zone.update'>> {
  const checked = createPolygon(params.drawing.points);
  if (!checked.ok) return checked;
  const zone = visibleShape(context, 'zone', params.zoneId);
  if (!zone.ok) return zone;
  const stopLine = checkStopLine(context, zone.value.cameraId, params.drawing);
  if (!stopLine.ok) return stopLine;
  return updateShape(context, { kind: 'zone', shapeId: params.zoneId, ...params });
}

export function deleteZone(
  context: CommandContext,
  params: { actor: string; zoneId: string },
): Result<StoreResult<'zone.delete'>> {
  return deleteShape(context, 'zone', params.actor, params.zoneId);
}
