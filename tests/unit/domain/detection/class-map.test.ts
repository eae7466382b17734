import { describe, expect, it } from 'vitest';
import { COCO_CLASS_NAMES, buildClassMap } from '../../../../domain/detection/class-map.ts';
import { classCode } from '../../../../domain/detection/classes.ts';

function mapped(names: readonly string[], overrides = {}) {
  const map = buildClassMap(names, overrides);
  if (!map.ok) throw new Error(map.failure.message);
  return map.value;
}

describe('mapping a model’s classes to ours', () => {
  it('knows the road users among the eighty classes of COCO and ignores the rest', () => {
    expect(COCO_CLASS_NAMES).toHaveLength(80);
    const map = mapped(COCO_CLASS_NAMES);
    const found = COCO_CLASS_NAMES.filter((_, i) => (map.codes[i] ?? -1) >= 0);
    expect(found).toEqual(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
    expect(map.codes[0]).toBe(classCode('pedestrian'));
  });

  it('says that a class the model was never taught is not supported', () => {
    const { supported } = mapped(COCO_CLASS_NAMES);
    expect(supported).toContain('truck');
    expect(supported).not.toContain('van');
    expect(supported).not.toContain('scooter');
  });

  it('reads our own names however they are written', () => {
    const map = mapped(['Emergency Vehicle', 'construction-vehicle', ' VAN ']);
    expect(map.supported).toEqual(['van', 'emergency_vehicle', 'construction_vehicle']);
  });

  it('lets the description overrule a name, and drop a class', () => {
    const map = mapped(['car', 'taxi', 'truck'], { taxi: 'car', truck: null });
    expect([...map.codes]).toEqual([classCode('car'), classCode('car'), -1]);
    expect(map.supported).toEqual(['car']);
  });

  it('refuses a model that sees no road user at all', () => {
    expect(buildClassMap(['cat', 'dog'])).toMatchObject({ ok: false, failure: { code: 'class-map-empty' } });
    expect(buildClassMap(['constructor', 'toString'])).toMatchObject({ ok: false });
  });

  it('refuses a description that maps classes the model does not have', () => {
    expect(buildClassMap(['car'], { taxi: 'car' })).toMatchObject({
      ok: false,
      failure: { code: 'class-map-unknown' },
    });
  });
});
