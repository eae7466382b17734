import { create } from 'zustand';

export const LANGUAGES = ['en', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];
const KEY = 'tcc.language';

interface LanguageState {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

export const useLanguage = create<LanguageState>((set) => ({
  language: storedLanguage() ?? preferredLanguage(globalThis.navigator?.languages ?? []),
  setLanguage: (language) => {
    set({ language });
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // A browser that refuses to remember still changes the language now.
    }
  },
}));

/** The first of the person's languages that we speak; English otherwise. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return LANGUAGES.find((language) => language === codes.find((code) => code === 'en' || code === 'vi')) ?? 'en';
}

function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(KEY);
    return LANGUAGES.find((language) => language === stored) ?? null;
  } catch {
    return null;
  }
}
