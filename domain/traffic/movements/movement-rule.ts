import { gateKey } from './gates.ts';
import type { Gate, Passages } from './gates.ts';

/** A way through a camera's picture: from one gate to another. */
export interface Movement {
  readonly entry: Gate;
  readonly exit: Gate;
}

/** Why a track belongs to no movement. */
export const UNMATCHED_REASONS = ['no-gate', 'entry-only', 'exit-only', 'no-pair'] as const;
/** Why a track belongs to no movement. */
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number];

/** What the rule says of a track. */
export type Decision<M> =
  | { readonly movement: M; readonly entryMediaUs: number; readonly exitMediaUs: number }
  | { readonly movement: null; readonly reason: UnmatchedReason };

/**
 * The movement of a track whose way is known to its end: of all defined pairs that it passed in order, the one furthest
 * apart in time. So somebody who drives through three lines belongs to the whole way and not to a part of it, and to no
 * more than one. Of two that are equally far apart the one defined first is taken.
 */
export function decide<M extends Movement>(movements: readonly M[], { entries, exits }: Passages): Decision<M> {
  let best: { movement: M; entryMediaUs: number; exitMediaUs: number } | null = null;
  for (const movement of movements) {
    const entryMediaUs = timeAt(entries, movement.entry, Math.min);
    const exitMediaUs = timeAt(exits, movement.exit, Math.max);
    if (entryMediaUs === null || exitMediaUs === null || exitMediaUs <= entryMediaUs) continue;
    if (best !== null && exitMediaUs - entryMediaUs <= best.exitMediaUs - best.entryMediaUs) continue;
    best = { movement, entryMediaUs, exitMediaUs };
  }
  return best ?? { movement: null, reason: reasonOf(movements, { entries, exits }) };
}

function timeAt(
  passages: Passages['entries'],
  gate: Gate,
  choose: (one: number, other: number) => number,
): number | null {
  const key = gateKey(gate);
  let found: number | null = null;
  for (const passage of passages) {
    if (passage.gate === key) found = found === null ? passage.mediaUs : choose(found, passage.mediaUs);
  }
  return found;
}

function reasonOf(movements: readonly Movement[], { entries, exits }: Passages): UnmatchedReason {
  const began = movements.some(({ entry }) => timeAt(entries, entry, Math.min) !== null);
  const ended = movements.some(({ exit }) => timeAt(exits, exit, Math.max) !== null);
  if (began) return ended ? 'no-pair' : 'entry-only';
  return ended ? 'exit-only' : 'no-gate';
}
