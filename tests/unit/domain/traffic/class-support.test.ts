import { describe, expect, it } from 'vitest';
import { ROAD_USER_CLASSES } from '../../../../domain/detection/classes.ts';
import { classSupport } from '../../../../domain/traffic/class-support.ts';

describe('which classes could be told', () => {
  it('is what the model can tell, and all other classes are unsupported', () => {
    const support = classSupport([['car', 'bus']]);
    expect(support?.supported).toEqual(ROAD_USER_CLASSES.filter((name) => name === 'car' || name === 'bus'));
    expect(support?.partly).toEqual([]);
    expect(support?.unsupported).toHaveLength(ROAD_USER_CLASSES.length - 2);
    expect(support?.unsupported).toContain('van');
  });

  it('says so of classes that only some of the models can tell', () => {
    const support = classSupport([
      ['car', 'bus'],
      ['car', 'van'],
    ]);
    expect(support?.supported).toEqual(['car']);
    expect(new Set(support?.partly)).toEqual(new Set(['bus', 'van']));
    expect(support?.unsupported).not.toContain('bus');
  });

  it('leaves out what no road user is', () => {
    expect(classSupport([['car', 'giraffe']])?.supported).toEqual(['car']);
  });

  it.each([
    ['nobody was at work', []],
    ['a model did not say', [['car'], null]],
  ])('is not known where %s', (_case, models) => expect(classSupport(models)).toBeNull());
});
