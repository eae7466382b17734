import { describe, expect, it } from 'vitest';
import { en, type TextName } from '../../../../electron/i18n/en.ts';
import { textsFor } from '../../../../electron/i18n/texts.ts';
import { vi } from '../../../../electron/i18n/vi.ts';

const names = Object.keys(en) as TextName[];
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of the desktop', () => {
  it.each(names)('"%s" takes the same values in both languages', (name) => {
    expect(slots(vi[name])).toEqual(slots(en[name]));
    expect(vi[name].trim()).not.toBe('');
  });

  it.each([
    ['vi-VN', 'Thoát'],
    ['vi', 'Thoát'],
    ['en-GB', 'Quit'],
    ['de-DE', 'Quit'],
    ['', 'Quit'],
  ])('for the locale "%s" say "%s"', (locale, expected) => expect(textsFor(locale)('quit')).toBe(expected));

  it('fill in values, and leave a value that is missing visible', () => {
    const texts = textsFor('en');
    expect(texts('cameraLost', { camera: 'north-3' })).toBe('Camera north-3 is lost');
    expect(texts('cameraLost')).toBe('Camera {camera} is lost');
  });
});
