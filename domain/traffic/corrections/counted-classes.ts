/** A correction as it was made, or a take-back of one. */
export interface MadeCorrection {
  readonly correctionId: string;
  /** As what the crossing counts from then on: nothing, one class, or a class for each of several vehicles. Null: a take-back. */
  readonly countsAs: readonly string[] | null;
  readonly takesBack: string | null;
}

/** The correction that stands: the newest that was not taken back. Null: the crossing counts as it was found. */
export function standingCorrection<C extends MadeCorrection>(oldestFirst: readonly C[]): C | null {
  const takenBack = new Set(oldestFirst.map(({ takesBack }) => takesBack));
  return (
    oldestFirst.findLast(({ correctionId, countsAs }) => countsAs !== null && !takenBack.has(correctionId)) ?? null
  );
}

/** As what a crossing counts: `[]` (no vehicle), `[class]`, or the classes of several vehicles. */
export function countedClasses(found: string, oldestFirst: readonly MadeCorrection[]): readonly string[] {
  return standingCorrection(oldestFirst)?.countsAs ?? [found];
}
