import { describe, expect, it } from 'vitest';
import { choiceText, readChoice, startOrder } from '../../../../../workers/entries/parts/model-choice.ts';

const KNOWN = ['a', 'b', 'c'];
const here = (modelId: string) => ({ modelId, launch: 'now' });
const earlier = (modelId: string) => ({ modelId, launch: 'before' });

describe('which detector a site starts with', () => {
  it.each([
    ['what suits the machine', null, null, ['b']],
    ['what was chosen earlier', earlier('a'), null, ['a', 'b']],
    ['what the command line asks for, whatever was chosen earlier', earlier('a'), 'c', ['c', 'a', 'b']],
    ['what was chosen since the command line was given', here('a'), 'c', ['a', 'c', 'b']],
    ['what suits the machine, where the chosen one is gone', earlier('gone'), null, ['b']],
    ['each once', here('b'), 'b', ['b']],
  ])('is %s', (_what, chosen, asked, order) => {
    expect(startOrder(chosen, { launch: 'now', asked, usual: 'b' }, KNOWN)).toEqual(order);
  });

  it('is the first there is, where none of them is there', () => {
    expect(startOrder(null, { launch: 'now', asked: null, usual: 'gone' }, KNOWN)).toEqual(['a']);
    expect(startOrder(null, { launch: 'now', asked: null, usual: 'gone' }, [])).toEqual([]);
  });
});

describe('a kept choice', () => {
  it('is read as it was written', () => {
    expect(readChoice(choiceText(here('a')))).toEqual(here('a'));
    expect(readChoice(choiceText(null))).toBeNull();
  });

  it.each([undefined, '', 'stopgap-640x352', '{', '{"modelId":7}', '{"modelId":"","launch":"now"}'])(
    'that is no choice is none: %j',
    (text) => expect(readChoice(text)).toBeNull(),
  );
});
