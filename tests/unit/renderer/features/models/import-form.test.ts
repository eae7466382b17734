import { describe, expect, it } from 'vitest';
import type { ModelImport, Recognised } from '../../../../../domain/contracts/model-import.ts';
import { COCO_CLASS_NAMES } from '../../../../../domain/detection/class-map.ts';
import {
  formOf,
  missingOf,
  settingsOf,
  supportedBy,
  withClasses,
  withFamily,
} from '../../../../../renderer/features/models/import-form.ts';
import { blueGreenRed } from '../../../../../renderer/features/models/trial-picture.ts';

const nothing = { value: null, sure: 'unknown' } as const;
const UNKNOWN: Recognised = {
  producer: '',
  description: '',
  licence: '',
  opset: 17,
  inputs: [],
  outputs: [],
  family: nothing,
  families: ['end2end', 'detr-list'],
  size: { value: { width: 640, height: 640 }, sure: 'file' },
  openSize: false,
  channelOrder: nothing,
  scale: nothing,
  resize: nothing,
  classes: nothing,
  classCount: null,
};
const brought = (change: Partial<Recognised> = {}): ModelImport => ({
  importId: '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0009',
  fileName: 'Ngã tư.ONNX',
  bytes: 1,
  sha256: '',
  uploadedUtcUs: 1,
  uploadedBy: 'admin',
  recognised: { ...UNKNOWN, ...change },
});

describe('what is still to be said of a model', () => {
  it('is everything that was not recognised, and nothing is filled in for it', () => {
    const form = formOf(brought());
    expect(form.title).toBe('Ngã tư');
    expect(missingOf(form, null)).toEqual(['family', 'channelOrder', 'scale', 'resize', 'classes', 'licence']);
    expect(settingsOf(form)).toBeNull();
  });

  it('grows less with a layout, which brings its usual preparation along', () => {
    const form = withFamily({ ...formOf(brought()), scale: 1 }, 'detr-list');
    expect(form).toMatchObject({ family: 'detr-list', channelOrder: 'rgb', scale: 1, resize: 'stretch' });
    expect(withFamily(formOf(brought()), 'decoded').channelOrder).toBeNull();
  });

  it('is nothing once all is said; a title and a licence are needed only to keep it', () => {
    const form = withClasses(withFamily(formOf(brought()), 'end2end'), ['car', 'rickshaw']);
    expect(missingOf(form, null)).toEqual(['licence']);
    expect(settingsOf(form)).toMatchObject({ licence: '-', classes: ['car', 'rickshaw'] });
    expect(missingOf({ ...form, licence: 'MIT' }, 2)).toEqual([]);
    expect(missingOf({ ...form, licence: 'MIT' }, 3)).toEqual(['classCount']);
  });
});

describe('the classes of a model', () => {
  it('of COCO are ours by their names', () => {
    const form = formOf(brought({ classes: { value: [...COCO_CLASS_NAMES], sure: 'usual' } }));
    expect(supportedBy(form)).toEqual(['bicycle', 'motorcycle', 'car', 'bus', 'truck', 'pedestrian']);
    expect(form.classMap['dog']).toBeNull();
  });

  it('keep what was said of them when others come or go', () => {
    const first = withClasses(formOf(brought()), ['car', 'lorry', 'tuk-tuk']);
    expect(first.classMap).toEqual({ car: 'car', lorry: 'truck', 'tuk-tuk': null });
    const said = { ...first, classMap: { ...first.classMap, 'tuk-tuk': 'motorcycle' as const } };
    expect(withClasses(said, ['tuk-tuk', 'bus']).classMap).toEqual({ 'tuk-tuk': 'motorcycle', bus: 'bus' });
    expect(withClasses(said, []).classes).toBeNull();
  });

  it('are not enough where none is a road user', () => {
    const form = withClasses(withFamily(formOf(brought()), 'end2end'), ['tree']);
    expect(missingOf({ ...form, licence: 'MIT' }, null)).toEqual(['classMap']);
  });
});

it('turns the pixels of a canvas into blue, green and red', () => {
  expect([...blueGreenRed(Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255))]).toEqual([3, 2, 1, 6, 5, 4]);
});
