import { en } from './en/index.ts';
import type { Key, Translate } from './translate.ts';

export interface ReasonParts {
  /** In the person's language where the reason is known; the site's own word otherwise. */
  readonly words: string;
  /** What the decoder said about it, for who wants to know more. */
  readonly detail: string;
}

/** Why a camera is as it is. */
export function reasonParts(t: Translate, status: { readonly reason: string; readonly detail: string }): ReasonParts {
  const key = `reason.${status.reason}`;
  const words = isKey(key, 'reason.') ? t(key) : status.reason;
  // The decoder begins its lines with the address of a part of itself: that tells nobody anything.
  const detail = status.detail.replace(/\[[^\]]* @ 0x[0-9a-f]+\] /g, '');
  return { words, detail: detail === status.reason ? '' : detail };
}

/** The same in one line. */
export function reasonText(t: Translate, status: { readonly reason: string; readonly detail: string }): string {
  const { words, detail } = reasonParts(t, status);
  if (words === '') return detail;
  return detail === '' ? words : `${words} (${detail})`;
}

/** Why frames were let go. */
export function dropText(t: Translate, cause: string): string {
  const key = `drop.${cause}`;
  return isKey(key, 'drop.') ? t(key) : reasonText(t, { reason: cause, detail: '' });
}

/** Why a process ended, read from the supervisor's sentence; a sentence that is not known is shown as it came. */
export function processReasonText(t: Translate, sentence: string): string {
  const gaveUp = /^crashed too often, last: (.*)$/s.exec(sentence);
  if (gaveUp !== null) return t('process.why.gaveUp', { why: processReasonText(t, gaveUp[1] ?? '') });
  const signal = /^ended by (SIG[A-Z0-9]+)$/.exec(sentence);
  if (signal !== null) return t('process.why.signal', { signal: signal[1] ?? '' });
  const code = /^ended with code (-?\d+)$/.exec(sentence);
  if (code !== null) return t('process.why.code', { code: code[1] ?? '' });
  const silent = /^no sign of life for (\d+) s$/.exec(sentence);
  if (silent !== null) return t('process.why.silent', { seconds: silent[1] ?? '' });
  const overdue = /^(.*) did not end in its time$/s.exec(sentence);
  if (overdue !== null) return t('process.why.overdue', { what: busyText(t, overdue[1] ?? '') });
  return sentence;
}

/** The long work that a process has announced. */
export function busyText(t: Translate, work: string): string {
  if (work === 'starting') return t('process.busy.starting');
  if (work === 'opening and checking the database') return t('process.busy.database');
  const model = /^loading the model (.+)$/.exec(work);
  return model === null ? work : t('process.busy.model', { model: model[1] ?? '' });
}

/** Whether there is a text under this name. */
export function isKey<P extends string>(key: string, prefix: P): key is Extract<Key, `${P}${string}`> {
  return key.startsWith(prefix) && Object.hasOwn(en, key);
}
