/** A square picture as a whole PNG file. */
export interface IconPicture {
  readonly size: number;
  readonly png: Uint8Array;
}

const ICO_HEAD = 6;
const ICO_ENTRY = 16;
/** The most that fits into the one byte in which an .ico tells a size; it is written as 0. */
const ICO_MOST = 256;

/** An .ico for Windows: a directory, then the PNG files as they are. */
export function icoFile(pictures: readonly IconPicture[]): Uint8Array {
  const head = Buffer.alloc(ICO_HEAD + pictures.length * ICO_ENTRY);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    if (size > ICO_MOST) throw new RangeError(`an .ico holds no picture of ${size} pixels`);
    const entry = ICO_HEAD + index * ICO_ENTRY;
    head.writeUInt8(size % ICO_MOST, entry);
    head.writeUInt8(size % ICO_MOST, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/**
 * The kinds of picture in an .icns that may be a PNG, with their size in pixels: those with half the size in points are
 * for displays of double density. Smaller ones exist, but macOS shows them wrongly when they are PNGs.
 */
const ICNS_KINDS: readonly (readonly [kind: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];
const ICNS_HEAD = 8;

/** An .icns for macOS: kind, length and PNG file, one after another. */
export function icnsFile(pictures: readonly IconPicture[]): Uint8Array {
  const parts = ICNS_KINDS.map(([kind, size]) => {
    const picture = pictures.find((one) => one.size === size);
    if (picture === undefined) throw new RangeError(`an .icns needs a picture of ${size} pixels`);
    return Buffer.concat([icnsHead(kind, picture.png.length), picture.png]);
  });
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([icnsHead('icns', length), ...parts]);
}

function icnsHead(kind: string, length: number): Buffer {
  const head = Buffer.alloc(ICNS_HEAD);
  head.write(kind, 'latin1');
  head.writeUInt32BE(ICNS_HEAD + length, 4);
  return head;
}
