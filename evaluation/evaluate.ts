import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../scripts/build-if-stale.ts';
import { machineFacts } from '../scripts/machine-facts.ts';
import { repositoryRoot } from '../scripts/run-program.ts';
import { accuracyPage } from './report/accuracy-page.ts';
import { figuresOf, shortfalls } from './report/figures.ts';
import { evaluateDemo } from './suites/demo-suite.ts';
import { FLOORS } from './suites/floors.ts';

/** `npm run evaluate`: how right the numbers are. Ends with one line of JSON; falling under a floor fails the run. */
const USAGE = `usage: npm run evaluate -- [--quick] [--json] [--model ID]

  --quick      judge only; without it docs/results/accuracy.md and .json are written anew
  --model ID   another folder of models/ than the one that a small machine uses`;

const DEFAULT_MODEL = 'stopgap-448x256';

interface Wanted {
  readonly quick: boolean;
  readonly json: boolean;
  readonly model: string;
}

function readWanted(args: readonly string[]): Wanted | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, model: { type: 'string' } },
    });
    return { quick: values.quick ?? false, json: values.json ?? false, model: values.model ?? DEFAULT_MODEL };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(args: readonly string[]): Promise<number> {
  const wanted = readWanted(args);
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n\n${USAGE}\n`);
    return 2;
  }
  if (!(await buildIfStale(repositoryRoot))) return 1;
  process.env['NODE_ENV'] = 'production';
  const say = (line: string): void => void (wanted.json || process.stdout.write(`${line}\n`));
  const scores = await evaluateDemo({ root: repositoryRoot, model: wanted.model, log: say });
  const figures = figuresOf(scores);
  const command = ['npm run evaluate --', ...args].join(' ').replace(/ --$/, '');
  const page = accuracyPage(scores, await machineFacts(), command);
  say(page);
  if (!wanted.quick) {
    const target = path.join(repositoryRoot, 'docs', 'results', 'accuracy');
    writeFileSync(`${target}.md`, page);
    writeFileSync(`${target}.json`, `${JSON.stringify(figures, null, 2)}\n`);
  }
  const short = shortfalls(figures, FLOORS);
  for (const line of short) process.stderr.write(`${line}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return short.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
