import type { z } from 'zod';
import type { LiveServerMessage } from '../../../domain/contracts/api.ts';
import type {
  CameraStatus,
  CommittedCrossing,
  ModelStatus,
  ProcessStatus,
  changedSchema,
} from '../../../domain/contracts/messages.ts';

export type ChangedWhat = z.infer<typeof changedSchema>['what'];

/** A screen that follows the state of the site. */
export interface SiteListener {
  statusChanged(): void;
  crossings(text: string): void;
  changed(what: ChangedWhat): void;
}

/** Statuses come from every camera process about once a second each: screens get one message for all of them. */
const GATHER_MS = 250;

/** What the site looks like now, and those who want to hear of changes. */
export class SiteState {
  readonly #listeners = new Set<SiteListener>();
  readonly #cameras = new Map<string, CameraStatus>();
  #processes: readonly ProcessStatus[] = [];
  #models: readonly ModelStatus[] = [];
  #defaultModelId: string | null = null;
  #ffmpeg = '';
  #gathering: NodeJS.Timeout | null = null;
  #statusText: string | null = null;

  listen(listener: SiteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  cameras(): CameraStatus[] {
    return [...this.#cameras.values()];
  }

  processes(): ProcessStatus[] {
    return [...this.#processes];
  }

  models(): { defaultModelId: string | null; models: ModelStatus[] } {
    return { defaultModelId: this.#defaultModelId, models: [...this.#models] };
  }

  ffmpeg(): string {
    return this.#ffmpeg;
  }

  /** The whole state as one message: a newer one replaces an older one that still waits, and nothing is lost. */
  statusText(): string {
    const message: LiveServerMessage = { type: 'status', cameras: this.cameras(), processes: this.processes() };
    this.#statusText ??= JSON.stringify(message);
    return this.#statusText;
  }

  publishStatus(cameras: readonly CameraStatus[], ffmpeg: string): void {
    for (const camera of cameras) this.#cameras.set(camera.cameraId, camera);
    if (ffmpeg !== '') this.#ffmpeg = ffmpeg;
    this.#statusSoon();
  }

  publishProcesses(processes: readonly ProcessStatus[]): void {
    this.#processes = processes;
    this.#statusSoon();
  }

  publishModels(defaultModelId: string | null, models: readonly ModelStatus[]): void {
    this.#defaultModelId = defaultModelId;
    this.#models = models;
    this.publishChanged('models');
  }

  publishCommitted(committed: { readonly cursor: number; readonly crossings: CommittedCrossing[] }): void {
    if (committed.crossings.length === 0) return;
    const { cursor, crossings } = committed;
    const message: LiveServerMessage = { type: 'crossings', cursor, crossings };
    const text = JSON.stringify(message);
    for (const listener of this.#listeners) listener.crossings(text);
  }

  publishChanged(what: ChangedWhat): void {
    for (const listener of this.#listeners) listener.changed(what);
  }

  keepCameras(existing: ReadonlySet<string>): void {
    for (const id of this.#cameras.keys()) if (!existing.has(id)) this.#cameras.delete(id);
    this.#statusSoon();
  }

  stop(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#listeners.clear();
  }

  #statusSoon(): void {
    this.#statusText = null;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      for (const listener of this.#listeners) listener.statusChanged();
    }, GATHER_MS);
  }
}
