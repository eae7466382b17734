import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import type { ClassSupport } from '../../../domain/traffic/class-support.ts';

/** The classes that have a column: those that were seen, and those that the model could have told. */
export function classColumns(seen: ReadonlySet<string>, support: ClassSupport | null): string[] {
  const told: readonly string[] = support === null ? [] : [...support.supported, ...support.partly];
  const known: string[] = ROAD_USER_CLASSES.filter((name) => seen.has(name) || told.includes(name));
  return [...known, ...[...seen].filter((name) => !known.includes(name))];
}

/** Whether "none" is known of a class: what no model can tell is not known to be absent. */
export function canBeZero(name: string, support: ClassSupport | null): boolean {
  return support === null || !support.unsupported.some((one) => one === name);
}
