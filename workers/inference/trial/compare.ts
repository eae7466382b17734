import { readFile } from 'node:fs/promises';
import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { LookAnswer, MeasureAnswer, ModelLook } from '../../../domain/contracts/model-import.ts';
import type { TrialRequest } from '../../../domain/contracts/model-trial.ts';
import { classOfCode } from '../../../domain/detection/classes.ts';
import type { Detections } from '../../../domain/detection/detections.ts';
import { openDetector } from '../detector.ts';
import type { Detector } from '../detector.ts';
import { readModelFile, readModelFolders } from '../model-folder.ts';
import type { ModelFile } from '../model-folder.ts';
import { noisePicture, pictureBytes } from '../picture.ts';
import type { Picture } from '../picture.ts';
import { openSession } from '../session.ts';

type Of<K extends TrialRequest['kind']> = Extract<TrialRequest, { kind: K }>;

/** Weaker finds are of no use to anyone. */
const FLOOR = 0.05;
const MOST_FOUND = 300;

/** Whether a model really is what its description says. */
export async function openOnce({ own, threads }: Of<'open'>): Promise<Result<Record<string, never>>> {
  const opened = await openOwn(own, threads);
  if (!opened.ok) return opened;
  await opened.value.release();
  return ok({});
}

/** What two models see on one picture. */
export async function lookBeside(request: Of<'look'>): Promise<Result<LookAnswer>> {
  const picture = await readPicture(request.picture);
  if (!picture.ok) return picture;
  const own = await openOwn(request.own, request.threads);
  if (!own.ok) return own;
  const seen = await seenBy(own.value, picture.value);
  await own.value.release();
  const current = await openBeside(request.beside, request.threads);
  return ok({ own: seen, current: current === null ? null : await seenBy(current, picture.value) });
}

const MOST_ROUNDS = 40;
const FEWEST_ROUNDS = 5;
/** Long enough to say something, short enough to be waited for. */
const MEASURE_MS = 12_000;

/** How long two models need for one picture: in turns, so that whatever else the machine does meets both. */
export async function measureBeside(request: Of<'measure'>): Promise<Result<MeasureAnswer>> {
  const { threads } = request;
  const picture = request.picture === null ? ok(noisePicture(1280, 720, 1)) : await readPicture(request.picture);
  if (!picture.ok) return picture;
  const own = await openOwn(request.own, threads);
  if (!own.ok) return own;
  const current = await openBeside(request.beside, threads);
  const times: { own: number[]; current: number[] } = { own: [], current: [] };
  const end = performance.now() + MEASURE_MS;
  // The first look of each still fills tables and buffers.
  await Promise.all([own.value.detect([picture.value]), current?.detect([picture.value])]);
  let rounds = 0;
  while (rounds < FEWEST_ROUNDS || (rounds < MOST_ROUNDS && performance.now() < end)) {
    times.own.push((await own.value.detect([picture.value])).ms);
    if (current !== null) times.current.push((await current.detect([picture.value])).ms);
    rounds += 1;
  }
  const mine = speedOf(own.value, times.own);
  const other = current === null ? null : speedOf(current, times.current);
  return ok({ own: mine, current: other, ratio: other === null ? null : mine.p50Ms / other.p50Ms, threads, rounds });
}

function speedOf({ manifest }: Detector, times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { title: manifest.title, p50Ms: at(0.5), p95Ms: at(0.95) };
}

async function openOwn({ path, manifest }: Of<'open'>['own'], threads: number): Promise<Result<Detector>> {
  const file = await readModelFile(path, manifest, manifest.id);
  return file.ok ? openFile(file.value, threads) : file;
}

/** null where there is none, or it cannot be opened: then the other is tried alone. */
async function openBeside(beside: Of<'look'>['beside'], threads: number): Promise<Detector | null> {
  if (beside === null) return null;
  const file = await readModelFolders(beside.roots)(beside.modelId);
  const opened = file.ok ? await openFile(file.value, threads) : file;
  return opened.ok ? opened.value : null;
}

function openFile(file: ModelFile, threads: number): Promise<Result<Detector>> {
  return openDetector(file, { provider: 'cpu', threads, maxBatch: 1, floor: FLOOR, openSession });
}

async function readPicture({ path, width, height }: Of<'look'>['picture']): Promise<Result<Picture>> {
  const pixels = await readFile(path).catch(() => null);
  if (pixels?.length === pictureBytes('bgr24', width, height)) return ok({ width, height, format: 'bgr24', pixels });
  return fail('import-picture', 'the picture to try the model on is not whole', 'Choose the picture again.');
}

async function seenBy(detector: Detector, picture: Picture): Promise<ModelLook> {
  await detector.detect([picture]);
  const { detections, ms } = await detector.detect([picture]);
  const [first] = detections;
  const { title, defaultThreshold } = detector.manifest;
  return { title, threshold: defaultThreshold, ms, found: first === undefined ? [] : findings(first) };
}

function findings({ count, boxes, scores, classes }: Detections): ModelLook['found'] {
  return Array.from({ length: Math.min(count, MOST_FOUND) }, (_, index) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boxes.subarray(index * 4, index * 4 + 4);
    return { class: classOfCode(classes[index] ?? 0), score: scores[index] ?? 0, box: [x1, y1, x2, y2] };
  });
}
