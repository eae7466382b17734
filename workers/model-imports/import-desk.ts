import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { uuidSchema } from '../../domain/contracts/ids.ts';
import type {
  ImportSettings,
  ImportSize,
  LookAnswer,
  MeasureAnswer,
  ModelImport,
  ModelImports,
} from '../../domain/contracts/model-import.ts';
import { modelIdSchema } from '../../domain/contracts/model-manifest.ts';
import {
  MODEL_FILE,
  listImports,
  namesIn,
  pictureIn,
  picturePath,
  readRecord,
  removeLeftovers,
  removeTrialFiles,
  writeRecord,
  writeWhole,
} from './import-folder.ts';
import { idFromTitle, manifestOf } from './import-manifest.ts';
import { receiveFile, tooLarge } from './receive-file.ts';
import { createTrials } from './trials.ts';
import type { RunTrial, Trials } from './trials.ts';

export interface ImportDeskOptions {
  /** Where imports wait to be finished. */
  readonly folder: string;
  /** Where the models of the site lie; finished imports go into the first. */
  readonly modelFolders: readonly [string, ...string[]];
  readonly threads: number;
  readonly runTrial: RunTrial;
  /** The model that the site uses now. */
  readonly currentModelId: () => string | null;
  /** A model came or went: whoever lists them looks anew. */
  readonly modelsChanged: () => Promise<void>;
  readonly nowUtcUs: () => number;
  readonly fileBytes?: number;
}

export interface Upload {
  readonly fileName: string;
  readonly user: string;
  /** As announced; null where it was not. */
  readonly bytes: number | null;
  readonly body: AsyncIterable<Uint8Array>;
}
export interface PictureUpload {
  readonly width: number;
  readonly height: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Brings the models of the people here into the site. */
export interface ImportDesk {
  /** Removes what was left half done before; answers how much. */
  tidy(): Promise<number>;
  list(): Promise<ModelImports>;
  receive(upload: Upload): Promise<Result<ModelImport>>;
  /** Tries an export of open size at this size. */
  check(importId: string, size: ImportSize): Promise<Result<ModelImport>>;
  setPicture(importId: string, picture: PictureUpload): Promise<Result<void>>;
  look(importId: string, settings: ImportSettings): Promise<Result<LookAnswer>>;
  measure(importId: string, settings: ImportSettings): Promise<Result<MeasureAnswer>>;
  save(importId: string, settings: ImportSettings): Promise<Result<{ readonly modelId: string }>>;
  discard(importId: string): Promise<Result<void>>;
  /** Deletes a model that came in this way; that nobody uses it is the caller's to know. */
  remove(modelId: string): Promise<Result<void>>;
}

const FILE_BYTES = 512 * 1024 ** 2;
const MOST_IMPORTS = 5;
/** The store must never wait for room because somebody brought a model. */
const ROOM_TO_LEAVE = 256 * 1024 ** 2;
const UNNAMED = 'tried';

export function createImportDesk(options: ImportDeskOptions): ImportDesk {
  return new Desk(options);
}

class Desk implements ImportDesk {
  readonly #options: ImportDeskOptions;
  readonly #trials: Trials;
  readonly #limit: number;

  constructor(options: ImportDeskOptions) {
    this.#options = options;
    this.#trials = createTrials(options.runTrial);
    this.#limit = options.fileBytes ?? FILE_BYTES;
  }

