import type { CameraChangeView } from '../../domain/contracts/changes.ts';
import { isKey } from './is-key.ts';
import type { Text } from './use-text.ts';

/** One change in words: when, what, by whom. */
export function changeText({ t, f }: Pick<Text, 't' | 'f'>, change: CameraChangeView, zone: string): string {
  const { kind, event, subject, actor } = change;
  const fields = change.fields.map((field) => fieldText(t, field)).join(', ');
  const what = t(`change.${kind}.${event}`, { subject, fields });
  const said = actor === null ? what : t('change.by', { what, actor });
  return `${f.time(change.utcUs, zone)}: ${said}`;
}

/** Parts of a run have words; settings keep the names that the API gives them. */
function fieldText(t: Text['t'], field: string): string {
  const key = `change.part.${field}`;
  return isKey(key, 'change.part.') ? t(key) : field;
}
