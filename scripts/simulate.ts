import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SCENES, withIncidents } from '../simulator/scenes/scenes.ts';
import type { IncidentWish } from '../simulator/scenes/scenes.ts';
import { INCIDENT_KINDS } from '../simulator/incidents/incident.ts';
import { truthOf } from '../simulator/truth/run-truth.ts';

/** `npm run simulate`: drives a scene and writes down everything that is true of it. */
const USAGE = `usage: npm run simulate -- --scene NAME --seed N [--minutes N] [--fps N] [--incident KIND@SECONDS ...] --out DIR

  scenes: ${Object.keys(SCENES).join(', ')}
  incidents: ${INCIDENT_KINDS.join(', ')}; not every scene has all
  --fps   25, 12.5 (usual), 6.25 or 5
  DIR/truth.jsonl gets a line for the scene, each frame, each crossing, the queues of each second,
  each conflict, each incident and each journey`;
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
    },
  });
  const scene = SCENES[values.scene ?? ''];
  if (scene === undefined) throw new Error(`name a scene with --scene: ${Object.keys(SCENES).join(', ')}`);
  if (values.out === undefined) throw new Error('name a folder with --out DIR');
  const [seed, minutes, fps] = [values.seed, values.minutes, values.fps].map(Number) as [number, number, number];
  if (!Number.isInteger(seed) || seed < 0) throw new Error('name a whole number with --seed N');
  if (!(minutes > 0)) throw new Error('--minutes must be more than 0');
  return { scene: withIncidents(scene(seed), values.incident.map(readIncident)), minutes, fps, out: values.out };
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

/** The file gets its name once it is whole: half a truth is none. */
async function main(args: readonly string[]): Promise<void> {
  const { scene, minutes, fps, out } = readWish(args);
  mkdirSync(out, { recursive: true });
  const part = path.join(out, 'truth.jsonl.part');
  const file = createWriteStream(part);
  let lines = 0;
  for (const line of truthOf(scene, { minutes, fps, warmUpSeconds: WARM_UP_SECONDS })) {
    lines += 1;
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  renameSync(part, path.join(out, 'truth.jsonl'));
  process.stdout.write(`${lines} lines of ${scene.name} ${scene.seed} in ${path.join(out, 'truth.jsonl')}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exitCode = 2;
});
