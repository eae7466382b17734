import type { Translate } from './translate.ts';

/** What a direction of a line is called. Where nobody named it the site says a plain "in" or "out": that is said here. */
export function directionName(t: Translate, direction: 'in' | 'out', name: string): string {
  return name === direction ? t(`direction.${direction}`) : name;
}
