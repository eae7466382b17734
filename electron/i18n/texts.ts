import { en, type TextName } from './en.ts';
import { vi } from './vi.ts';

/** Gives a text in the language of the system, its values filled in. */
export type Texts = (name: TextName, values?: Readonly<Record<string, string | number>>) => string;

/** The language for a locale as the system names it (`vi-VN`); English where there is no translation. */
export function languageOf(locale: string): 'en' | 'vi' {
  return locale.toLowerCase().split('-')[0] === 'vi' ? 'vi' : 'en';
}

export function textsFor(locale: string): Texts {
  const texts: Readonly<Record<TextName, string>> = languageOf(locale) === 'vi' ? vi : en;
  return (name, values = {}) => texts[name].replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
