import type { CommittedCrossing } from '../../domain/contracts/messages.ts';

/**
 * Keeps a camera's total right between two answers of the site. An answer says up to which committed crossing it counts;
 * what the live line tells beyond that comes on top, whichever of the two arrived first. So a number on screen can be late
 * by a moment but never too high; what somebody corrects is asked for at once.
 */
export interface CountLedger {
  /** The site's own total, of crossings from `fromUtcUs` on and up to `cursor`. */
  readonly base: Totals;
  readonly fromUtcUs: number;
  readonly cursor: number;
  /** Crossings of the live line that no answer holds yet, by key. */
  readonly recent: ReadonlyMap<string, CommittedCrossing>;
  /** Something came since the last question: it is soon to be asked again. */
  readonly stale: boolean;
  /** Somebody corrected what an answer may hold: it is to be asked again at once, for the number may have to go down. */
  readonly corrected: boolean;
}

export interface Totals {
  readonly in: number;
  readonly out: number;
}

/** What the site answers. */
export type CountAnswer = Pick<CountLedger, 'base' | 'fromUtcUs' | 'cursor'>;

export const EMPTY_LEDGER: CountLedger = {
  base: { in: 0, out: 0 },
  fromUtcUs: 0,
  cursor: 0,
  recent: new Map(),
  stale: false,
  corrected: false,
};

export function askLedger(ledger: CountLedger): CountLedger {
  return { ...ledger, stale: false, corrected: false };
}

export function answerLedger(ledger: CountLedger, answer: CountAnswer): CountLedger {
  // An answer that lies before an earlier one comes from a backup that was put in place: what was told is of another count.
  const setBack = answer.cursor < ledger.cursor;
  const recent = setBack ? [] : [...ledger.recent].filter(([, { cursor }]) => cursor > answer.cursor);
  return { ...ledger, ...answer, recent: new Map(recent) };
}

export function failLedger(ledger: CountLedger): CountLedger {
  return { ...ledger, stale: true };
}

const MOST_RECENT = 2000;

/**
 * Takes in committed crossings of live sessions. One that is told as final may be a known one whose class has become final,
 * which moved it to a new cursor: whether it is new, only an answer knows. The same holds for one that a person corrected.
 */
export function addToLedger(ledger: CountLedger, crossings: readonly CommittedCrossing[]): CountLedger {
  const recent = new Map(ledger.recent);
  for (const crossing of crossings) {
    const key = crossingKey(crossing);
    if (crossing.cursor <= ledger.cursor) continue;
    const known = recent.get(key);
    if (known !== undefined) recent.set(key, { ...known, countsAs: crossing.countsAs });
    if (crossing.final || crossing.corrected === true || known !== undefined) continue;
    recent.set(key, crossing);
    const oldest = recent.keys().next();
    if (recent.size > MOST_RECENT && !oldest.done) recent.delete(oldest.value);
  }
  const corrected = ledger.corrected || crossings.some((crossing) => crossing.corrected === true);
  return { ...ledger, recent, stale: ledger.stale || crossings.length > 0, corrected };
}

export function totalsOf({ base, fromUtcUs, recent }: CountLedger): Totals {
  const totals = { ...base };
  // Yesterday's crossings may still come in after midnight.
  for (const { direction, utcUs, countsAs } of recent.values()) {
    if (utcUs >= fromUtcUs) totals[direction] += countsAs?.length ?? 1;
  }
  return totals;
}

function crossingKey(crossing: CommittedCrossing): string {
  return `${crossing.sessionId}/${crossing.track}/${crossing.lineVersionId}/${crossing.ordinal}`;
}
