import { en } from './en/index.ts';
import type { Key, Translate } from './translate.ts';

/** Why a camera is as it is, in the person's language where the reason is known; the site's own words otherwise. */
export function reasonText(t: Translate, status: { readonly reason: string; readonly detail: string }): string {
  const key = `reason.${status.reason}`;
  const known = isReason(key) ? t(key) : status.reason;
  if (known === '') return status.detail;
  return status.detail === '' || status.detail === status.reason ? known : `${known} (${status.detail})`;
}

type ReasonKey = Extract<Key, `reason.${string}`>;

function isReason(key: string): key is ReasonKey {
  return key.startsWith('reason.') && Object.hasOwn(en, key);
}
