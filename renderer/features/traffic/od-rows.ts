import type { BothUnits, MovementMatrix } from '../../../domain/contracts/traffic-api.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import type { Gate } from '../../../domain/traffic/movements/gates.ts';

export type Unit = 'vehicles' | 'pcu';
type Counted = MovementMatrix['movements'][number];

/** Origins down, destinations across. */
export interface OdMatrix {
  readonly entries: readonly Gate[];
  readonly exits: readonly Gate[];
  /** The movement of a pair; undefined where nobody defined one. */
  readonly at: (entry: Gate, exit: Gate) => Counted | undefined;
  readonly rowTotal: (entry: Gate) => number;
  readonly columnTotal: (exit: Gate) => number;
  readonly total: number;
}

/** The movements of an interval as a matrix; its sums are those of its cells. */
export function odMatrix(movements: readonly Counted[], unit: Unit): OdMatrix {
  const sum = (wanted: (one: Counted) => boolean) => total(movements.filter(wanted), unit);
  return {
    entries: once(movements.map(({ entry }) => entry)),
    exits: once(movements.map(({ exit }) => exit)),
    at: (entry, exit) => movements.find((one) => same(one.entry, entry) && same(one.exit, exit)),
    rowTotal: (entry) => sum((one) => same(one.entry, entry)),
    columnTotal: (exit) => sum((one) => same(one.exit, exit)),
    total: sum(() => true),
  };
}

/** A sum of tenths without what the machine adds to it. */
function total(movements: readonly { readonly volume: BothUnits }[], unit: Unit): number {
  return Math.round(movements.reduce((sum, { volume }) => sum + volume[unit], 0) * 1e6) / 1e6;
}

function once(gates: readonly Gate[]): readonly Gate[] {
  return [...new Map(gates.map((gate) => [gateKey(gate), gate])).values()];
}

function same(one: Gate, other: Gate): boolean {
  return gateKey(one) === gateKey(other);
}
