import type { Failure } from '../../domain/base/result.ts';
import { languageOf, textsFor } from './texts.ts';
import { viFailures } from './vi-failures.ts';

/**
 * What happened and what to do, for a dialog without a page. Failures are English and name files and numbers; in another
 * language ours come first and the failure's own sentence stands below.
 */
export function failureText(locale: string, { code, message, hint }: Failure): string {
  const texts = textsFor(locale);
  const known = languageOf(locale) === 'vi' && Object.hasOwn(viFailures, code) ? viFailures[code] : undefined;
  if (known === undefined) return `${message}\n\n${texts('whatToDo', { hint })}`;
  return `${known.message}\n\n${texts('whatToDo', { hint: known.hint })}\n\n${texts('details', { text: message })}`;
}
