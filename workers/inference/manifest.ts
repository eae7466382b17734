import { modelManifestSchema } from '../../domain/contracts/model-manifest.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import { COCO_CLASS_NAMES } from '../../domain/detection/class-map.ts';
import { USUAL_PREPARATION, WITHOUT_DOUBLES } from '../../domain/detection/families.ts';
import type { FamilyName } from '../../domain/detection/families.ts';
import type { Size } from '../../domain/detection/letterbox.ts';
import type { TensorSpec } from './tensor-fill.ts';

/** A description for a model that came without one: COCO's classes, the usual preparation of its family. */
export function usualManifest(
  id: string,
  file: string,
  sha256: string,
  family: FamilyName,
  input: Size,
): ModelManifest {
  return modelManifestSchema.parse({
    id,
    title: id,
    family,
    file,
    sha256,
    licence: 'not stated',
    input: { ...USUAL_PREPARATION[family], width: input.width, height: input.height },
    classes: COCO_CLASS_NAMES,
    defaultThreshold: 0.35,
    nms: WITHOUT_DOUBLES.has(family) ? null : { iou: 0.45, nested: 0.65 },
  });
}

export function tensorSpec({ input }: ModelManifest): TensorSpec {
  return { ...input, scale: input.scale === 1 ? 1 : 1 / 255, mean: input.mean, std: input.std };
}
