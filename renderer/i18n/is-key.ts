import { en } from './en/index.ts';
import type { Key } from './translate.ts';

/** Whether the catalogue has this key, made from a word of the site. */
export function isKey<P extends string>(key: string, prefix: P): key is Extract<Key, `${P}${string}`> {
  return key.startsWith(prefix) && Object.hasOwn(en, key);
}
