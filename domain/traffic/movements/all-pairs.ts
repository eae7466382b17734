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

/**
 * All ways from one gate to another: into the picture's middle by the "in" direction of a line or out of an area, and out
 * of it by the "out" direction of another line or into another area. A line's own way back (a U-turn) is one of them on
 * request. Pairs that are there already are left out.
 */
export function allPairs(
  { lines, zones }: { readonly lines: readonly PairableLine[]; readonly zones: readonly PairableZone[] },
  { turns, existing }: { readonly turns: boolean; readonly existing: readonly Movement[] },
): Movement[] {
  const areas = zones.map(({ zoneId }): Gate => ({ kind: 'zone', zoneId }));
  const entries = [...lines.map(({ lineId }): Gate => ({ kind: 'line', lineId, direction: 'in' })), ...areas];
  const exits = [...lines.map(({ lineId }): Gate => ({ kind: 'line', lineId, direction: 'out' })), ...areas];
  const known = new Set(existing.map(pairKey));
  return entries
    .flatMap((entry) => exits.map((exit): Movement => ({ entry, exit })))
    .filter(({ entry, exit }) => shapeOf(entry) !== shapeOf(exit) || (turns && entry.kind === 'line'))
    .filter((movement) => !known.has(pairKey(movement)));
}

/** Two movements of one key lead from the same gate to the same gate. */
export function pairKey({ entry, exit }: Movement): string {
  return `${gateKey(entry)} > ${gateKey(exit)}`;
}
