/** Whole numbers in as few bytes as they need: seven bits a byte, lowest first. Beyond 32 bits, so arithmetic not bits. */

/** Bytes that are written one after another; the room grows as it is needed. */
export interface VarintWriter {
  bytes: Uint8Array;
  length: number;
}

/** No number takes more bytes. */
const MOST_BYTES = 8;

/** Appends a signed whole number, exact below ±2^52: small magnitudes of either sign stay short. */
export function writeSigned(writer: VarintWriter, value: number): void {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 52) throw new RangeError(`${value} is too large to store`);
  if (writer.length + MOST_BYTES > writer.bytes.length) makeRoom(writer);
  const { bytes } = writer;
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  while (rest >= 128) {
    bytes[writer.length] = (rest % 128) + 128;
    writer.length += 1;
    rest = Math.floor(rest / 128);
  }
  bytes[writer.length] = rest;
  writer.length += 1;
}

function makeRoom(writer: VarintWriter): void {
  const larger = new Uint8Array(writer.bytes.length * 2 + MOST_BYTES);
  larger.set(writer.bytes);
  writer.bytes = larger;
}

/** Reads numbers one after another. */
export interface VarintReader {
  readonly bytes: Uint8Array;
  at: number;
}

/** The next signed number, or null when the bytes end in the middle of it or make no number. */
export function readSigned(reader: VarintReader): number | null {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined || scale > 2 ** 49) return null;
    reader.at += 1;
    value += (byte % 128) * scale;
    if (byte < 128) break;
    scale *= 128;
  }
  if (!Number.isSafeInteger(value)) return null;
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
