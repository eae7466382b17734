import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cameraAtMoment } from '../../simulator/camera/motion.ts';
import { framesIn, framesOf } from '../../simulator/traffic/run.ts';
import type { FrameMoment } from '../../simulator/traffic/run.ts';
import { losslessFile } from './encoder.ts';
import { planHash } from './film-plan.ts';
import type { FilmPlan } from './film-plan.ts';
import { openStudio, seenSchema } from './studio.ts';
import type { Studio } from './studio.ts';

/** A film is drawn in parts: what is done when somebody pulls the plug stays done. */
const FRAMES_A_PART = 50;

export interface FilmParts {
  readonly count: number;
  readonly frames: number;
  videoOf(part: number): string;
  seenOf(part: number): string;
  isDone(part: number): boolean;
  framesIn(part: number): number;
}

/** Opens the folder of the parts. One that holds parts of another film is refused, and so is one that is being drawn. */
export function openParts(folder: string, plan: FilmPlan): FilmParts {
  mkdirSync(folder, { recursive: true });
  takeFolder(folder);
  const note = path.join(folder, 'film.txt');
  const hash = planHash(plan);
  if (!existsSync(note)) writeFileSync(note, hash);
  else if (readFileSync(note, 'utf8') !== hash) {
    throw new Error(
      `${folder} holds parts of another film, or of one drawn by another version: delete it or name another`,
    );
  }
  const frames = framesIn(plan);
  const named = (part: number, ending: string): string =>
    path.join(folder, `${String(part).padStart(4, '0')}.${ending}`);
  return {
    ...{ count: Math.ceil(frames / FRAMES_A_PART), frames },
    videoOf: (part) => named(part, 'mkv'),
    seenOf: (part) => named(part, 'seen.json'),
    // The second of the two files gets its name last.
    isDone: (part) => existsSync(named(part, 'seen.json')),
    framesIn: (part) => Math.min(FRAMES_A_PART, frames - part * FRAMES_A_PART),
  };
}

/** Two at work in one folder would take each other's parts away. Whoever was killed is at work no more. */
function takeFolder(folder: string): void {
  const note = path.join(folder, 'owner.txt');
  const owner = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0;
  if (owner !== process.pid && isAlive(owner)) {
    throw new Error(`process ${owner} is drawing into ${folder}: wait for it, or name another folder`);
  }
  writeFileSync(note, String(process.pid));
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const partSchema = z.array(z.object({ frame: z.number().int(), seen: z.array(seenSchema) }));

export type SeenFrame = z.infer<typeof partSchema>[number];

export function readSeen(parts: FilmParts): readonly SeenFrame[] {
  return Array.from({ length: parts.count }, (_, part) => parts.seenOf(part)).flatMap((file) =>
    partSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  );
}

/** Draws all parts that are missing, with several browsers side by side. */
export async function drawParts(
  parts: FilmParts,
  plan: FilmPlan,
  { workers, onFrames }: { readonly workers: number; readonly onFrames: (count: number) => void },
): Promise<void> {
  const missing = Array.from({ length: parts.count }, (_, part) => part).filter((part) => !parts.isDone(part));
  const hands = Math.min(workers, missing.length);
  await Promise.all(Array.from({ length: hands }, () => drawSome(parts, plan, missing, onFrames)));
}

/** Parts are taken in their order, so that the traffic only ever has to run forward. */
async function drawSome(
  parts: FilmParts,
  plan: FilmPlan,
  missing: number[],
  onFrames: (count: number) => void,
): Promise<void> {
  const moments = framesOf(plan.scene, plan, (missing[0] ?? 0) * FRAMES_A_PART);
  const studio = await openStudio();
  try {
    const { scene, mood, camera, sensor, oversampling } = plan;
    await studio.open({ scene: scene.name, seed: scene.seed, mood, camera, sensor, oversampling });
    for (let part = missing.shift(); part !== undefined; part = missing.shift()) {
      await drawPart(studio, plan, moments, { parts, part });
      onFrames(parts.framesIn(part));
    }
  } finally {
    await studio.close();
  }
}

async function drawPart(
  studio: Studio,
  plan: FilmPlan,
  moments: Generator<FrameMoment>,
  { parts, part }: { readonly parts: FilmParts; readonly part: number },
): Promise<void> {
  const [first, last] = [part * FRAMES_A_PART, Math.min(parts.frames, (part + 1) * FRAMES_A_PART) - 1];
  const { camera, motion, fps } = plan;
  const draft = `${parts.videoOf(part)}.part.mkv`;
  const encoder = await losslessFile(draft, { width: camera.width, height: camera.height, fps });
  const seen: SeenFrame[] = [];
  try {
    for (let moment = moments.next(); !moment.done; moment = moments.next()) {
      const { frame, seconds } = moment.value;
      if (frame < first) continue;
      const picture = await studio.pixels({ ...moment.value, camera: cameraAtMoment(camera, motion, seconds) });
      await encoder.write(picture.pixels);
      seen.push({ frame, seen: [...picture.seen] });
      if (frame === last) break;
    }
    await encoder.finish();
  } catch (error) {
    encoder.abandon();
    throw error;
  }
  renameSync(draft, parts.videoOf(part));
  writeFileSync(`${parts.seenOf(part)}.part`, JSON.stringify(seen));
  renameSync(`${parts.seenOf(part)}.part`, parts.seenOf(part));
}
