import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SCENES, withIncidents } from '../simulator/scenes/scenes.ts';
import type { IncidentWish } from '../simulator/scenes/scenes.ts';
import { INCIDENT_KINDS } from '../simulator/incidents/incident.ts';
import type { Scene } from '../simulator/scenes/scene.ts';
import type { RunOptions } from '../simulator/traffic/run.ts';
import { truthOf } from '../simulator/truth/run-truth.ts';
import { FILM_OPTIONS, FILM_USAGE, readFilm } from './pictures/film-options.ts';
import { makeFilm } from './pictures/film.ts';
import { progressLine } from './pictures/progress.ts';

/** `npm run simulate`: drives a scene, films it where asked to, and writes down everything that is true of it. */
const USAGE = `usage: npm run simulate -- --scene NAME --seed N [--minutes N] [--fps N] [--incident KIND@SECONDS ...]
                             [--camera NAME|N ...] --out DIR

  scenes: ${Object.keys(SCENES).join(', ')}
  incidents: ${INCIDENT_KINDS.join(', ')}; not every scene has all
  --fps   25, 12.5 (usual), 6.25 or 5
${FILM_USAGE}
  DIR/truth.jsonl gets a line for the scene, each frame, each crossing, the queues of each second, each conflict,
  each incident and each journey; pictures add clip.mp4, mot.txt, coco.json and calibration.json.
  A film that was cut short goes on when the same command is given again`;
const WARM_UP_SECONDS = 120;

function readWish(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scene: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string', default: '1' },
      fps: { type: 'string', default: '12.5' },
      incident: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
      workers: { type: 'string', default: '2' },
      ...FILM_OPTIONS,
    },
  });
  const scene = SCENES[values.scene ?? ''];
  if (scene === undefined) throw new Error(`name a scene with --scene: ${Object.keys(SCENES).join(', ')}`);
  if (values.out === undefined) throw new Error('name a folder with --out DIR');
  const [seed, minutes, fps] = [values.seed, values.minutes, values.fps].map(Number) as [number, number, number];
  if (!Number.isInteger(seed) || seed < 0) throw new Error('name a whole number with --seed N');
  if (!(minutes > 0)) throw new Error('--minutes must be more than 0');
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) throw new Error('--workers must be 1 or more');
  const happening = withIncidents(scene(seed), values.incident.map(readIncident));
  const run = { minutes, fps, warmUpSeconds: WARM_UP_SECONDS };
  const film = values.camera === undefined ? null : readFilm(happening, run, values);
  return { scene: happening, run, out: values.out, workers, film };
}

/** `debris@30`: thirty seconds into what is written down. */
function readIncident(text: string): IncidentWish {
  const [name, at] = text.split('@');
  const kind = INCIDENT_KINDS.find((one) => one === name);
  const seconds = Number(at);
  if (kind === undefined || at === undefined || !(seconds >= 0)) {
    throw new Error(`--incident ${text}: write KIND@SECONDS with one of ${INCIDENT_KINDS.join(', ')}`);
  }
  return { kind, at: seconds + WARM_UP_SECONDS };
}

async function main(args: readonly string[]): Promise<void> {
  const { scene, run, out, workers, film } = readWish(args);
  mkdirSync(out, { recursive: true });
  if (film === null) await writeTruth(scene, run, path.join(out, 'truth.jsonl'));
  else {
    const onProgress = progressLine(
      'frames',
      (text) => void process.stdout.write(text),
      () => performance.now(),
    );
    await makeFilm(film, { out, workers, onProgress });
    process.stdout.write(`${scene.name} ${scene.seed} is in ${path.join(out, 'clip.mp4')}, the truth beside it\n`);
  }
}

/** The file gets its name once it is whole: half a truth is none. */
async function writeTruth(scene: Scene, run: RunOptions, whole: string): Promise<void> {
  const part = `${whole}.part`;
  const file = createWriteStream(part);
  let lines = 0;
  for (const line of truthOf(scene, run)) {
    lines += 1;
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  renameSync(part, whole);
  process.stdout.write(`${lines} lines of ${scene.name} ${scene.seed} in ${whole}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exitCode = 2;
});
