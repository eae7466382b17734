import { expect, it } from 'vitest';
import type { Gate } from '../../../../../domain/traffic/movements/gates.ts';
import { nameMovements } from '../../../../../domain/traffic/movements/movement-names.ts';

const pair = {
  entry: { kind: 'line', lineId: 'n', direction: 'in' },
  exit: { kind: 'zone', zoneId: 'y' },
} as const;
const nameOf = (gate: Gate) => (gate.kind === 'line' ? 'North' : 'Yard');

it('a movement is named after where it leads, and once only', () => {
  expect(nameMovements([pair, pair], nameOf, ['North → Yard']).map(({ name }) => name)).toEqual([
    'North → Yard 2',
    'North → Yard 3',
  ]);
});

it('a name stays as short as names may be', () => {
  const [named] = nameMovements([pair], () => 'x'.repeat(80), []);
  expect(named?.name.length).toBeLessThanOrEqual(80);
});
