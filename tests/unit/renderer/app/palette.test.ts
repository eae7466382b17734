import { describe, expect, it } from 'vitest';
import { findCommands } from '../../../../renderer/app/palette/find-commands.ts';
import type { Command } from '../../../../renderer/app/palette/find-commands.ts';
import { fuzzyScore } from '../../../../renderer/app/palette/fuzzy.ts';

describe('finding by name', () => {
  it.each([
    ['north', 'North Bridge'],
    ['bri nor', 'North Bridge'],
    ['nb', 'North Bridge'],
    ['nrthbrdg', 'North Bridge'],
    ['duong', 'Đường vành đai'],
    ['VANH DAI', 'Đường vành đai'],
    ['', 'anything'],
  ])('"%s" finds "%s"', (typed, text) => {
    expect(fuzzyScore(typed, text)).not.toBeNull();
  });

  it.each([
    ['south', 'North Bridge'],
    ['north x', 'North Bridge'],
    ['z', 'North Bridge'],
    ['egdirb', 'North Bridge'],
  ])('"%s" does not find "%s"', (typed, text) => {
    expect(fuzzyScore(typed, text)).toBeNull();
  });

  it.each([
    ['a whole word before its beginning', 'road', 'Station Road', 'Roadside camera'],
    ['the beginning of a word before its inside', 'ring', 'Ringway', 'Monitoring'],
    ['beginnings of words before scattered letters', 'nb', 'North Bridge', 'Sand hub'],
    ['the shorter name', 'live', 'Live', 'Live window'],
  ])('%s goes first', (_what, typed, first, second) => {
    expect(fuzzyScore(typed, first) ?? 0).toBeGreaterThan(fuzzyScore(typed, second) ?? 0);
  });
});

describe('the commands', () => {
  const command = (id: string, ...names: string[]): Command => ({
    id,
    title: names[0] ?? '',
    kind: '',
    names,
    run: () => undefined,
  });
  const all = [command('system', 'System', 'Hệ thống'), command('cameras', 'Cameras', 'Camera'), command('x', 'Mast')];

  it('are found by their names in each language', () => {
    expect(findCommands(all, 'he thong').map(({ id }) => id)).toEqual(['system']);
    expect(findCommands(all, 'sys').map(({ id }) => id)).toEqual(['system']);
  });

  it('are all there, in their order, while nothing is typed', () => {
    expect(findCommands(all, '  ')).toEqual(all);
    expect(findCommands(all, 'qqq')).toEqual([]);
  });

  it('are never more than a list can show', () => {
    const many = Array.from({ length: 2000 }, (_, at) => command(String(at), `Camera ${at}`));
    expect(findCommands(many, 'camera').length).toBeLessThanOrEqual(50);
    expect(findCommands(many, 'camera 1234')[0]?.id).toBe('1234');
  });
});
