import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeDemoCamera, writeDemo } from './demo/make-demo.ts';
import { TOWN } from './demo/town.ts';
import { progressLine } from './pictures/progress.ts';
import { repositoryRoot } from './run-program.ts';

/** `npm run demo`: films the cameras of the demo site and packs their clips and truths into `assets/demo`. */
const USAGE = `usage: npm run demo -- [--only ID ...] [--work DIR] [--workers 2]

  cameras: ${TOWN.map(({ id }) => id).join(', ')}
  Films are kept in --work (usually a folder for temporary files): what is done there is not done again.`;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      work: { type: 'string', default: path.join(os.tmpdir(), 'demo-films') },
      workers: { type: 'string', default: '2' },
    },
  });
  const unknown = values.only.find((id) => !TOWN.some((town) => town.id === id));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such camera`);
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) throw new Error('--workers must be 1 or more');
  const assets = path.join(repositoryRoot, 'assets', 'demo');
  mkdirSync(assets, { recursive: true });
  const order = TOWN.map(({ id }) => id);
  for (const town of TOWN.filter(({ id }) => values.only.length === 0 || values.only.includes(id))) {
    process.stdout.write(`${town.name}\n`);
    const onProgress = progressLine(
      'frames',
      (text) => void process.stdout.write(`  ${text}`),
      () => performance.now(),
    );
    const told = await makeDemoCamera(town, { work: values.work, assets, workers, onProgress });
    writeDemo(assets, new Map([[town.id, told]]), order);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exitCode = 2;
});
