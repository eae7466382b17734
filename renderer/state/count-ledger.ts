import type { CommittedCrossing } from '../../domain/contracts/messages.ts';

/**
 * Keeps a camera's total right between two answers of the site. A crossing that arrives while no question is under way is
 * surely not in the last answer and is added at once; one that arrives during a question may or may not be in its answer,
 * so it waits for the next. So a number on screen can be late by a moment but never too high.
 */
export interface CountLedger {
  readonly base: Totals;
  readonly added: Totals;
  /** Keys added since the question under way was asked or, without one, since the last answer. */
  readonly seen: ReadonlySet<string>;
  readonly asking: boolean;
  /** Something came that only a new answer can place. */
  readonly stale: boolean;
}

export interface Totals {
  readonly in: number;
  readonly out: number;
}

export const EMPTY_LEDGER: CountLedger = {
  base: { in: 0, out: 0 },
  added: { in: 0, out: 0 },
  seen: new Set(),
  asking: false,
  stale: false,
};

export function askLedger(ledger: CountLedger): CountLedger {
  return { ...ledger, asking: true, stale: false };
}

export function answerLedger(ledger: CountLedger, base: Totals): CountLedger {
  return { ...ledger, base, added: { in: 0, out: 0 }, asking: false };
}

export function failLedger(ledger: CountLedger): CountLedger {
  return { ...ledger, asking: false, stale: true };
}

/** Adds committed crossings of the session that is live. A known key is only its class becoming final; the totals stay. */
export function addToLedger(
  ledger: CountLedger,
  crossings: readonly CommittedCrossing[],
  liveSessionId: string | null,
): CountLedger {
  const seen = new Set(ledger.seen);
  const added = { ...ledger.added };
  for (const crossing of crossings) {
    const key = crossingKey(crossing);
    const known = seen.has(key);
    remember(seen, key);
    const sure = !known && !crossing.final && !ledger.asking && crossing.sessionId === liveSessionId;
    if (sure) added[crossing.direction] += 1;
  }
  return { ...ledger, added, seen, stale: ledger.stale || crossings.length > 0 };
}

export function totalsOf(ledger: CountLedger): Totals {
  return { in: ledger.base.in + ledger.added.in, out: ledger.base.out + ledger.added.out };
}

function crossingKey(crossing: CommittedCrossing): string {
  return `${crossing.sessionId}/${crossing.track}/${crossing.lineVersionId}/${crossing.ordinal}`;
}

const MOST_KEYS = 2000;

function remember(seen: Set<string>, key: string): void {
  seen.add(key);
  const oldest = seen.values().next();
  if (seen.size > MOST_KEYS && !oldest.done) seen.delete(oldest.value);
}
