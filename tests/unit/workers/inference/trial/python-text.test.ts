import { describe, expect, it } from 'vitest';
import { readPythonNames, readPythonNumbers } from '../../../../../workers/inference/trial/python-text.ts';

describe('names that Python printed', () => {
  it.each([
    ["{0: 'person', 1: 'bicycle'}", ['person', 'bicycle']],
    ["{1: 'bus', 0: 'car'}", ['car', 'bus']],
    ["['car', 'bus']", ['car', 'bus']],
    [`{0: "driver's van", 1: 'say \\'x\\''}`, ["driver's van", "say 'x'"]],
    ["{0: 'xe máy, xe đạp: 2'}", ['xe máy, xe đạp: 2']],
    ['{}', []],
  ])('%s', (text, names) => {
    expect(readPythonNames(text)).toEqual(names);
  });

  it.each(['', 'person', "{0: 'a', 2: 'c'}", '{0: 1}', "{'a': 'b'}", "{0: 'a'", '{0: [1, 2]}', "['a', 1]"])(
    'does not understand %s, and says so',
    (text) => expect(readPythonNames(text)).toBeNull(),
  );
});

it('reads sizes', () => {
  expect(readPythonNumbers('[384, 640]')).toEqual([384, 640]);
  expect(readPythonNumbers('(640, 640)')).toEqual([640, 640]);
  expect(readPythonNumbers('640')).toBeNull();
  expect(readPythonNumbers('[a, b]')).toBeNull();
});
