import { gateKey, shapeOf } from './gates.ts';
import type { Gate } from './gates.ts';
import type { Movement } from './movement-rule.ts';

/** A line that movements can begin and end at. */
export interface PairableLine {
  readonly lineId: string;
}

/** An area that movements can begin and end in. */
export interface PairableZone {
  readonly zoneId: string;
}

/** Which pairs are wanted. */
export interface PairWish {
  /** Also back over a line's own other direction: U-turns. */
  readonly turns: boolean;
  /** Lines are drawn in any sense: both directions of each lead in and both lead out. */
  readonly anyDirection: boolean;
  readonly existing: readonly Movement[];
}

/**
 * All ways from one gate to another: into the picture's middle by the "in" direction of a line or out of an area, and out
 * of it by the "out" direction of another line or into another area. Pairs that are there already are left out.
 */
export function allPairs(
  { lines, zones }: { readonly lines: readonly PairableLine[]; readonly zones: readonly PairableZone[] },
  { turns, anyDirection, existing }: PairWish,
): Movement[] {
  const areas = zones.map(({ zoneId }): Gate => ({ kind: 'zone', zoneId }));
  const over = (direction: 'in' | 'out') => lines.map(({ lineId }): Gate => ({ kind: 'line', lineId, direction }));
  const entries = [...over('in'), ...(anyDirection ? over('out') : []), ...areas];
  const exits = [...over('out'), ...(anyDirection ? over('in') : []), ...areas];
  const known = new Set(existing.map(pairKey));
  return entries
    .flatMap((entry) => exits.map((exit): Movement => ({ entry, exit })))
    .filter(({ entry, exit }) => shapeOf(entry) !== shapeOf(exit) || (turns && isTurn(entry, exit)))
    .filter((movement) => !known.has(pairKey(movement)));
}

function isTurn(entry: Gate, exit: Gate): boolean {
  return entry.kind === 'line' && exit.kind === 'line' && entry.direction !== exit.direction;
}

/** Two movements of one key lead from the same gate to the same gate. */
export function pairKey({ entry, exit }: Movement): string {
  return `${gateKey(entry)} > ${gateKey(exit)}`;
}
