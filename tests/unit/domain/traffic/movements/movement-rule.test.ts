import { describe, expect, it } from 'vitest';
import { allPairs, pairKey } from '../../../../../domain/traffic/movements/all-pairs.ts';
import { passagesOf } from '../../../../../domain/traffic/movements/gates.ts';
import type { Gate } from '../../../../../domain/traffic/movements/gates.ts';
import { decide } from '../../../../../domain/traffic/movements/movement-rule.ts';

const line = (lineId: string, direction: 'in' | 'out'): Gate => ({ kind: 'line', lineId, direction });
const zone = (zoneId: string): Gate => ({ kind: 'zone', zoneId });
const named = (name: string, entry: Gate, exit: Gate) => ({ name, entry, exit });
const crossed = (lineId: string, direction: 'in' | 'out', mediaUs: number) => ({ lineId, direction, mediaUs });

const whole = named('whole', line('north', 'in'), line('south', 'out'));
const firstPart = named('first part', line('north', 'in'), line('middle', 'in'));
const secondPart = named('second part', line('middle', 'in'), line('south', 'out'));
const back = named('back', line('south', 'in'), line('north', 'out'));
const uTurn = named('u-turn', line('north', 'in'), line('north', 'out'));
const all = [firstPart, secondPart, whole, back, uTurn];

describe('the movement of a track', () => {
  const through = passagesOf(
    [crossed('north', 'in', 10), crossed('middle', 'in', 20), crossed('south', 'out', 30)],
    [],
  );

  it('is the pair furthest apart in time, and no other', () =>
    expect(decide(all, through)).toEqual({ movement: whole, entryMediaUs: 10, exitMediaUs: 30 }));

  it('is a part of the way where only that is defined', () =>
    expect(decide([secondPart], through)).toMatchObject({ movement: secondPart, entryMediaUs: 20 }));

  it('goes from the first passage of its entry to the last of its exit', () => {
    const wavering = passagesOf(
      [
        ...[crossed('north', 'in', 10), crossed('north', 'out', 12), crossed('north', 'in', 14)],
        ...[crossed('south', 'out', 30), crossed('south', 'in', 40), crossed('south', 'out', 50)],
      ],
      [],
    );
    expect(decide(all, wavering)).toEqual({ movement: whole, entryMediaUs: 10, exitMediaUs: 50 });
  });

  it('of two that are equally far apart is the one defined first', () => {
    const twin = named('twin', line('north', 'in'), line('beside', 'out'));
    const both = passagesOf(
      [crossed('north', 'in', 10), crossed('south', 'out', 30), crossed('beside', 'out', 30)],
      [],
    );
    expect(decide([whole, twin], both).movement).toBe(whole);
    expect(decide([twin, whole], both).movement).toBe(twin);
  });

  it('begins when a zone is left and ends when one is entered', () => {
    const across = named('across', zone('west'), zone('east'));
    const stays = [
      { zoneId: 'west', enterMediaUs: 0, exitMediaUs: 10 },
      { zoneId: 'east', enterMediaUs: 30, exitMediaUs: 99 },
    ];
    expect(decide([across], passagesOf([], stays))).toEqual({ movement: across, entryMediaUs: 10, exitMediaUs: 30 });
  });

  it('may begin in a zone and end at a line', () => {
    const mixed = named('mixed', zone('west'), line('south', 'out'));
    const passages = passagesOf([crossed('south', 'out', 30)], [{ zoneId: 'west', enterMediaUs: 0, exitMediaUs: 10 }]);
    expect(decide([mixed], passages)).toMatchObject({ movement: mixed });
  });

  it.each([
    ['passed nothing', [], 'no-gate'],
    ['only came in', [crossed('north', 'in', 1)], 'entry-only'],
    ['only went out', [crossed('south', 'out', 1)], 'exit-only'],
    ['passed both the wrong way round', [crossed('south', 'out', 1), crossed('north', 'in', 2)], 'no-pair'],
  ] as const)('is none when it %s', (_case, passages, reason) =>
    expect(decide([whole], passagesOf(passages, []))).toEqual({ movement: null, reason }),
  );
});

describe('all pairs', () => {
  const lines = ['north', 'east', 'south', 'west'].map((lineId) => ({ lineId }));

  it('of four arms are twelve, and sixteen with those who turn round', () => {
    expect(allPairs({ lines, zones: [] }, { turns: false, anyDirection: false, existing: [] })).toHaveLength(12);
    expect(allPairs({ lines, zones: [] }, { turns: true, anyDirection: false, existing: [] })).toHaveLength(16);
  });

  it('lead over lines in both directions where nobody knows which way they were drawn', () => {
    const wish = { turns: false, anyDirection: true, existing: [] };
    expect(allPairs({ lines: lines.slice(0, 2), zones: [] }, wish).map(pairKey)).toHaveLength(8);
    expect(allPairs({ lines: lines.slice(0, 2), zones: [] }, { ...wish, turns: true })).toHaveLength(12);
  });

  it('leave out what is there already, and name each once', () => {
    const pairs = allPairs({ lines, zones: [] }, { turns: true, anyDirection: false, existing: [whole, uTurn] });
    expect(pairs).toHaveLength(14);
    expect(new Set(pairs.map(pairKey)).size).toBe(14);
  });

  it('lead in over lines and out of areas, and never from an area into itself', () => {
    const pairs = allPairs(
      { lines: [{ lineId: 'north' }], zones: [{ zoneId: 'yard' }] },
      { turns: true, anyDirection: false, existing: [] },
    );
    expect(pairs.map(pairKey)).toEqual([
      'line north in > line north out',
      'line north in > zone yard',
      'zone yard > line north out',
    ]);
  });
});
