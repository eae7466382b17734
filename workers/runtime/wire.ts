/**
 * The form of a message on a socket: two little-endian lengths (whole message after this header, head), the head as
 * JSON text, then the body's bytes as they are. Bodies are read straight into a buffer of their final size.
 */
const HEADER_BYTES = 8;
const MAX_HEAD_BYTES = 32 * 1024 * 1024;
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

export interface RawMessage {
  readonly head: unknown;
  readonly body: Uint8Array;
}

const NO_BODY = new Uint8Array(0);

/** What came is not a message of ours: the stream cannot be understood any further. */
export class NotOurs extends RangeError {}

/** The bytes that go before a body. */
export function encodeHead(head: object, bodyLength: number): Buffer {
  const text = JSON.stringify(head);
  const headLength = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + headLength);
  bytes.writeUInt32LE(headLength + bodyLength, 0);
  bytes.writeUInt32LE(headLength, 4);
  bytes.write(text, HEADER_BYTES, 'utf8');
  return bytes;
}

function readHead(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotOurs('not a message of ours: its head is no JSON');
  }
}

export interface WireReader {
  /** Takes what arrived; calls back for every whole message. Throws NotOurs on a stream that is not ours. */
  push(chunk: Uint8Array): void;
}

/** Cuts a byte stream into messages. */
export function createWireReader(onMessage: (message: RawMessage) => void): WireReader {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  let headerFill = 0;
  let payload: Buffer | null = null;
  let payloadFill = 0;
  let headLength = 0;

  function openPayload(): void {
    const total = header.readUInt32LE(0);
    headLength = header.readUInt32LE(4);
    if (headLength > total || headLength > MAX_HEAD_BYTES || total > MAX_MESSAGE_BYTES || headLength < 2)
      throw new NotOurs(`not a message of ours: head of ${headLength} bytes in ${total}`);
    // A fresh buffer for each message: its body is handed on without another copy.
    payload = Buffer.allocUnsafeSlow(total);
    payloadFill = 0;
  }

  function closePayload(whole: Buffer): void {
    payload = null;
    headerFill = 0;
    const head = readHead(whole.toString('utf8', 0, headLength));
    onMessage({ head, body: whole.length === headLength ? NO_BODY : whole.subarray(headLength) });
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (payload === null) {
          const take = Math.min(HEADER_BYTES - headerFill, chunk.length - at);
          header.set(chunk.subarray(at, at + take), headerFill);
          headerFill += take;
          at += take;
          if (headerFill < HEADER_BYTES) return;
          openPayload();
          continue;
        }
        const whole: Buffer = payload;
        const take = Math.min(whole.length - payloadFill, chunk.length - at);
        whole.set(chunk.subarray(at, at + take), payloadFill);
        payloadFill += take;
        at += take;
        if (payloadFill === whole.length) closePayload(whole);
      }
    },
  };
}
