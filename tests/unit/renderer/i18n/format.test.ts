import { describe, expect, it } from 'vitest';
import { formats } from '../../../../renderer/i18n/format.ts';
import { preferredLanguage } from '../../../../renderer/i18n/language-store.ts';

const en = formats('en-GB');
const vi = formats('vi-VN');

describe('formats', () => {
  it.each([
    [0, '0.0 s'],
    [9_940, '9.9 s'],
    [9_960, '10 s'],
    [89_000, '89 s'],
    [90_000, '2 min'],
    [89 * 60_000, '89 min'],
    [2 * 3_600_000, '2 h'],
    [72 * 3_600_000, '3 d'],
  ])('an age of %i ms is "%s"', (ms, text) => {
    expect(en.age(ms)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [59_900, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [78_780_000, '21 h 53 min'],
    [30 * 3_600_000, '30 h'],
    [50 * 3_600_000, '2 d 2 h'],
  ])('a span of %i ms is "%s"', (ms, text) => {
    expect(en.span(ms)).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [184_300_000, '184 MB'],
    [61_200_000_000, '61.2 GB'],
  ])('%i bytes are "%s"', (bytes, text) => {
    expect(en.bytes(bytes)).toBe(text);
  });

  it('times carry their zone and use 24 hours', () => {
    const us = Date.UTC(2026, 10, 20, 18, 5, 9) * 1000;
    expect(en.time(us, 'Asia/Ho_Chi_Minh')).toBe('01:05:09 GMT+7');
    expect(en.dateTime(us, 'UTC')).toContain('20 Nov 2026');
    expect(en.minute(us, 'UTC')).toBe('18:05');
  });

  it('Vietnamese writes numbers and ages its own way', () => {
    expect([vi.number(1234.5, 1), vi.age(2500)]).toEqual(['1.234,5', '2,5 giây']);
    expect(vi.span(78_780_000)).toBe('21 giờ 53 phút');
  });
});

it.each([
  [['vi-VN', 'en'], 'vi'],
  [['fr', 'vi'], 'vi'],
  [['en-GB', 'vi'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('a person who reads %s starts in %s', (wanted, language) => {
  expect(preferredLanguage(wanted)).toBe(language);
});
