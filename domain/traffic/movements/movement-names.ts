import type { Gate } from './gates.ts';
import type { Movement } from './movement-rule.ts';

/** A movement with a name. */
export interface NamedMovement extends Movement {
  readonly name: string;
}

const MOST = 80;

/** "North → South", each once: where a name is taken, with a number behind it. */
export function nameMovements(
  movements: readonly Movement[],
  nameOf: (gate: Gate) => string,
  taken: readonly string[],
): NamedMovement[] {
  const used = new Set(taken);
  return movements.map((movement) => {
    const half = MOST / 2 - 5;
    const plain = `${nameOf(movement.entry).slice(0, half)} → ${nameOf(movement.exit).slice(0, half)}`;
    let name = plain;
    for (let number = 2; used.has(name); number += 1) name = `${plain} ${number}`;
    used.add(name);
    return { ...movement, name };
  });
}
