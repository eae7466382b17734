import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SPLIT_NAMES } from '../simulator/stills/splits.ts';
import { buildIfStale } from '../scripts/build-if-stale.ts';
import { machineFacts } from '../scripts/machine-facts.ts';
import { repositoryRoot } from '../scripts/run-program.ts';
import { accuracyPage } from './report/accuracy-page.ts';
import { comparisonFigures, comparisonWords } from './report/comparison.ts';
import { figuresOf, shortfalls } from './report/figures.ts';
import { stillsFigures, stillsPage } from './report/stills-page.ts';
import { evaluateDemo } from './suites/demo-suite.ts';
import { FLOORS } from './suites/floors.ts';
import { evaluateStills } from './suites/stills-suite.ts';
import { compareOnVideo } from './suites/video-suite.ts';

/** `npm run evaluate`: how right the numbers are. Ends with one line of JSON; falling under a floor fails the run. */
const USAGE = `usage: npm run evaluate -- [--quick] [--json] [--model ID]
       npm run evaluate -- --stills SPLIT [--count SEEDS] [--model ID] [--json]
       npm run evaluate -- --video FILE --reference MODEL [--model MODEL] [--sheets DIR] [--json]

  --quick            judge only; without it docs/results/accuracy.md and .json are written anew
  --model ID         another folder of models/ than roadside-n
  --stills SPLIT     judge single pictures instead: ${SPLIT_NAMES.join(', ')}; six for each seed. They are drawn once for
                     each version of the simulator, in the user's cache folder. Writes docs/results/detection-ID
  --video FILE       compare two detectors on any clip instead; a MODEL is a folder of models/ or an .onnx file
  --reference MODEL  the detector whose sure boxes are taken for right
  --sheets DIR       where the frames on which they differ most are drawn: both saw it (green), the reference alone
                     (red), the other one alone (yellow)`;

const DEFAULT_MODEL = 'roadside-n';
const OPTIONS = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  model: { type: 'string', default: DEFAULT_MODEL },
  stills: { type: 'string' },
  count: { type: 'string', default: '100' },
  video: { type: 'string' },
  reference: { type: 'string' },
  sheets: { type: 'string', default: path.join(os.tmpdir(), 'detector-disagreements') },
} as const;

function readWish(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const { video, reference } = values;
    if ((video === undefined) !== (reference === undefined)) return '--video and --reference belong together';
    const split = SPLIT_NAMES.find((name) => name === values.stills);
    if (values.stills !== undefined && split === undefined) return `--stills is one of ${SPLIT_NAMES.join(', ')}`;
    const seeds = Number(values.count);
    if (!Number.isInteger(seeds) || seeds < 1) return '--count must be 1 or more';
    const stills = split === undefined ? null : { split, seeds };
    return {
      ...values,
      stills,
      comparison: video === undefined || reference === undefined ? null : { video, reference },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
type Wish = Exclude<ReturnType<typeof readWish>, string>;
type Say = (line: string) => void;

function tellFigures(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

async function compare({ model, sheets }: Wish, files: { video: string; reference: string }, say: Say) {
  const compared = await compareOnVideo({ root: repositoryRoot, model, ...files, sheets, log: say });
  say(comparisonWords(compared));
  tellFigures({ model, ...files, ...comparisonFigures(compared) });
  return 0;
}

async function evaluate({ model, quick }: Wish, command: string, say: Say): Promise<number> {
  if (!(await buildIfStale(repositoryRoot))) return 1;
  process.env['NODE_ENV'] = 'production';
  const scores = await evaluateDemo({ root: repositoryRoot, model, log: say });
  const figures = figuresOf(scores);
  const page = accuracyPage(scores, await machineFacts(), command);
  say(page);
  if (!quick) {
    const target = path.join(repositoryRoot, 'docs', 'results', 'accuracy');
    writeFileSync(`${target}.md`, page);
    writeFileSync(`${target}.json`, `${JSON.stringify(figures, null, 2)}\n`);
  }
  const short = shortfalls(figures, FLOORS);
  for (const line of short) process.stderr.write(`${line}\n`);
  tellFigures(figures);
  return short.length === 0 ? 0 : 1;
}

/** Detectors of our own and those of others alike: what a page tells of is named in its name. */
async function judgeStills({ model }: Wish, which: NonNullable<Wish['stills']>, command: string, say: Say) {
  const scores = await evaluateStills({ root: repositoryRoot, model, ...which, log: say });
  const page = stillsPage(scores, await machineFacts(), command);
  say(page);
  const target = path.join(repositoryRoot, 'docs', 'results', `detection-${model}`);
  writeFileSync(`${target}.md`, page);
  writeFileSync(`${target}.json`, `${JSON.stringify(stillsFigures(scores), null, 2)}\n`);
  tellFigures(stillsFigures(scores));
  return 0;
}

async function main(args: readonly string[]): Promise<number> {
  const wish = readWish(args);
  if (typeof wish === 'string') {
    process.stderr.write(`${wish}\n\n${USAGE}\n`);
    return 2;
  }
  const say: Say = (line) => void (wish.json || process.stdout.write(`${line}\n`));
  const command = args.length === 0 ? 'npm run evaluate' : `npm run evaluate -- ${args.join(' ')}`;
  if (wish.stills !== null) return judgeStills(wish, wish.stills, command, say);
  return wish.comparison === null ? evaluate(wish, command, say) : compare(wish, wish.comparison, say);
}

process.exitCode = await main(process.argv.slice(2));
