import type { ServerResponse } from 'node:http';
import type { Picture } from './picture.ts';
import { MJPEG_BOUNDARY } from './picture.ts';
import type { PictureHub, Viewer } from './picture-hub.ts';

/** One player. It gets the newest picture whenever it has taken the one before; the others are lost and counted. */
export class MjpegViewer implements Viewer {
  readonly user: string;
  readonly credential: string;
  readonly #response: ServerResponse;
  readonly #hub: PictureHub;
  readonly #stalledUs: number;
  #waiting: Picture | null = null;
  #sendingSinceUtcUs: number | null = null;
  #nowUtcUs: () => number;
  cameras: ReadonlySet<string>;
  sentFrames = 0;
  lostFrames = 0;

  constructor(
    response: ServerResponse,
    hub: PictureHub,
    who: { user: string; credential: string; cameraId: string },
    bounds: { stalledMs: number; nowUtcUs: () => number },
  ) {
    this.#response = response;
    this.#hub = hub;
    this.user = who.user;
    this.credential = who.credential;
    this.cameras = new Set([who.cameraId]);
    this.#stalledUs = bounds.stalledMs * 1000;
    this.#nowUtcUs = bounds.nowUtcUs;
  }

  start(headers: Readonly<Record<string, string>>): void {
    this.#response.on('close', () => this.#release());
    this.#response.on('error', () => this.#release());
    this.#response.writeHead(200, {
      ...headers,
      'content-type': `multipart/x-mixed-replace; boundary=${MJPEG_BOUNDARY}`,
      'cache-control': 'no-store',
      connection: 'close',
    });
    this.#response.write(`--${MJPEG_BOUNDARY}\r\n`);
    this.#hub.add(this);
  }

  offer(picture: Picture): void {
    if (this.#waiting) this.lostFrames += 1;
    this.#waiting = picture;
    this.#sendNext();
  }

  /** A player that takes nothing for long is gone in all but name, and must not keep its camera busy. */
  tick(nowUtcUs: number): void {
    if (this.#sendingSinceUtcUs !== null && nowUtcUs - this.#sendingSinceUtcUs > this.#stalledUs) this.close();
  }

  dropCamera(): void {
    this.close();
  }

  close(): void {
    this.#release();
    this.#response.destroy();
  }

  #sendNext(): void {
    if (this.#sendingSinceUtcUs !== null || !this.#waiting) return;
    const part = this.#waiting.mjpegPart();
    this.#waiting = null;
    this.#sendingSinceUtcUs = this.#nowUtcUs();
    this.sentFrames += 1;
    this.#response.write(part, () => {
      this.#sendingSinceUtcUs = null;
      this.#sendNext();
    });
  }

  #release(): void {
    this.cameras = new Set();
    this.#waiting = null;
    this.#hub.remove(this);
  }
}
