import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROAD_USER_CLASSES } from '../../../../domain/detection/classes.ts';
import { looksLike } from '../../../../evaluation/judge/class-groups.ts';

it('asks of a detector what it was taught', () => {
  const taught = readFileSync('training/classes.py', 'utf8');
  const table = /TAUGHT_AS[^{]*{([^}]*)}/.exec(taught)?.[1] ?? '';
  const pairs = new Map([...table.matchAll(/"(\w+)": "(\w+)"/g)].map(([, own, as]) => [own, as]));
  expect(pairs.size).toBeGreaterThan(7);
  for (const name of ROAD_USER_CLASSES) expect(looksLike(name), name).toBe(pairs.get(name) ?? null);
});