  tidy(): Promise<number> {
    return removeLeftovers(this.#options.folder);
  }

  async list(): Promise<ModelImports> {
    const { folder, modelFolders } = this.#options;
    const [own] = modelFolders;
    const names = await namesIn(own);
    const records = await Promise.all(names.map((name) => readRecord(path.join(own, name))));
    return {
      imports: await listImports(folder),
      imported: names.filter((_, index) => records[index] !== null).sort(),
      limits: { fileBytes: this.#limit, imports: MOST_IMPORTS },
    };
  }

  async receive(upload: Upload): Promise<Result<ModelImport>> {
    const { folder: root, nowUtcUs } = this.#options;
    const refused = await this.#noRoom(upload.bytes ?? 0);
    if (refused !== null) return refused;
    const importId = randomUUID();
    const folder = path.join(root, importId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const finished = await this.#take(folder, { importId, ...upload }, nowUtcUs()).catch(storeFailure);
    if (!finished.ok) await rm(folder, { recursive: true, force: true });
    return finished;
  }

  async #take(folder: string, upload: Upload & { importId: string }, nowUtcUs: number): Promise<Result<ModelImport>> {
    const file = path.join(folder, MODEL_FILE);
    const received = await receiveFile(upload.body, file, this.#limit);
    if (!received.ok) return received;
    const found = await this.#trials.ask(folder, {
      kind: 'inspect',
      file: { path: file, sha256: received.value.sha256 },
      size: null,
      threads: this.#options.threads,
    });
    if (!found.ok) return found;
    const record: ModelImport = {
      importId: upload.importId,
      fileName: upload.fileName.slice(0, 200),
      ...received.value,
      uploadedUtcUs: nowUtcUs,
      uploadedBy: upload.user,
      recognised: found.value,
    };
    await writeRecord(folder, record);
    return ok(record);
  }

  async #noRoom(bytes: number): Promise<Result<never> | null> {
    const { folder } = this.#options;
    if (bytes > this.#limit) return tooLarge(this.#limit);
    if ((await listImports(folder)).length >= MOST_IMPORTS) {
      const hint = 'Finish one of them or throw one away, then bring the next.';
      return fail('import-full', `${MOST_IMPORTS} models wait to be finished`, hint);
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const disk = await statfs(folder);
    if (disk.bavail * disk.bsize >= bytes + ROOM_TO_LEAVE) return null;
    return fail('disk-full', 'the disk has no room for this file', 'Make room on the disk, then bring the file again.');
  }

  check(importId: string, size: ImportSize): Promise<Result<ModelImport>> {
    return this.#with(importId, async (folder, record) => {
      const found = await this.#trials.ask(folder, {
        kind: 'inspect',
        file: { path: path.join(folder, MODEL_FILE), sha256: record.sha256 },
        size,
        threads: this.#options.threads,
      });
      if (!found.ok) return found;
      const changed = { ...record, recognised: found.value };
      await writeRecord(folder, changed);
      return ok(changed);
    });
  }

  setPicture(importId: string, { width, height, body }: PictureUpload): Promise<Result<void>> {
    return this.#with(importId, async (folder) => {
      const part = path.join(folder, 'picture.part');
      await rm(part, { force: true });
      const received = await receiveFile(body, part, width * height * 3);
      if (!received.ok || received.value.bytes !== width * height * 3) {
        await rm(part, { force: true });
        const hint = `Send ${width} × ${height} pixels of three bytes: blue, green, red.`;
        return fail('import-picture', 'the picture to try the model on is not whole', hint);
      }
      const before = await pictureIn(folder);
      if (before !== null) await rm(before.path, { force: true });
      await rename(part, picturePath(folder, width, height));
      return ok(undefined);
    });
  }

  look(importId: string, settings: ImportSettings): Promise<Result<LookAnswer>> {
    return this.#with(importId, async (folder, record) => {
      const picture = await pictureIn(folder);
      if (picture === null) return fail('import-picture', 'there is no picture to try the model on', 'Choose one.');
      const own = this.#own(folder, record, settings);
      if (!own.ok) return own;
      const { threads } = this.#options;
      return this.#trials.ask(folder, { kind: 'look', own: own.value, beside: this.#beside(), picture, threads });
    });
  }

  measure(importId: string, settings: ImportSettings): Promise<Result<MeasureAnswer>> {
    return this.#with(importId, async (folder, record) => {
      const own = this.#own(folder, record, settings);
      if (!own.ok) return own;
      const { threads } = this.#options;
      const picture = await pictureIn(folder);
      return this.#trials.ask(folder, { kind: 'measure', own: own.value, beside: this.#beside(), picture, threads });
    });
  }

  save(importId: string, settings: ImportSettings): Promise<Result<{ readonly modelId: string }>> {
    return this.#with(importId, async (folder, record) => {
      const { modelFolders, threads, modelsChanged } = this.#options;
      const modelId = await this.#freeId(idFromTitle(settings.title));
      const manifest = manifestOf(record, settings, modelId);
      if (!manifest.ok) return manifest;
      const own = { path: path.join(folder, MODEL_FILE), manifest: manifest.value };
      const opened = await this.#trials.ask(folder, { kind: 'open', own, threads });
      if (!opened.ok) return opened;
      await removeTrialFiles(folder);
      await writeWhole(path.join(folder, 'model.json'), `${JSON.stringify(manifest.value, null, 2)}\n`);
      const [home] = modelFolders;
      await mkdir(home, { recursive: true, mode: 0o700 });
      // From one moment to the next it is a model: before, the folder is an import; after, it has all that a model needs.
      await rename(folder, path.join(home, modelId));
      await modelsChanged();
      return ok({ modelId });
    });
  }

  discard(importId: string): Promise<Result<void>> {
    return this.#with(importId, async (folder) => {
      await this.#throwAway(folder);
      return ok(undefined);
    });
  }

  async remove(modelId: string): Promise<Result<void>> {
    const [home] = this.#options.modelFolders;
    const folder = path.join(home, modelId);
    const known = modelIdSchema.safeParse(modelId).success && (await readRecord(folder)) !== null;
    if (!known) {
      const hint = 'Models that ship or that were copied by hand are removed by hand.';
      return fail('model-not-imported', `the model "${modelId.slice(0, 80)}" was not brought in here`, hint);
    }
    await this.#throwAway(folder);
    await this.#options.modelsChanged();
    return ok(undefined);
  }

  /** Out of sight in one step; what a kill leaves of it is removed at the next start. */
  async #throwAway(folder: string): Promise<void> {
    const { folder: root } = this.#options;
    await mkdir(root, { recursive: true, mode: 0o700 });
    const aside = path.join(root, `deleted-${randomUUID()}`);
    await rename(folder, aside);
    await rm(aside, { recursive: true, force: true });
  }

  async #with<T>(
    importId: string,
    work: (folder: string, record: ModelImport) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const folder = path.join(this.#options.folder, importId);
    const record = uuidSchema.safeParse(importId).success ? await readRecord(folder) : null;
    if (record === null) return fail('import-missing', 'this model is no longer here', 'Bring the file again.');
    return work(folder, record).catch(storeFailure);
  }

  #own(folder: string, record: ModelImport, settings: ImportSettings) {
    const manifest = manifestOf(record, settings, UNNAMED);
    return manifest.ok ? ok({ path: path.join(folder, MODEL_FILE), manifest: manifest.value }) : manifest;
  }

  #beside() {
    const { currentModelId, modelFolders } = this.#options;
    const modelId = currentModelId();
    return modelId === null ? null : { roots: [...modelFolders], modelId };
  }

  async #freeId(wished: string): Promise<string> {
    const taken = new Set((await Promise.all(this.#options.modelFolders.map(namesIn))).flat());
    let id = wished;
    for (let number = 2; taken.has(id); number += 1) id = `${wished}-${number}`;
    return id;
  }
}

function storeFailure(error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // What has no code of the system is a bug, and told as one.
  if (typeof code !== 'string') throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', 'the disk is full', 'Make room on the disk, then try again.');
  return fail('import-not-stored', `the model could not be stored: ${code}`, 'Check the data folder and its rights.');
}
