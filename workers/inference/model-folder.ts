import { createHash } from 'node:crypto';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { modelIdSchema, modelManifestSchema } from '../../domain/contracts/model-manifest.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';

/** A model's bytes and, where there is one, its description. The bytes that were hashed are the bytes that are loaded. */
export interface ModelFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** null: the family is to be told from the model's own shapes. */
  readonly manifest: ModelManifest | null;
}

/** Where models come from; by default a folder per model. */
export type ReadModel = (modelId: string) => Promise<Result<ModelFile>>;

const MAX_MODEL_BYTES = 2 * 1024 ** 3 - 1;
const MAX_MANIFEST_BYTES = 1024 ** 2;

/** Reads `<root>/<id>/`: model.json and the file it names, or the only .onnx file where there is no model.json. */
export function readModelFolders(roots: readonly string[]): ReadModel {
  return async (modelId) => {
    const folder = await folderOf(roots, modelId);
    return folder.ok ? readFolder(modelId, folder.value) : folder;
  };
}

/** What a model's folder says of it, without its weights; null where there is no model.json. */
export async function readModelDescription(
  roots: readonly string[],
  modelId: string,
): Promise<Result<ModelManifest | null>> {
  const folder = await folderOf(roots, modelId);
  if (!folder.ok) return folder;
  const files = await filesOf(folder.value);
  if (files.includes('model.json')) return readManifest(modelId, join(folder.value, 'model.json'));
  const only = onlyModel(modelId, files);
  return only.ok ? ok(null) : only;
}

async function folderOf(roots: readonly string[], modelId: string): Promise<Result<string>> {
  if (!modelIdSchema.safeParse(modelId).success) {
    return fail('model-id', `"${modelId.slice(0, 80)}" is no model's name`, 'Choose a model from the list.');
  }
  for (const root of roots) {
    const folder = join(root, modelId);
    if (await isFolder(folder)) return ok(folder);
  }
  return fail('model-missing', `there is no model "${modelId}"`, `Put its folder into ${roots.join(' or ')}.`);
}

function filesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}

/** The names of the models in the folders, in alphabetical order. */
export async function listModels(roots: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const root of roots) {
    const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isDirectory() || !modelIdSchema.safeParse(entry.name).success) continue;
      const files = await filesOf(join(root, entry.name));
      if (files.some((file) => file.endsWith('.onnx'))) found.add(entry.name);
    }
  }
  return [...found].sort();
}

/** A model file anywhere with a description given in code. */
export async function readModelFile(
  path: string,
  manifest: ModelManifest | null,
  id: string,
): Promise<Result<ModelFile>> {
  const bytes = await readBounded(path, MAX_MODEL_BYTES, 'the model file');
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) {
    return fail('model-empty', `the model file of "${id}" is empty`, 'Copy the model again.');
  }
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  if (manifest !== null && manifest.sha256 !== sha256) {
    return fail(
      'model-hash',
      `the model file of "${id}" is not the one its description names: its SHA-256 is ${sha256}`,
      'Copy the model again, or correct "sha256" in model.json if the new file is meant.',
    );
  }
  return ok({ id, path, bytes: bytes.value, sha256, manifest });
}

async function readFolder(id: string, folder: string): Promise<Result<ModelFile>> {
  const files = await filesOf(folder);
  if (!files.includes('model.json')) return readUndescribed(id, folder, files);
  const manifest = await readManifest(id, join(folder, 'model.json'));
  if (!manifest.ok) return manifest;
  const path = join(folder, manifest.value.file);
  const escape = await leavesFolder(folder, path);
  return escape ?? readModelFile(path, manifest.value, id);
}

async function readUndescribed(id: string, folder: string, files: readonly string[]): Promise<Result<ModelFile>> {
  const only = onlyModel(id, files);
  if (!only.ok) return only;
  const path = join(folder, only.value);
  const escape = await leavesFolder(folder, path);
  return escape ?? readModelFile(path, null, id);
}

function onlyModel(id: string, files: readonly string[]): Result<string> {
  const models = files.filter((file) => file.endsWith('.onnx'));
  const only = models[0];
  if (only !== undefined && models.length === 1) return ok(only);
  const message = `the folder of "${id}" has no model.json and ${models.length} .onnx files`;
  return fail('model-undescribed', message, 'Put one .onnx file there, or a model.json that names one.');
}

async function readManifest(id: string, path: string): Promise<Result<ModelManifest>> {
  const bytes = await readBounded(path, MAX_MANIFEST_BYTES, 'model.json');
  if (!bytes.ok) return bytes;
  const parsed = modelManifestSchema.safeParse(parseJson(Buffer.from(bytes.value).toString('utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    const message = `model.json of "${id}" is not right${where === '' ? '' : ` at "${where}"`}: ${issue?.message ?? 'unreadable'}`;
    return fail('model-manifest', message, 'Correct the file; models/stopgap-640x352/model.json is an example.');
  }
  if (parsed.data.id === id) return ok(parsed.data);
  return fail('model-manifest', `model.json in "${id}" calls itself "${parsed.data.id}"`, 'Give both the same name.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A link out of the folder could load, and by its error messages describe, any file of the machine. */
async function leavesFolder(folder: string, path: string): Promise<Result<never> | null> {
  const [home, real] = await Promise.all([realpath(folder).catch(() => ''), realpath(path).catch(() => '')]);
  if (real === '') return fail('model-missing', `the model file ${path} is not there`, 'Copy the model again.');
  if (dirname(real) === home) return null;
  return fail(
    'model-outside',
    `the model file ${path} lies outside its folder`,
    'Put the file itself there, not a link.',
  );
}

async function readBounded(path: string, limit: number, what: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size > limit)
      return fail('model-too-large', `${what} has ${size} bytes, more than can be loaded`, 'Use a smaller model.');
    return ok(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('model-unreadable', `${what} cannot be read: ${reason}`, 'Check the file and its rights.');
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
