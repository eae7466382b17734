import { parseArgs } from 'node:util';
import { SPLIT_NAMES, SPLITS } from '../simulator/stills/splits.ts';
import { makeStills } from './pictures/stills.ts';
import { progressLine } from './pictures/progress.ts';

/** `npm run stills`: single pictures of many places with labels, to train detectors and to measure them. */
const USAGE = `usage: npm run stills -- --split ${SPLIT_NAMES.join('|')} --count SEEDS --out DIR
                           [--from SEED] [--size 768x432] [--workers 2]

  Each seed is a place in a light and a weather of its own and gives six pictures. A set that was cut short goes on
  when the same command is given again; a larger --count adds to it.`;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      split: { type: 'string' },
      count: { type: 'string' },
      from: { type: 'string' },
      out: { type: 'string' },
      size: { type: 'string', default: '768x432' },
      workers: { type: 'string', default: '2' },
    },
  });
  const split = SPLIT_NAMES.find((name) => name === values.split);
  if (split === undefined) throw new Error(`--split ${values.split ?? ''}: one of ${SPLIT_NAMES.join(', ')}`);
  if (values.out === undefined) throw new Error('name a folder with --out DIR');
  const [low, high] = SPLITS[split].seeds;
  const firstSeed = whole('from', values.from ?? String(low), low, high);
  const seeds = whole('count', values.count ?? '', 1, high - firstSeed + 1);
  const [width, height] = values.size.split('x').map(Number);
  if (width === undefined || height === undefined || !(width >= 64 && height >= 64)) {
    throw new Error(`--size ${values.size}: write WIDTHxHEIGHT`);
  }
  const onProgress = progressLine(
    'blocks of places',
    (text) => void process.stdout.write(text),
    () => performance.now(),
  );
  const workers = whole('workers', values.workers, 1, 64);
  await makeStills({ split, firstSeed, seeds, out: values.out, size: { width, height }, workers, onProgress });
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Error(`--${name} ${text}: write a whole number from ${low} to ${high}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exitCode = 2;
});
