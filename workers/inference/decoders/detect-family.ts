import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { FamilyName } from '../../../domain/detection/families.ts';
import { decoded } from './decoded.ts';
import { detrList } from './detr-list.ts';
import { detr } from './detr.ts';
import { end2end } from './end2end.ts';
import type { Family, ModelShape } from './family.ts';
import { yolov5 } from './yolov5.ts';
import { yolov8 } from './yolov8.ts';
import { yolox } from './yolox.ts';

export const FAMILIES: readonly Family[] = [yolov5, yolov8, yolox, end2end, detr, detrList, decoded];

export function familyOf(name: FamilyName): Family {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (family === undefined) throw new RangeError(`no decoder for the family ${name}`);
  return family;
}

/** Refuses a model whose output cannot be what its description says. */
export function checkFamily(name: FamilyName, shape: ModelShape, classes: number): Result<Family> {
  const family = familyOf(name);
  const count = family.classCount(shape);
  if (count === null) {
    const others = FAMILIES.filter((other) => other.looksLike(shape)).map((other) => other.name);
    const hint = others.length > 0 ? `It looks like ${others.join(' or ')}: correct "family" in model.json.` : HINT;
    return fail('model-family-mismatch', `the model gives ${describe(shape)}, which is not ${family.wording}`, hint);
  }
  if (count === 'ids' || count === classes) return ok(family);
  return fail(
    'model-class-count',
    `the model gives ${describe(shape)}, which as ${name} has ${count} classes, but ${classes} are listed`,
    'List in model.json exactly the classes the model was trained on, in its order, or correct "family".',
  );
}

const HINT = 'Export the model again in one of the families that are read, or correct "family" in its model.json.';

/**
 * The family of a model that nobody described. The number of its classes decides between families of the same shape;
 * without a list of names only COCO's eighty can be meant.
 */
export function detectFamily(shape: ModelShape, classes: number): Result<Family> {
  const likely = FAMILIES.filter((family) => family.looksLike(shape));
  const fitting = likely.filter((family) => ['ids', classes].includes(family.classCount(shape) ?? 'none'));
  const only = fitting[0];
  if (only !== undefined && fitting.length === 1) return ok(only);
  if (likely.length === 0) {
    return fail(
      'model-family-unknown',
      `the model gives ${describe(shape)}: no family that is read looks like this`,
      HINT,
    );
  }
  const readings = likely.map((family) => `${family.name} with ${family.classCount(shape)} classes`).join(', or ');
  return fail(
    'model-family-ambiguous',
    `the model gives ${describe(shape)}, which could be ${readings}; its class names are not known`,
    'Put a model.json beside it that names "family" and "classes".',
  );
}

function describe(shape: ModelShape): string {
  const outputs = shape.outputs.map(({ name, dims }) => `${name} ${dims.join('×')}`).join(', ');
  return `${outputs} for an input of ${shape.input.width}×${shape.input.height}${shape.sizeInput ? ' and a size' : ''}`;
}
