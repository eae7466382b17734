import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runChecks } from './check.ts';
import { repositoryRoot, runNpmScript, runTool } from './run-program.ts';
import { ensureSystemPackages } from './setup.ts';
import { testProjects } from './test-projects.ts';
import { addTallies, EMPTY_TALLY, failuresOfVitest, tallyLine, tallyOfStep, tallyOfVitest } from './test-tally.ts';
import type { Tally } from './test-tally.ts';

/** One part of the whole test. Its budget is what it may take on a small machine; at twice that it is stopped and counts as failed. */
interface Stage {
  readonly name: string;
  readonly budgetSeconds: number;
  /** Why there is nothing to run; null when there is. */
  readonly nothingToDo: () => string | null;
  readonly run: (limitMs: number) => Promise<Tally>;
}

interface StageRecord {
  readonly name: string;
  readonly tally: Tally;
  readonly seconds: number;
  readonly note: string;
}

/** The whole test ends within this time, whatever hangs. */
const WHOLE_LIMIT_SECONDS = 27 * 60;

const reports = mkdtempSync(join(tmpdir(), 'test-reports-'));

function hasFiles(project: string): boolean {
  const found = testProjects.find(({ name }) => name === project);
  if (found === undefined) return false;
  return globSync([...found.include], { cwd: repositoryRoot, exclude: [...found.exclude] }).length > 0;
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Vitest was stopped before it wrote one.
    return null;
  }
}

const failures: string[] = [];

/** A stage of vitest over one or more shelves of tests. */
function vitestStage(
  name: string,
  projects: readonly string[],
  budgetSeconds: number,
  filters: readonly string[],
): Stage {
  const present = projects.filter(hasFiles);
  const run = async (limitMs: number): Promise<Tally> => {
    const report = join(reports, `${name}.json`);
    const shelves = present.map((project) => `--project=${project}`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', ...shelves, ...reporters, ...filters];
    const { code, timedOut } = await runTool('vitest/vitest.mjs', args, { timeoutMs: limitMs });
    if (timedOut) console.log(`${name} was stopped at its time limit.`);
    const read = readReport(report);
    failures.push(...failuresOfVitest(read));
    return tallyOfVitest(read, code);
  };
  return { name, budgetSeconds, run, nothingToDo: () => (present.length === 0 ? 'no test files yet' : null) };
}

const manifestSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')));

/** A stage that is one npm script and counts as one test. */
function scriptStage(
  script: string,
  args: readonly string[],
  budgetSeconds: number,
  nothingToDo: () => string | null,
): Stage {
  const run = async (limitMs: number): Promise<Tally> =>
    tallyOfStep((await runNpmScript(script, args, { timeoutMs: limitMs })).code === 0);
  return { name: script, budgetSeconds, run, nothingToDo };
}

const always = (): null => null;

const setupStage: Stage = {
  name: 'setup',
  budgetSeconds: 240,
  nothingToDo: always,
  run: async () => {
    const provisions = await ensureSystemPackages(['ffmpeg', 'chromium', 'rtsp-server', 'vlc']);
    for (const { name, path } of provisions) console.log(`  ${name.padEnd(12)} ${path ?? 'missing'}`);
    return EMPTY_TALLY;
  },
};

const checkStage: Stage = {
  name: 'check',
  budgetSeconds: 150,
  nothingToDo: always,
  run: async (limitMs) => addTallies((await runChecks(limitMs)).map(({ passed }) => tallyOfStep(passed))),
};

function allStages(filters: readonly string[]): readonly Stage[] {
  return [
    setupStage,
    checkStage,
    vitestStage('unit', ['unit', 'contract', 'layers'], 240, filters),
    scriptStage('build', [], 90, () =>
      existsSync(join(repositoryRoot, 'vite.config.ts')) ? null : 'no vite.config.ts yet',
    ),
    vitestStage('integration', ['integration', 'site'], 420, filters),
    vitestStage('e2e', ['e2e'], 360, filters),
    scriptStage('evaluate', ['--quick'], 120, () =>
      manifest.scripts['evaluate'] === undefined ? 'not part of this version' : null,
    ),
  ];
}

/** With `--only NAME` one shelf or one stage runs alone; screens and whole-product tests still get the build they show. */
function wantedStages(only: string | undefined, filters: readonly string[]): readonly Stage[] {
  const stages = allStages(filters);
  if (only === undefined) return stages;
  const project = testProjects.find(({ name }) => name === only);
  if (project !== undefined && only !== 'electron') {
    const build = stages.filter(({ name }) => name === 'build' && ['integration', 'site', 'e2e'].includes(only));
    return [...build, vitestStage(only, [only], 600, filters)];
  }
  return stages.filter(({ name }) => name === only);
}

async function runStage(stage: Stage, leftSeconds: number): Promise<StageRecord> {
  const nothing = stage.nothingToDo();
  console.log(`\n== ${stage.name}${nothing === null ? '' : `: passed over, ${nothing}`}`);
  if (nothing !== null) return { name: stage.name, tally: EMPTY_TALLY, seconds: 0, note: `passed over: ${nothing}` };
  if (leftSeconds <= 0) {
    return {
      name: stage.name,
      tally: tallyOfStep(false),
      seconds: 0,
      note: 'not run: the time for the whole test is used up',
    };
  }
  const begun = performance.now();
  const tally = await stage.run(Math.min(stage.budgetSeconds * 2, leftSeconds) * 1000);
  const seconds = (performance.now() - begun) / 1000;
  const over = seconds > stage.budgetSeconds ? 'OVER BUDGET' : '';
  return { name: stage.name, tally, seconds, note: `${over} budget ${stage.budgetSeconds} s`.trim() };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
  const stages = wantedStages(values.only, positionals);
  if (stages.length === 0) {
    const names = [...new Set([...allStages([]), ...testProjects].map(({ name }) => name))];
    console.error(`Nothing is called "${values.only}". There is: ${names.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const begun = performance.now();
  const records: StageRecord[] = [];
  for (const stage of stages) {
    records.push(await runStage(stage, WHOLE_LIMIT_SECONDS - (performance.now() - begun) / 1000));
  }
  console.log(`\n== times (${((performance.now() - begun) / 1000).toFixed(0)} s in all)`);
  for (const { name, tally, seconds, note } of records) {
    console.log(`  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s  ${tallyLine(tally)}  (${note})`);
  }
  for (const failure of failures) console.log(`\nfailed: ${failure}`);
  const whole = addTallies(records.map(({ tally }) => tally));
  process.exitCode = whole.failed === 0 ? 0 : 1;
  console.log(`\n${tallyLine(whole)}`);
}

try {
  await main();
} finally {
  rmSync(reports, { recursive: true, force: true });
}
