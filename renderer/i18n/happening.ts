import type { SiteEvent } from '../../domain/contracts/api.ts';
import type { Alarm } from '../../domain/contracts/messages.ts';
import { departureEventText } from './departure-text.ts';
import { isKey } from './is-key.ts';
import { processReasonText, reasonParts, reasonText } from './reason.ts';
import type { Translate } from './translate.ts';

/** What it is, what a person can do about it, and what the site itself said where that says more. */
export function alarmText(
  t: Translate,
  { code, message, hint }: Pick<Alarm, 'code' | 'message' | 'hint'>,
): { readonly title: string; readonly todo: string; readonly detail: string } {
  const title = `alarm.${code}`;
  const todo = `alarm.${code}.do`;
  if (!isKey(title, 'alarm.') || !isKey(todo, 'alarm.')) return { title: message, todo: hint, detail: '' };
  return { title: t(title), todo: t(todo), detail: message };
}

/** Why a stretch was not watched. */
export function causeText(t: Translate, cause: string): string {
  const key = `cause.${cause}`;
  if (isKey(key, 'cause.')) return t(key);
  const [state = '', reason = ''] = cause.split(': ');
  const stateKey = `state.${state}`;
  if (reason === '') return isKey(stateKey, 'state.') ? t(stateKey) : reasonText(t, { reason: cause, detail: '' });
  const why = reasonText(t, { reason, detail: '' });
  const word = isKey(stateKey, 'state.') ? t(stateKey) : state;
  return why === '' ? word : `${word}: ${why}`;
}

/** What happened to a process or a camera, and why. */
export function eventText(
  t: Translate,
  row: Pick<SiteEvent, 'kind' | 'event' | 'reason' | 'detail'>,
): { readonly what: string; readonly why: string; readonly detail: string } {
  if (row.kind === 'camera') {
    const { words, detail } = reasonParts(t, row);
    const state = `state.${row.event}`;
    return { what: isKey(state, 'state.') ? t(state) : row.event, why: words, detail };
  }
  const departure = departureEventText(t, row);
  if (departure !== null) return departure;
  const event = `event.${row.event}`;
  const what = isKey(event, 'event.') ? t(event) : row.event;
  const alarm = /^([a-z-]+): (.*)$/s.exec(row.reason);
  if (!row.event.startsWith('alarm') || alarm === null)
    return { what, why: processReasonText(t, row.reason), detail: row.detail };
  const { title, detail } = alarmText(t, { code: alarm[1] ?? '', message: alarm[2] ?? '', hint: '' });
  return { what, why: title, detail };
}
