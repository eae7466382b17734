import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { MovementDrawing } from '../../domain/contracts/camera-config.ts';
import type { StoreResult } from '../../domain/contracts/store-commands.ts';
import { gateKey } from '../../domain/traffic/movements/gates.ts';
import type { Gate } from '../../domain/traffic/movements/gates.ts';
import { pairKey } from '../../domain/traffic/movements/all-pairs.ts';
import { currentLines, currentMovements, currentZones } from './camera-rows.ts';
import { createShape, deleteShape, updateShape, visibleShape } from './commands-drawings.ts';
import { visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';

export function createMovement(
  context: CommandContext,
  params: { actor: string; cameraId: string; drawing: MovementDrawing },
): Result<StoreResult<'movement.create'>> {
  const sound = checkedMovement(context, params.cameraId, params.drawing, null);
  if (!sound.ok) return sound;
  const made = createShape(context, { kind: 'movement', ...params });
  return made.ok ? ok({ movementId: made.value.shapeId, versionId: made.value.versionId }) : made;
}

export function createMovements(
  context: CommandContext,
  { actor, cameraId, drawings }: { actor: string; cameraId: string; drawings: readonly MovementDrawing[] },
): Result<StoreResult<'movement.create-many'>> {
  const movementIds: string[] = [];
  for (const drawing of drawings) {
    const made = createMovement(context, { actor, cameraId, drawing });
    if (!made.ok) return made;
    movementIds.push(made.value.movementId);
  }
  return ok({ movementIds });
}

export function updateMovement(
  context: CommandContext,
  { actor, movementId, drawing }: { actor: string; movementId: string; drawing: MovementDrawing },
): Result<StoreResult<'movement.update'>> {
  const known = visibleShape(context, 'movement', movementId);
  if (!known.ok) return known;
  const sound = checkedMovement(context, known.value.cameraId, drawing, movementId);
  if (!sound.ok) return sound;
  return updateShape(context, { kind: 'movement', actor, shapeId: movementId, drawing });
}

export function deleteMovement(
  context: CommandContext,
  { actor, movementId }: { actor: string; movementId: string },
): Result<StoreResult<'movement.delete'>> {
  return deleteShape(context, 'movement', actor, movementId);
}

/** A movement leads from one gate of the camera to another one, and no second movement does. */
function checkedMovement(
  context: CommandContext,
  cameraId: string,
  drawing: MovementDrawing,
  except: string | null,
): Result<void> {
  const camera = visibleCamera(context, cameraId);
  if (!camera.ok) return camera;
  const { id } = camera.value;
  const lines = new Set(currentLines(context.sql, id).map(({ lineId }) => lineId));
  const zones = new Set(currentZones(context.sql, id).flatMap(({ zoneId, kind }) => (kind === 'zone' ? [zoneId] : [])));
  const there = (gate: Gate): boolean => (gate.kind === 'line' ? lines.has(gate.lineId) : zones.has(gate.zoneId));
  if (!there(drawing.entry) || !there(drawing.exit)) {
    const hint = 'Choose a line, or a zone that counts, of this camera.';
    return fail('movement-gate-unknown', 'the movement begins or ends at a line or zone that is not there', hint);
  }
  if (gateKey(drawing.entry) === gateKey(drawing.exit)) {
    const hint = 'Choose another line or zone for one of them; a U-turn leaves over its line in the other direction.';
    return fail('movement-one-gate', 'the movement begins and ends at one and the same place', hint);
  }
  const taken = currentMovements(context.sql, id).find(
    (other) => other.movementId !== except && pairKey(other) === pairKey(drawing),
  );
  if (taken === undefined) return ok(undefined);
  return fail('movement-pair-taken', `${taken.name} leads from there to there already`, 'Change that one instead.');
}
