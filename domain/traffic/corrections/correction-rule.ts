import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { US_PER_SECOND } from '../../base/time.ts';
import { ROAD_USER_CLASSES } from '../../detection/classes.ts';

/** What a person may say of a crossing; `into` is the crossing of the same vehicle that is counted instead. */
export type Correction =
  | { readonly kind: 'reject' }
  | { readonly kind: 'reclassify'; readonly class: string }
  | { readonly kind: 'merge' }
  | { readonly kind: 'split'; readonly classes: readonly string[] };

/** What has to be known of a crossing to judge a correction. */
export interface CorrectedCrossing {
  readonly id: number;
  readonly lineId: string;
  readonly direction: 'in' | 'out';
  readonly utcUs: number;
  /** All live sessions are one scope, each replay is another. */
  readonly scope: number;
  readonly countsAs: readonly string[];
  /** The kind of the correction that stands. */
  readonly standing: Correction['kind'] | null;
}

/** One vehicle that was seen as two crosses a line twice within moments. */
export const MOST_SECONDS_APART = 10;
/** More vehicles than that do not hide in one box. */
export const MOST_VEHICLES = 8;

/** As what a crossing counts after this correction. */
export function countsAfter(correction: Correction): readonly string[] {
  switch (correction.kind) {
    case 'reject':
    case 'merge':
      return [];
    case 'reclassify':
      return [correction.class];
    case 'split':
      return correction.classes;
  }
}

/** Whether a crossing may be corrected so, and if not, why. `into`: the other crossing of a merge. */
export function judgeCorrection(
  crossing: CorrectedCrossing,
  correction: Correction,
  into: CorrectedCrossing | null,
): Result<void> {
  const counted = judgeCounted(crossing);
  if (!counted.ok) return counted;
  switch (correction.kind) {
    case 'reject':
      return ok(undefined);
    case 'reclassify':
      return judgeClass(crossing, correction.class);
    case 'merge':
      return into === null
        ? fail('crossing-unknown', 'there is no such crossing to merge with', LIST)
        : judgeMerge(crossing, into);
    case 'split':
      return judgeSplit(correction.classes);
  }
}

const LIST = 'open the list behind the number again';
const TAKE_BACK = 'take that correction back first';

/** What is not counted has no class and no vehicles to tell apart. */
function judgeCounted({ standing, countsAs }: CorrectedCrossing): Result<void> {
  if (countsAs.length > 0) return ok(undefined);
  return standing === 'merge'
    ? fail('already-merged', 'this crossing was merged with another one and is not counted itself', TAKE_BACK)
    : fail('already-rejected', 'this crossing is rejected', TAKE_BACK);
}

function judgeClass({ countsAs }: CorrectedCrossing, name: string): Result<void> {
  const known = judgeKnown(name);
  if (!known.ok || countsAs.length !== 1 || countsAs[0] !== name) return known;
  return fail('class-unchanged', `this crossing counts as ${name} already`, 'choose another class');
}

function judgeKnown(name: string): Result<void> {
  if (ROAD_USER_CLASSES.some((one) => one === name)) return ok(undefined);
  return fail('bad-class', `"${name}" is no class of road users`, `choose one of: ${ROAD_USER_CLASSES.join(', ')}`);
}

function judgeSplit(classes: readonly string[]): Result<void> {
  if (classes.length < 2 || classes.length > MOST_VEHICLES) {
    return fail(
      'bad-split',
      `a crossing is split into 2 to ${MOST_VEHICLES} vehicles`,
      'name a class for each of them',
    );
  }
  return classes.map(judgeKnown).find(({ ok: known }) => !known) ?? ok(undefined);
}

function judgeMerge(crossing: CorrectedCrossing, into: CorrectedCrossing): Result<void> {
  const apart = Math.abs(crossing.utcUs - into.utcUs);
  if (into.id === crossing.id)
    return fail('merge-with-itself', 'a crossing cannot be merged with itself', 'choose another crossing');
  if (into.lineId !== crossing.lineId)
    return fail('merge-other-line', 'the two crossings are of different lines', 'choose a crossing of the same line');
  if (into.direction !== crossing.direction)
    return fail(
      'merge-other-direction',
      'the two crossings go in opposite directions',
      'reject the one that never was',
    );
  if (into.scope !== crossing.scope)
    return fail('merge-other-replay', 'the two crossings are of different recordings', 'choose one of the same replay');
  if (apart > MOST_SECONDS_APART * US_PER_SECOND) {
    const seconds = (apart / US_PER_SECOND).toFixed(1);
    return fail(
      'merge-too-far-apart',
      `the two crossings lie ${seconds} s apart, and one vehicle is merged within ${MOST_SECONDS_APART} s`,
      'reject the crossing that never was',
    );
  }
  if (into.countsAs.length === 0)
    return fail('merge-not-counted', 'the other crossing is not counted itself', 'choose the one that is');
  return ok(undefined);
}
