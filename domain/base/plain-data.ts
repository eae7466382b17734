import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

/** Readers for state that comes back from storage: they check shape and leave meaning to the rule that owns it. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** A JSON object, or null. */
export function asRecord(value: unknown): PlainRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainRecord) : null;
}

/** A JSON list, or null. */
export function asList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** A finite number, or null. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A list of finite numbers, of one length if that is given, or null. */
export function asNumbers(value: unknown, length?: number): readonly number[] | null {
  const list = asList(value);
  if (list === null || (length !== undefined && list.length !== length)) return null;
  const numbers: number[] = [];
  for (const item of list) {
    const number = asNumber(item);
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

/** Reads every item of a list; one item that cannot be read spoils the list. */
export function readEach<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null {
  const list = asList(value);
  if (list === null) return null;
  const items: T[] = [];
  for (const raw of list) {
    const item = read(raw);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

/** What was read, or the failure that a stored state of `what` gives when it is damaged or of another version. */
export function readOrFail<T>(what: string, value: T | null): Result<T> {
  if (value !== null) return ok(value);
  return fail(
    'state-unreadable',
    `The stored state of the ${what} is damaged or from another version.`,
    'Start again without it: analyse from the beginning of the recording or open a new session.',
  );
}
