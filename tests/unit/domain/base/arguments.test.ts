import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../../domain/base/arguments.ts';

const NAMES = { texts: ['data', 'media'], flags: ['demo', 'no-frills'] };
const read = (...args: string[]) => {
  const result = readArguments(args, NAMES);
  if (!result.ok) return result.failure.code;
  const { texts, flag, others } = result.value;
  return { data: texts('data'), media: texts('media'), demo: flag('demo'), plain: flag('no-frills'), others };
};
const NOTHING = { data: [], media: [], demo: null, plain: null, others: [] };

describe('a command line', () => {
  it.each([
    ['nothing', [], {}],
    ['a text behind a sign of equality', ['--data=/a'], { data: ['/a'] }],
    ['a text behind its name', ['--data', '/a'], { data: ['/a'] }],
    [
      'texts with signs of equality and lines in them',
      ['--data=a=b', '--media=a\nb'],
      { data: ['a=b'], media: ['a\nb'] },
    ],
    ['many texts of one name', ['--media=/a', '--media', '/b'], { media: ['/a', '/b'] }],
    ['a flag', ['--demo'], { demo: true }],
    ['a flag that is off', ['--no-demo'], { demo: false }],
    ['a flag that changed its mind', ['--no-demo', '--demo'], { demo: true }],
    ['a flag that only begins like one that is off', ['--no-frills'], { plain: true }],
    ['a number below zero as a text', ['--data=-1'], { data: ['-1'] }],
    [
      'words of others, as they are',
      ['/repo', '--lang=vi', '--no-sandbox', '-x', '--'],
      { others: ['/repo', '--lang=vi', '--no-sandbox', '-x', '--'] },
    ],
    ['a word behind a flag as a word of others', ['--demo', 'yes'], { demo: true, others: ['yes'] }],
  ])('may say %s', (_what, args, expected) => {
    expect(read(...args)).toEqual({ ...NOTHING, ...expected });
  });

  it.each([[['--data']], [['--data=']], [['--data', '--demo']], [['--demo=yes']], [['--no-demo=yes']]])(
    'is refused when it is %j',
    (args) => {
      expect(read(...args)).toBe('bad-options');
    },
  );
});
