import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lawfulFiles, layerSeeds, packageFiles } from './layer-seeds.ts';
import { plantTree, repositoryRoot } from './seeded-tree.ts';
import type { SeededTree } from './seeded-tree.ts';

const config = join(repositoryRoot, '.dependency-cruiser.mjs');
const cruiser = join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rooms = ['domain', 'workers', 'electron', 'renderer', 'scripts', 'bench', 'evaluation', 'simulator', 'tests'];

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});
const configSchema = z.object({
  forbidden: z.array(z.object({ name: z.string(), comment: z.string().min(10), severity: z.literal('error') })),
});

interface Violation {
  readonly from: string;
  readonly rule: string;
}

/** The exit code of the tool is the number of violations, so a refusal still carries its report on stdout. */
async function cruise(folder: string): Promise<readonly Violation[]> {
  const args = [cruiser, ...rooms, '--config', config, '--output-type', 'json'];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error: unknown) =>
    z.object({ stdout: z.string() }).parse(error),
  );
  const report = reportSchema.parse(JSON.parse(stdout));
  return report.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}

async function configuredRules(): Promise<readonly string[]> {
  const loaded: unknown = await import(config);
  return configSchema.parse(z.object({ default: z.unknown() }).parse(loaded).default).forbidden.map(({ name }) => name);
}

describe('the layer rules', () => {
  let tree: SeededTree;
  let violations: readonly Violation[] = [];

  beforeAll(async () => {
    const seeds = Object.fromEntries(layerSeeds.map(({ path, text }) => [path, text]));
    tree = plantTree({ ...packageFiles(), ...lawfulFiles, ...seeds });
    violations = await cruise(tree.folder);
  }, 60_000);
  afterAll(() => tree.remove());

  it.each(layerSeeds)('report $path as $rule', ({ rule, path }) => {
    const inFolder = rule === 'no-folder-cycle';
    const places = inFolder ? [path.slice(0, path.lastIndexOf('/'))] : [path];
    const found = violations.filter(({ from }) => places.includes(from)).map((violation) => violation.rule);
    expect(found).toContain(rule);
  });

  it('leave lawful files alone', () => {
    // The right half of the seeded circle is reported with its left half.
    const lawful = new Set(Object.keys(lawfulFiles).filter((path) => path !== 'domain/quality/circle-right.ts'));
    expect(violations.filter(({ from, rule }) => lawful.has(from) && rule !== 'no-circular')).toEqual([]);
  });

  it('have a seeded violation each', async () => {
    const seeded = new Set(layerSeeds.map(({ rule }) => rule));
    const rules = await configuredRules();
    expect(rules.filter((name) => !seeded.has(name))).toEqual([]);
    expect([...seeded].filter((name) => !rules.includes(name))).toEqual([]);
  });
});
