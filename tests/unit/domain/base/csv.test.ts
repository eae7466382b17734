import { describe, expect, it } from 'vitest';
import { csvText } from '../../../../domain/base/csv.ts';

describe('a table of comma-separated values', () => {
  it.each([
    ['plain words', 'North', 'North'],
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'the "old" road', '"the ""old"" road"'],
    ['a new line', 'a\nb', '"a\nb"'],
    ['what a spreadsheet would take for a formula', '=1+1', "'=1+1"],
    ['a number', -1.5, '-1.5'],
    ['nothing', null, ''],
    ['a truth', true, 'true'],
  ])('holds %s', (_case, cell, text) => expect(csvText(['h'], [[cell]])).toBe(`h\r\n${text}\r\n`));
});
