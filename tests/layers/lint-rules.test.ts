import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { houseRules } from '../../scripts/lint/house-rules.ts';
import { lawfulCode, lintSeeds } from './lint-seeds.ts';
import { plantTree, repositoryRoot } from './seeded-tree.ts';
import type { SeededTree } from './seeded-tree.ts';

const settings = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: 'es2023',
    module: 'nodenext',
    jsx: 'react-jsx',
    types: [],
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['**/*.ts', '**/*.tsx'],
});

describe('the lint rules', () => {
  let tree: SeededTree;
  let reports: readonly { path: string; rules: readonly string[] }[] = [];

  beforeAll(async () => {
    const seeds = Object.fromEntries(lintSeeds.map(({ path, text }) => [path, text]));
    tree = plantTree({ 'tsconfig.json': settings, 'package.json': '{"type":"module"}', ...lawfulCode, ...seeds });
    symlinkSync(join(repositoryRoot, 'node_modules'), join(tree.folder, 'node_modules'), 'dir');
    const lint = new ESLint({ cwd: tree.folder, overrideConfigFile: join(repositoryRoot, 'eslint.config.mjs') });
    const results = await lint.lintFiles(['.']);
    reports = results.map(({ filePath, messages }) => ({
      path: filePath.slice(tree.folder.length + 1),
      rules: messages.map(({ ruleId, message }) => ruleId ?? message),
    }));
  }, 120_000);
  afterAll(() => tree.remove());

  const rulesOf = (path: string): readonly string[] =>
    reports.find((report) => report.path === path)?.rules ?? ['not linted'];

  it.each(lintSeeds)('report $path as $rule', ({ rule, path }) => {
    expect(rulesOf(path)).toContain(rule);
  });

  it.each(Object.keys(lawfulCode))('leave %s alone', (path) => {
    expect(rulesOf(path)).toEqual([]);
  });

  it('have a seeded violation for each rule of the house', () => {
    const seeded = new Set(lintSeeds.map(({ rule }) => rule));
    expect(Object.keys(houseRules).filter((name) => !seeded.has(`house/${name}`))).toEqual([]);
  });
});
