import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { findFfmpeg } from '../../workers/ingest/index.ts';
import { readModelFile, readModelFolders } from '../../workers/inference/index.ts';
import type { ModelFile } from '../../workers/inference/index.ts';
import { agreementOf, compareFrame, SURE, SUSPECTED } from '../compare/agreement.ts';
import type { Agreement, FrameAgreement } from '../compare/agreement.ts';
import { drawnPicture, writeSheet } from '../compare/contact-sheet.ts';
import { detectClip, detectorFor } from '../runs/detect-clip.ts';
import type { SeenClip } from '../runs/detect-clip.ts';
import { watchClip } from '../runs/watch-clip.ts';

export interface VideoComparison {
  readonly agreement: Agreement;
  readonly frames: number;
  readonly examinedMs: number;
  readonly referenceMs: number;
  /** JPEGs of the frames on which the two differ most. */
  readonly sheets: readonly string[];
}

export interface VideoWish {
  readonly root: string;
  readonly video: string;
  /** Each a folder of models/ or an .onnx file. */
  readonly model: string;
  readonly reference: string;
  readonly sheets: string;
  readonly log: (line: string) => void;
}

const ON_A_SHEET = 12;
/** Two frames next to each other show the same disagreement twice. */
const FRAMES_APART = 12;

/** Two detectors on any clip, beside each other. */
export async function compareOnVideo(wish: VideoWish): Promise<VideoComparison> {
  const examined = await seenBy(wish, wish.model);
  const reference = await seenBy(wish, wish.reference);
  const limits = { examined: examined.threshold, sure: SURE, suspected: SUSPECTED };
  const frames = examined.clip.frames.map((seen, at) => compareFrame(seen, reference.clip.frames[at] ?? [], limits));
  return {
    agreement: agreementOf(frames, limits),
    frames: frames.length,
    examinedMs: examined.clip.medianMs,
    referenceMs: reference.clip.medianMs,
    sheets: await drawDisagreements(wish, frames, examined.clip),
  };
}

async function seenBy({ root, video, log }: VideoWish, name: string): Promise<{ clip: SeenClip; threshold: number }> {
  log(`${name} looks at ${video}`);
  const detector = await detectorFor(await modelCalled(root, name));
  try {
    const clip = await detectClip(detector, video);
    return { clip, threshold: detector.manifest.defaultThreshold };
  } finally {
    await detector.release();
  }
}

async function modelCalled(root: string, name: string): Promise<ModelFile> {
  const found = name.endsWith('.onnx')
    ? await readModelFile(name, null, path.basename(name, '.onnx'))
    : await readModelFolders([path.join(root, 'models')])(name);
  if (!found.ok) throw new Error(`${found.failure.message} ${found.failure.hint}`);
  return found.value;
}

async function drawDisagreements(
  { video, sheets }: VideoWish,
  frames: readonly FrameAgreement[],
  { width, height }: SeenClip,
): Promise<string[]> {
  const chosen = new Map(worstFrames(frames).map((frame) => [frame, frames[frame]]));
  if (chosen.size === 0) return [];
  const pictures: Uint8Array[] = [];
  await watchClip(video, async (frame) => {
    const agreement = chosen.get(frame.frameId);
    if (agreement !== undefined) pictures.push(drawnPicture(frame, agreement));
  });
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(ffmpeg.failure.message);
  mkdirSync(sheets, { recursive: true });
  const file = path.join(sheets, `${path.basename(video, path.extname(video))}-disagreements.jpg`);
  await writeSheet(ffmpeg.value.path, pictures, { width, height, file });
  return [file];
}

/** Those with the most boxes that only one of the two saw, well apart, in order of time. */
export function worstFrames(frames: readonly FrameAgreement[]): number[] {
  const ranked = frames
    .map(({ missed, invented }, frame) => ({ frame, boxes: missed.length + invented.length }))
    .filter(({ boxes }) => boxes > 0)
    .sort((a, b) => b.boxes - a.boxes || a.frame - b.frame);
  const chosen: number[] = [];
  for (const { frame } of ranked) {
    if (chosen.length === ON_A_SHEET) break;
    if (chosen.every((other) => Math.abs(other - frame) >= FRAMES_APART)) chosen.push(frame);
  }
  return chosen.sort((a, b) => a - b);
}
