import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { groundHomography } from '../../simulator/camera/camera.ts';
import { cocoDocument, motLines } from '../../simulator/truth/seen-objects.ts';
import type { SeenFrame, SeenObject } from '../../simulator/truth/seen-objects.ts';
import { truthOf } from '../../simulator/truth/run-truth.ts';
import { framesIn, framesOf } from '../../simulator/traffic/run.ts';
import type { ActorClass } from '../../simulator/world/actors.ts';
import { encodeVideo } from './encoder.ts';
import { drawParts, openParts, readSeen } from './film-parts.ts';
import type { FilmParts } from './film-parts.ts';
import type { FilmPlan } from './film-plan.ts';
import { simulatorHash } from './film-plan.ts';

export interface FilmOptions {
  readonly out: string;
  readonly workers: number;
  readonly onProgress: (done: number, all: number) => void;
}

/** Draws a film with everything that is true of it: `clip.mp4`, `truth.jsonl`, `mot.txt`, `coco.json`, `calibration.json`. */
export async function makeFilm(plan: FilmPlan, { out, workers, onProgress }: FilmOptions): Promise<void> {
  const folder = path.join(out, 'parts');
  const parts = openParts(folder, plan);
  const all = Array.from({ length: parts.count }, (_, part) => part);
  let done = all.filter(parts.isDone).reduce((sum, part) => sum + parts.framesIn(part), 0);
  onProgress(done, parts.frames);
  await drawParts(parts, plan, {
    workers,
    onFrames(count) {
      done += count;
      onProgress(done, parts.frames);
    },
  });
  await joinParts(parts, plan, out);
  const seen = seenObjects(plan, parts);
  writeWhole(path.join(out, 'truth.jsonl'), truthLines(plan, seen));
  writeWhole(path.join(out, 'mot.txt'), `${seen.flatMap(motLines).join('\n')}\n`);
  const { width, height } = plan.camera;
  const nameOf = (frame: number): string => `${String(frame + 1).padStart(6, '0')}.jpg`;
  writeWhole(path.join(out, 'coco.json'), JSON.stringify(cocoDocument(seen, { width, height, nameOf })));
  writeWhole(path.join(out, 'calibration.json'), `${JSON.stringify(calibration(plan), null, 2)}\n`);
  rmSync(folder, { recursive: true });
}

/** A file gets its name once it is whole: half a truth is none. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

async function joinParts(parts: FilmParts, { camera, fps, encoding }: FilmPlan, out: string): Promise<void> {
  const list = path.join(out, 'parts', 'list.txt');
  const files = Array.from({ length: parts.count }, (_, part) => path.resolve(parts.videoOf(part)));
  writeFileSync(list, files.map((file) => `file '${file.replaceAll("'", String.raw`'\''`)}'\n`).join(''));
  const draft = path.join(out, 'parts', 'clip.mp4');
  await encodeVideo(list, draft, { width: camera.width, height: camera.height, fps }, encoding);
  renameSync(draft, path.join(out, 'clip.mp4'));
}

/** Whom each frame shows. Classes come from the traffic: pictures know numbers only. */
function seenObjects(plan: FilmPlan, parts: FilmParts): readonly SeenFrame[] {
  const classes = new Map<number, ActorClass>();
  for (const { actors } of framesOf(plan.scene, plan)) for (const actor of actors) classes.set(actor.id, actor.class);
  const frames = readSeen(parts);
  if (frames.length !== framesIn(plan)) {
    throw new Error(`${frames.length} of ${framesIn(plan)} frames are told of: delete ${parts.seenOf(0)} and its like`);
  }
  return frames.map(({ frame, seen }) => ({
    frame,
    objects: seen.flatMap(({ id, box, visibleBox, visibleShare }): SeenObject[] => {
      const kind = classes.get(id);
      return kind === undefined ? [] : [{ id, class: kind, box, visibleBox, visibleShare }];
    }),
  }));
}

function truthLines(plan: FilmPlan, seen: readonly SeenFrame[]): string {
  const byFrame = new Map(seen.map(({ frame, objects }) => [frame, new Map(objects.map((one) => [one.id, one]))]));
  return `${[...truthOf(plan.scene, plan, (frame) => byFrame.get(frame))].join('\n')}\n`;
}

/** How the camera looks: its pose, its lens, and the homography from ground metres to pixels where the lens is straight. */
function calibration({ camera, motion, scene, mood }: FilmPlan): object {
  const { name, seed } = scene;
  return {
    scene: name,
    seed,
    mood,
    camera,
    motion,
    groundToPicture: groundHomography(camera),
    simulator: simulatorHash(),
  };
}
