import { describe, expect, it } from 'vitest';
import { asList, asNumber, asNumbers, asRecord, readEach, readOrFail } from '../../../../domain/base/plain-data.ts';

describe('reading stored state', () => {
  it.each([
    ['an object', { a: 1 }, true],
    ['a list', [1], false],
    ['null', null, false],
    ['a text', 'x', false],
  ])('takes %s for a record only if it is one', (_, value, expected) => {
    expect(asRecord(value) !== null).toBe(expected);
  });

  it.each([
    [1.5, 1.5],
    [Infinity, null],
    [Number.NaN, null],
    ['1', null],
    [undefined, null],
  ])('reads %s as the number %s', (value, expected) => {
    expect(asNumber(value)).toBe(expected);
  });

  it('reads lists of numbers, of a given length if one is asked for', () => {
    expect(asNumbers([1, 2])).toEqual([1, 2]);
    expect(asNumbers([1, 2], 3)).toBeNull();
    expect(asNumbers([1, null])).toBeNull();
    expect(asNumbers('12')).toBeNull();
    expect(asList({})).toBeNull();
  });

  it('gives up a list for one bad item', () => {
    expect(readEach([1, 2], asNumber)).toEqual([1, 2]);
    expect(readEach([1, 'x'], asNumber)).toBeNull();
    expect(readEach(null, asNumber)).toBeNull();
  });

  it('says whose state could not be read and what to do', () => {
    expect(readOrFail('tracker', 7)).toEqual({ ok: true, value: 7 });
    const outcome = readOrFail('tracker', null);
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) {
      expect(outcome.failure.message).toContain('tracker');
      expect(outcome.failure.hint).not.toBe('');
    }
  });
});
