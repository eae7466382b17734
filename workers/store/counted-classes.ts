import { z } from 'zod';

/**
 * The one place that says as what a crossing counts. In a statement the crossing is `x`; who adds crossings up joins
 * `EACH_COUNTED` and takes `k.value` as the class: no row for a rejected one, several for one that was split.
 */

/** What the program found: the class so far, and once the track has ended its final class. */
export const FOUND_CLASS = 'coalesce(x.class_final, x.class_so_far)';
/** A JSON list. */
export const COUNTED_CLASSES = `coalesce(x.counted_as, json_array(${FOUND_CLASS}))`;
export const EACH_COUNTED = `json_each(${COUNTED_CLASSES}) k`;

const listSchema = z.array(z.string());
/** Reads `COUNTED_CLASSES`. */
export const classList = z.string().transform((text) => listSchema.parse(JSON.parse(text)));

/** The same of a row that was read: `countedAs` is the column, null where no correction stands. */
export function countedClassesOf(row: {
  readonly countedAs: readonly string[] | null;
  readonly classFinal: string | null;
  readonly classSoFar: string;
}): readonly string[] {
  return row.countedAs ?? [row.classFinal ?? row.classSoFar];
}
