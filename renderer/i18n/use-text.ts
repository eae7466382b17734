import { en } from './en/index.ts';
import { formats } from './format.ts';
import type { Formats } from './format.ts';
import { useLanguage } from './language-store.ts';
import type { Language } from './language-store.ts';
import { translator } from './translate.ts';
import type { Translate, Translation } from './translate.ts';
import { vi } from './vi/index.ts';

export interface Text {
  readonly t: Translate;
  readonly f: Formats;
  readonly language: Language;
}

const CATALOGUES: Readonly<Record<Language, Translation>> = { en, vi };
/** British English writes times as control rooms do: 24 hours, day before month. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', vi: 'vi-VN' };
const texts = new Map<Language, Text>();

export function textIn(language: Language): Text {
  const known = texts.get(language);
  if (known !== undefined) return known;
  const locale = LOCALES[language];
  const text: Text = { t: translator(CATALOGUES[language], locale), f: formats(locale), language };
  texts.set(language, text);
  return text;
}

/** Texts and formats of the language that is on. */
export function useText(): Text {
  return textIn(useLanguage((state) => state.language));
}
