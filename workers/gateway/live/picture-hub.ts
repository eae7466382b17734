import type { Failure } from '../../../domain/base/result.ts';
import type { ViewHead } from '../../../domain/contracts/messages.ts';
import { Picture } from './picture.ts';

/** Someone who looks at cameras: a screen, a player, or a snapshot that waits for the next picture. */
export interface Viewer {
  readonly user: string;
  /** token:… or key:…, so that what was revoked stops at once. */
  readonly credential: string;
  readonly cameras: ReadonlySet<string>;
  readonly sentFrames: number;
  readonly lostFrames: number;
  offer(picture: Picture): void;
  /** Every second. */
  tick(nowUtcUs: number): void;
  /** The camera was deleted. */
  dropCamera(cameraId: string): void;
  close(reason: Failure): void;
}

/** Hands pictures to those who look, and says which cameras anybody looks at: the others need send none. */
export class PictureHub {
  readonly #viewers = new Map<Viewer, number>();
  readonly #watchViews: (cameraIds: readonly string[]) => void;
  #demand = '';
  #nextId = 1;

  constructor(watchViews: (cameraIds: readonly string[]) => void) {
    this.#watchViews = watchViews;
  }

  get size(): number {
    return this.#viewers.size;
  }

  add(viewer: Viewer): void {
    this.#viewers.set(viewer, this.#nextId++);
    this.watchesChanged();
  }

  remove(viewer: Viewer): void {
    if (this.#viewers.delete(viewer)) this.watchesChanged();
  }

  /** A viewer looks at other cameras now. */
  watchesChanged(): void {
    const cameras = this.demand();
    const demand = cameras.join(' ');
    if (demand === this.#demand) return;
    this.#demand = demand;
    this.#watchViews(cameras);
  }

  demand(): readonly string[] {
    return [...new Set([...this.#viewers.keys()].flatMap((viewer) => [...viewer.cameras]))].sort();
  }

  publish(head: ViewHead, jpeg: Uint8Array): void {
    let picture: Picture | null = null;
    for (const viewer of this.#viewers.keys()) {
      if (!viewer.cameras.has(head.cameraId)) continue;
      picture ??= new Picture(head, jpeg);
      viewer.offer(picture);
    }
  }

  tick(nowUtcUs: number): void {
    for (const viewer of [...this.#viewers.keys()]) viewer.tick(nowUtcUs);
  }

  closeCredential(credential: string, reason: Failure): void {
    for (const viewer of [...this.#viewers.keys()]) if (viewer.credential === credential) viewer.close(reason);
  }

  /** Cameras that are no more are looked at by nobody. */
  keepCameras(existing: ReadonlySet<string>): void {
    for (const camera of this.demand()) {
      if (existing.has(camera)) continue;
      for (const viewer of [...this.#viewers.keys()]) if (viewer.cameras.has(camera)) viewer.dropCamera(camera);
    }
    this.watchesChanged();
  }

  closeAll(reason: Failure): void {
    for (const viewer of [...this.#viewers.keys()]) viewer.close(reason);
  }

  clients(): { id: number; user: string; sentFrames: number; lostFrames: number }[] {
    return [...this.#viewers].map(([{ user, sentFrames, lostFrames }, id]) => ({ id, user, sentFrames, lostFrames }));
  }
}
