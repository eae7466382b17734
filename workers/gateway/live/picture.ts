import type { ViewHead } from '../../../domain/contracts/messages.ts';

export const MJPEG_BOUNDARY = 'frame';

/**
 * One frame on its way to everybody who looks at its camera. Each form is made once, for the first who needs it.
 * The JPEG's bytes must not change after the picture was made: slow viewers send them later.
 */
export class Picture {
  readonly head: ViewHead;
  readonly jpeg: Uint8Array;
  #message: Buffer | null = null;
  #headText: string | null = null;
  #part: Buffer | null = null;

  constructor(head: ViewHead, jpeg: Uint8Array) {
    this.head = head;
    this.jpeg = jpeg;
  }

  /** For screens: u32 little-endian length of the head, the head as JSON, the JPEG. */
  message(): Buffer {
    if (this.#message) return this.#message;
    const head = Buffer.from(this.headText());
    const length = Buffer.alloc(4);
    length.writeUInt32LE(head.length);
    this.#message = Buffer.concat([length, head, this.jpeg]);
    return this.#message;
  }

  headText(): string {
    this.#headText ??= JSON.stringify(this.head);
    return this.#headText;
  }

  /** For players: one part, ending with the next boundary so that a browser shows it at once. */
  mjpegPart(): Buffer {
    if (this.#part) return this.#part;
    const head = `Content-Type: image/jpeg\r\nContent-Length: ${this.jpeg.length}\r\n\r\n`;
    this.#part = Buffer.concat([Buffer.from(head), this.jpeg, Buffer.from(`\r\n--${MJPEG_BOUNDARY}\r\n`)]);
    return this.#part;
  }
}
