import { createLineReader } from './line-reader.ts';

/** Reads `framecrc`: `0, dts, pts, duration, size, crc`. Only the size is of interest. */
export function createPacketReader(onPacket: (bytes: number) => void): (chunk: Uint8Array) => void {
  return createLineReader((line) => {
    const size = /^0,[^,]*,[^,]*,[^,]*,\s*(\d+),/.exec(line)?.[1];
    if (size !== undefined) onPacket(Number(size));
  });
}
