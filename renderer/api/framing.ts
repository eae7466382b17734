import { viewSchema } from '../../domain/contracts/messages.ts';
import type { ViewHead } from '../../domain/contracts/messages.ts';

/** A binary message of the live socket: u32 little-endian length of the JSON head, the head, the JPEG. */
export interface PictureMessage {
  readonly head: ViewHead;
  readonly jpegOffset: number;
}

const LARGEST_HEAD = 256 * 1024;

/** Splits a binary message; null when it is not one. The JPEG is not copied: it starts at `jpegOffset` of the same buffer. */
export function readPictureMessage(buffer: ArrayBuffer): PictureMessage | null {
  if (buffer.byteLength < 4) return null;
  const headLength = new DataView(buffer).getUint32(0, true);
  const jpegOffset = 4 + headLength;
  if (headLength > LARGEST_HEAD || jpegOffset >= buffer.byteLength) return null;
  const head = parseHead(new Uint8Array(buffer, 4, headLength));
  return head === null ? null : { head, jpegOffset };
}

function parseHead(bytes: Uint8Array): ViewHead | null {
  try {
    const parsed = viewSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
