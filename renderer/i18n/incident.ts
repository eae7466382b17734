import type { Formats } from './format.ts';
import { isKey } from './is-key.ts';
import type { Translate } from './translate.ts';

/** What kind of incident it is, as people say it. */
export function incidentKindText(t: Translate, kind: string): string {
  const key = `incidentKind.${kind}`;
  return isKey(key, 'incidentKind.') ? t(key) : kind;
}

/** The figures that a rule went by; one that this screen does not know keeps its own name. */
export function incidentValueTexts(t: Translate, f: Formats, values: Readonly<Record<string, number>>): string[] {
  return Object.entries(values).map(([name, value]) => {
    const key = `incidentValue.${name}`;
    const text = f.number(value, Number.isInteger(value) ? 0 : value < 1 ? 2 : 1);
    return isKey(key, 'incidentValue.') ? t(key, { value: text }) : `${name} ${text}`;
  });
}
