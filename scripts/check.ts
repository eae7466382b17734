import { runTool } from './run-program.ts';
import type { ProgramResult } from './run-program.ts';

interface CheckStep {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** What a person can do about a red step. */
  readonly hint: string;
}

export interface CheckOutcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

/** The folders that hold code of ours; a folder that does not exist yet is left out by the tools themselves. */
const ROOMS = ['domain', 'workers', 'electron', 'renderer', 'scripts', 'bench', 'evaluation', 'simulator', 'tests'];

const STEPS: readonly CheckStep[] = [
  { name: 'types', script: 'typescript/bin/tsc', args: ['-b'], hint: 'npx tsc -b' },
  {
    name: 'lint',
    script: 'eslint/bin/eslint.js',
    args: ['--max-warnings', '0', '.'],
    hint: 'npm run lint -- --fix mends some of these',
  },
  {
    name: 'format',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
    hint: 'npm run format mends these',
  },
  {
    name: 'layers',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', ...ROOMS],
    hint: 'docs/architecture.md shows who may import whom',
  },
];

/** Two at a time: types and lint are the heavy ones, and the smallest machine has two cores. */
const AT_ONCE = 2;

function report(step: CheckStep, result: ProgramResult): CheckOutcome {
  const passed = result.code === 0;
  const time = `${result.seconds.toFixed(1)} s`;
  if (passed) console.log(`  ok      ${step.name.padEnd(8)} ${time}`);
  else console.log(`  FAILED  ${step.name.padEnd(8)} ${time} (${step.hint})\n${result.text.trimEnd()}\n`);
  return { name: step.name, passed, seconds: result.seconds };
}

/** Types, lint, format and layers, each to its end: one red step does not hide the others. */
export async function runChecks(timeoutMs = 10 * 60_000): Promise<readonly CheckOutcome[]> {
  const waiting = [...STEPS];
  const outcomes: CheckOutcome[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const env = { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
      outcomes.push(report(step, await runTool(step.script, step.args, { output: 'keep', timeoutMs, env })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return outcomes;
}

if (import.meta.main) {
  const outcomes = await runChecks();
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}
