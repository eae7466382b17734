/** Whole numbers in as few bytes as they need: seven bits a byte, lowest first. Beyond 32 bits, so arithmetic not bits. */

/** Appends a signed whole number, exact below ±2^52: small magnitudes of either sign stay short. */
export function writeSigned(bytes: number[], value: number): void {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 52) throw new RangeError(`${value} is too large to store`);
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
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
