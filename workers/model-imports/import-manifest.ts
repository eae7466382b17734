import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { ImportSettings, ModelImport } from '../../domain/contracts/model-import.ts';
import { modelManifestSchema } from '../../domain/contracts/model-manifest.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import { buildClassMap } from '../../domain/detection/class-map.ts';
import { WITHOUT_DOUBLES } from '../../domain/detection/families.ts';
import { MODEL_FILE } from './import-folder.ts';

/** The colours that pictures of ImageNet have on average, and how far they lie apart: red, green, blue in 0..1. */
const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

/** The description of a model as the person confirmed it. */
export function manifestOf(
  record: Pick<ModelImport, 'sha256'>,
  settings: ImportSettings,
  id: string,
): Result<ModelManifest> {
  const { classes, classMap } = settings;
  const named = Object.fromEntries(classes.map((name) => [name, classMap[name] ?? null]));
  const map = buildClassMap(classes, named);
  if (!map.ok) {
    const hint = 'Say of at least one of its classes what it is to us.';
    return fail(map.failure.code, map.failure.message, hint);
  }
  return ok(
    modelManifestSchema.parse({
      id,
      title: settings.title,
      family: settings.family,
      file: MODEL_FILE,
      sha256: record.sha256,
      licence: settings.licence,
      input: inputOf(settings),
      classes,
      classMap: named,
      defaultThreshold: settings.threshold,
      nms: WITHOUT_DOUBLES.has(settings.family) ? null : { iou: 0.45, nested: 0.65 },
    }),
  );
}

function inputOf({ size, channelOrder, scale, imagenet, resize }: ImportSettings) {
  const input = { ...size, channelOrder, scale, resize };
  if (!imagenet) return input;
  // In the order of the planes, and of the size of the values that they are taken from.
  const inOrder = (values: readonly number[]) =>
    (channelOrder === 'bgr' ? values.toReversed() : values).map((value) => (scale === 1 ? value * 255 : value));
  return { ...input, mean: inOrder(IMAGENET.mean), std: inOrder(IMAGENET.std) };
}

/** A folder's name from a title: "Xe máy, v2" becomes "xe-may-v2". */
export function idFromTitle(title: string): string {
  const plain = title
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 60)
    .replace(/[^a-z0-9]+$/, '');
  return plain === '' ? 'model' : plain;
}
