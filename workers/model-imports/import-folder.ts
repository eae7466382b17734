import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { uuidSchema } from '../../domain/contracts/ids.ts';
import { modelImportSchema } from '../../domain/contracts/model-import.ts';
import type { ModelImport } from '../../domain/contracts/model-import.ts';
import { TRIAL_ANSWER, TRIAL_QUESTION } from '../../domain/contracts/model-trial.ts';
import { makeDurable } from '../runtime/durable-file.ts';

/**
 * A folder for each model that is being brought in. Its record is written last: a folder without one is what a broken
 * transfer left. The record goes along when the folder becomes a model of the site, and tells where it came from.
 */
export const MODEL_FILE = 'model.onnx';
const RECORD = 'import.json';
const PICTURE = /^picture-(\d{1,4})x(\d{1,4})[.]bgr$/;

export async function readRecord(folder: string): Promise<ModelImport | null> {
  try {
    return modelImportSchema.parse(JSON.parse(await readFile(path.join(folder, RECORD), 'utf8')));
  } catch {
    return null;
  }
}

export function writeRecord(folder: string, record: ModelImport): Promise<void> {
  return writeWhole(path.join(folder, RECORD), JSON.stringify(record, null, 2));
}

/** A file has its name only when it is whole, and keeps it through a power cut. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.part`;
  await writeFile(part, content, { mode: 0o600 });
  await rename(part, file);
  makeDurable(file);
}

/** The imports that wait to be finished, oldest first. */
export async function listImports(root: string): Promise<ModelImport[]> {
  const records = await Promise.all((await namesIn(root)).map((name) => readRecord(path.join(root, name))));
  return records
    .filter((record) => record !== null)
    .sort((a, b) => a.uploadedUtcUs - b.uploadedUtcUs || a.importId.localeCompare(b.importId));
}

/** Removes what broken transfers and broken deletions left; answers how many. */
export async function removeLeftovers(root: string): Promise<number> {
  let removed = 0;
  for (const name of await namesIn(root)) {
    const folder = path.join(root, name);
    const record = uuidSchema.safeParse(name).success ? await readRecord(folder) : null;
    if (record?.importId === name) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

export interface StoredPicture {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** The picture that an import is tried on; null while there is none. */
export async function pictureIn(folder: string): Promise<StoredPicture | null> {
  for (const name of await namesIn(folder)) {
    const match = PICTURE.exec(name);
    if (match !== null) return { path: path.join(folder, name), width: Number(match[1]), height: Number(match[2]) };
  }
  return null;
}

export function picturePath(folder: string, width: number, height: number): string {
  return path.join(folder, `picture-${width}x${height}.bgr`);
}

/** What trying left behind, before the folder becomes a model's. */
export async function removeTrialFiles(folder: string): Promise<void> {
  const pictures = (await namesIn(folder)).filter((name) => PICTURE.test(name) || name.endsWith('.part'));
  for (const name of [...pictures, TRIAL_QUESTION, TRIAL_ANSWER]) await rm(path.join(folder, name), { force: true });
}

export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}
