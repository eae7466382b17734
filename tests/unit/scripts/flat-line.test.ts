import { describe, expect, it } from 'vitest';
import { flatLine } from '../../../scripts/flat-line.ts';

describe('the last line of a measurement', () => {
  it.each([
    ['a flat object after other lines', 'warming up\n{"ms":1.5,"name":"copy"}\n', '{"ms":1.5,"name":"copy"}'],
    ['a flat object alone', '{"ok":true,"why":null}', '{"ok":true,"why":null}'],
    ['no object', 'done\n', null],
    ['nothing', '', null],
    ['a list', '[1,2]\n', null],
    ['an object with an object in it', '{"ms":{"p50":1}}\n', null],
    ['an object with a list in it', '{"ms":[1]}\n', null],
    ['an object that is not the last line', '{"ms":1}\nbye\n', null],
  ])('is read from %s', (_name, output, expected) => {
    expect(flatLine(output)).toBe(expected);
  });
});
