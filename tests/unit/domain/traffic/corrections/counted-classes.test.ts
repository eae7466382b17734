import { describe, expect, it } from 'vitest';
import { countedClasses, standingCorrection } from '../../../../../domain/traffic/corrections/counted-classes.ts';
import type { MadeCorrection } from '../../../../../domain/traffic/corrections/counted-classes.ts';

const said = (correctionId: string, ...countsAs: string[]): MadeCorrection => ({
  correctionId,
  countsAs,
  takesBack: null,
});
const back = (takesBack: string): MadeCorrection => ({ correctionId: `not ${takesBack}`, countsAs: null, takesBack });

describe('as what a crossing counts', () => {
  it.each<[string, MadeCorrection[], string[]]>([
    ['as it was found, where nobody said anything', [], ['car']],
    ['not at all, once it was rejected', [said('a')], []],
    ['as the class that somebody gave it', [said('a', 'bus')], ['bus']],
    ['as several vehicles, once it was split', [said('a', 'car', 'van')], ['car', 'van']],
    ['as the newest word says', [said('a', 'bus'), said('b', 'van')], ['van']],
    ['as it was found, once that was taken back', [said('a'), back('a')], ['car']],
    ['as the word before says, once the newest was taken back', [said('a', 'bus'), said('b'), back('b')], ['bus']],
    ['as the newest says, when an older one was taken back', [said('a', 'bus'), said('b'), back('a')], []],
    ['as somebody says once more after a take-back', [said('a'), back('a'), said('b', 'truck')], ['truck']],
  ])('%s', (_case, made, counted) => {
    expect(countedClasses('car', made)).toEqual(counted);
  });

  it('names the correction that stands', () => {
    expect(standingCorrection([said('a'), said('b'), back('b')])?.correctionId).toBe('a');
    expect(standingCorrection([said('a'), back('a')])).toBeNull();
  });
});
