import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { machineFacts } from './machine-facts.ts';
import { proofPage, proofSchema } from './proof-report.ts';
import type { ProofReport } from './proof-report.ts';
import { repositoryRoot } from './run-program.ts';

/**
 * Runs a proof of bench/prove and writes docs/results/NAME.md and .json. A proof is a file that exports
 * `prove(context): Promise<{ title, rows, holds?, notes? }>`.
 */
export interface ProofContext {
  /** What stood after the name on the command line. */
  readonly args: readonly string[];
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Fires when the person stops the run. */
  readonly signal: AbortSignal;
}

const proofFileSchema = z.object({
  prove: z.custom<(context: ProofContext) => Promise<unknown>>((value) => typeof value === 'function'),
});

function proofNames(): readonly string[] {
  return globSync('bench/prove/*.ts', { cwd: repositoryRoot })
    .map((file) => basename(file, '.ts'))
    .sort();
}

async function runProof(name: string, args: readonly string[]): Promise<ProofReport> {
  const loaded: unknown = await import(join(repositoryRoot, 'bench/prove', `${name}.ts`));
  const { prove } = proofFileSchema.parse(loaded);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const begun = performance.now();
  try {
    const context: ProofContext = { args, folder, log: (line) => console.log(line), signal: stop.signal };
    const proof = proofSchema.parse(await prove(context));
    const seconds = (performance.now() - begun) / 1000;
    const command = ['npm run prove --', name, ...args].join(' ');
    return {
      name,
      command,
      takenAt: new Date().toISOString().slice(0, 10),
      seconds,
      machine: await machineFacts(),
      proof,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeReport(report: ProofReport): void {
  const target = join(repositoryRoot, 'docs/results', report.name);
  mkdirSync(join(repositoryRoot, 'docs/results'), { recursive: true });
  writeFileSync(`${target}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${target}.md`, proofPage(report));
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const names = proofNames();
  if (name === undefined || !names.includes(name)) {
    if (name !== undefined) console.error(`No proof is called "${name}".`);
    console.log(names.length === 0 ? 'There are no proofs yet.' : 'npm run prove -- NAME [options of NAME]');
    for (const known of names) console.log(`  ${known}`);
    return name === undefined ? 0 : 2;
  }
  const report = await runProof(name, args);
  writeReport(report);
  console.log(`\n${proofPage(report)}`);
  const { holds } = report.proof;
  console.log(JSON.stringify({ proof: name, holds: holds ?? null, seconds: Math.round(report.seconds) }));
  return holds === false ? 1 : 0;
}

process.exitCode = await main();
