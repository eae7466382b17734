import { en } from './en/index.ts';
import { isKey } from './is-key.ts';
import type { Text } from './use-text.ts';

/** A failure as the site names it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface ProblemWords {
  readonly title: string;
  readonly hint: string;
  /** The site's own sentences where they name what ours cannot (a file, a number) and are in another language. */
  readonly detail: string;
}

/**
 * What happened and what to do, in the person's language. The site speaks English and names particulars; the catalogue knows
 * each code. What the catalogue does not know keeps the site's words.
 */
export function problemWords({ t, language }: Pick<Text, 't' | 'language'>, problem: Problem): ProblemWords {
  const key = `problem.${problem.code}`;
  const hintKey = `${key}.hint`;
  const own = { title: sentence(problem.message), hint: sentence(problem.hint), detail: '' };
  if (!isKey(key, 'problem.') || !isKey(hintKey, 'problem.')) return own;
  const particular = own.title !== sentence(en[key]) || own.hint !== sentence(en[hintKey]);
  if (particular && language === 'en') return own;
  const detail = particular ? `${own.title} ${own.hint}`.trim() : '';
  return { title: t(key), hint: t(hintKey), detail };
}

/** Some parts of the site write whole sentences and others only their words. A name keeps its first letter. */
function sentence(words: string): string {
  if (words === '') return '';
  const [first = ''] = words.split(' ', 1);
  const begun = /^[a-z]+$/.test(first) && first !== 'ffmpeg' ? first.slice(0, 1).toUpperCase() + words.slice(1) : words;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
