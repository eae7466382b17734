import type { LiveServerMessage } from '../../../domain/contracts/api.ts';
import type { Picture } from './picture.ts';
import type { ChangedWhat } from './site-state.ts';

/** Hands one message to the network; `sent` is called when the system has taken it. */
export type Send = (data: string | Buffer, sent: () => void) => void;

/** How much may lie with the network before messages wait here, where newer ones can replace them. */
const MOST_IN_FLIGHT_BYTES = 256 * 1024;
/** Messages that replace nothing. A screen that is this far behind is cut off: it reconnects and fetches anew. */
const MOST_TEXTS = 500;

/**
 * What waits for one screen, bounded: one picture per camera, one status, each kind of change once, and few other texts.
 * A picture that is replaced before it could be sent is lost, counted, and the screen is told.
 */
export class Outbox {
  readonly #send: Send;
  readonly #statusText: () => string;
  readonly #onOverflow: () => void;
  readonly #texts: string[] = [];
  readonly #changes = new Set<ChangedWhat>();
  readonly #pictures = new Map<string, Picture>();
  #status = false;
  #withJpegs = true;
  #inFlightBytes = 0;
  #closed = false;
  #toldLoss = 0;
  #loss: 'nothing' | 'due' | 'just-told' = 'nothing';
  sentFrames = 0;
  lostFrames = 0;

  constructor(send: Send, statusText: () => string, onOverflow: () => void) {
    this.#send = send;
    this.#statusText = statusText;
    this.#onOverflow = onOverflow;
  }

  text(text: string): void {
    if (this.#closed) return;
    if (this.#texts.length >= MOST_TEXTS) {
      this.#onOverflow();
      return;
    }
    this.#texts.push(text);
    this.#pump();
  }

  status(): void {
    this.#status = true;
    this.#pump();
  }

  changed(what: ChangedWhat): void {
    this.#changes.add(what);
    this.#pump();
  }

  picture(picture: Picture): void {
    if (this.#closed) return;
    if (this.#pictures.has(picture.head.cameraId)) this.lostFrames += 1;
    this.#pictures.set(picture.head.cameraId, picture);
    this.#pump();
  }

  /** Pictures of cameras that are no longer looked at are not lost: nobody wants them. */
  watch(cameras: ReadonlySet<string>, withJpegs: boolean): void {
    this.#withJpegs = withJpegs;
    for (const camera of this.#pictures.keys()) if (!cameras.has(camera)) this.#pictures.delete(camera);
  }

  /**
   * Called once a second: says how many frames were lost since it was last said. The number is filled in when the
   * message leaves, so that it is right even after a long wait, and the second after that says nothing.
   */
  tellLoss(): void {
    if (this.#loss === 'just-told') this.#loss = 'nothing';
    else if (this.lostFrames > this.#toldLoss) this.#loss = 'due';
    this.#pump();
  }

  get waiting(): number {
    return this.#texts.length + this.#pictures.size + this.#changes.size + (this.#status ? 1 : 0);
  }

  close(): void {
    this.#closed = true;
    this.#texts.length = 0;
    this.#pictures.clear();
    this.#changes.clear();
    this.#status = false;
  }

  #pump(): void {
    while (!this.#closed && this.#inFlightBytes < MOST_IN_FLIGHT_BYTES) {
      const next = this.#nextText() ?? this.#nextPicture();
      if (next === null) return;
      const bytes = typeof next === 'string' ? Buffer.byteLength(next) : next.length;
      this.#inFlightBytes += bytes;
      this.#send(next, () => {
        this.#inFlightBytes -= bytes;
        this.#pump();
      });
    }
  }

  #nextText(): string | null {
    if (this.#loss === 'due') return this.#lossText();
    const text = this.#texts.shift();
    if (text !== undefined) return text;
    const change = this.#changes.values().next();
    if (!change.done) {
      this.#changes.delete(change.value);
      const message: LiveServerMessage = { type: 'changed', what: change.value };
      return JSON.stringify(message);
    }
    if (!this.#status) return null;
    this.#status = false;
    return this.#statusText();
  }

  #lossText(): string {
    const sinceLast = this.lostFrames - this.#toldLoss;
    const message: LiveServerMessage = { type: 'lost-frames', sinceLast, total: this.lostFrames };
    this.#toldLoss = this.lostFrames;
    this.#loss = 'just-told';
    return JSON.stringify(message);
  }

  /** The camera that waits longest comes first, so that a slow line still shows every tile. */
  #nextPicture(): string | Buffer | null {
    const first = this.#pictures.entries().next();
    if (first.done) return null;
    const [camera, picture] = first.value;
    this.#pictures.delete(camera);
    this.sentFrames += 1;
    return this.#withJpegs ? picture.message() : picture.headText();
  }
}
