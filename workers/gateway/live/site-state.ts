import type { z } from 'zod';
import type { LiveServerMessage } from '../../../domain/contracts/api.ts';
import type {
  Alarm,
  CameraStatus,
  CommittedCrossing,
  ModelStatus,
  ProcessStatus,
  changedSchema,
} from '../../../domain/contracts/messages.ts';

import { WAITING_FOR_ROOM } from '../../runtime/announced-work.ts';
import { awayStatus } from './away-status.ts';

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
  /** What each camera process said last: a camera or a replay of which it says nothing any more is gone. */
  readonly #shards = new Map<number, readonly CameraStatus[]>();
  #processes: readonly ProcessStatus[] = [];
  #models: readonly ModelStatus[] = [];
  #defaultModelId: string | null = null;
  #alarms: readonly Alarm[] = [];
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
    return [...this.#shards.values()].flat();
  }

  processes(): ProcessStatus[] {
    return [...this.#processes];
  }

  models(): { defaultModelId: string | null; models: ModelStatus[] } {
    return { defaultModelId: this.#defaultModelId, models: [...this.#models] };
  }

  /** Newest first. */
  alarms(): Alarm[] {
    return [...waitingForRoom(this.#processes), ...this.#alarms].sort((a, b) => b.utcUs - a.utcUs);
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

  publishStatus(shard: number, cameras: readonly CameraStatus[], ffmpeg: string): void {
    this.#shards.set(shard, cameras);
    if (ffmpeg !== '') this.#ffmpeg = ffmpeg;
    this.#statusSoon();
  }

  /** The process of these cameras is gone: what it said last is not the present. */
  publishAway(shard: number, nowUtcUs: number): void {
    const known = this.#shards.get(shard);
    if (known === undefined) return;
    this.#shards.set(
      shard,
      known.map((status) => awayStatus(status, nowUtcUs)),
    );
    this.#statusSoon();
  }

  publishProcesses(processes: readonly ProcessStatus[]): void {
    this.#processes = processes;
    this.#statusSoon();
  }

  /** Told once a second with the newest rates; screens fetch anew only when it is about more than those. */
  publishModels(defaultModelId: string | null, models: readonly ModelStatus[]): void {
    const before = withoutRates(this.#defaultModelId, this.#models);
    this.#defaultModelId = defaultModelId;
    this.#models = models;
    if (withoutRates(defaultModelId, models) !== before) this.publishChanged('models');
  }

  /** They stand when the store is away as well: it is the store that takes them back. */
  publishAlarms(alarms: readonly Alarm[]): void {
    this.#alarms = alarms;
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
    for (const [shard, cameras] of this.#shards)
      this.#shards.set(
        shard,
        cameras.filter(({ cameraId }) => existing.has(cameraId)),
      );
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

/** A store that cannot even open for want of room has no link to say so: it announces it as its work. */
function waitingForRoom(processes: readonly ProcessStatus[]): Alarm[] {
  return processes
    .filter(({ busyWith }) => busyWith?.startsWith(WAITING_FOR_ROOM) === true)
    .map(({ busyWith, sinceUtcUs }) => ({
      code: 'store-waits-for-room',
      message: busyWith ?? '',
      hint: 'Free disk space; the store goes on by itself.',
      utcUs: sinceUtcUs,
    }));
}

/** What models are, in one text: how fast they happen to be at the moment is left out. */
function withoutRates(defaultModelId: string | null, models: readonly ModelStatus[]): string {
  return JSON.stringify([
    defaultModelId,
    models.map((model) => ({ ...model, inferMsP50: 0, inferMsP95: 0, batchMean: 0, queue: 0 })),
  ]);
}
