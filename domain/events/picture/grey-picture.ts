/** Pictures are judged this small; whole numbers, so that a checkpoint holds them exactly. */
export const GREY_WIDTH = 96;

/** A small grey picture: 64 times the mean brightness (0 to 255) of each cell, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly cells: Uint16Array;
}

export const GREY_SCALE = 64;

/** The height of the small picture of a large one. */
export function greyHeight(width: number, height: number): number {
  return Math.max(8, Math.round((GREY_WIDTH * height) / width));
}

/**
 * Shrinks a frame by the mean of every cell. Planar YUV begins with its brightness; packed colours have three bytes a pixel,
 * of which green says most. Null where the bytes are neither.
 */
export function greyOf(raw: Uint8Array, width: number, height: number): GreyPicture | null {
  const pixels = width * height;
  const isPacked = raw.length === pixels * 3;
  if (!isPacked && raw.length !== Math.floor(pixels * 1.5)) return null;
  const [columns, rows] = [GREY_WIDTH, greyHeight(width, height)];
  if (width < columns || height < rows) return null;
  const cells = new Uint16Array(columns * rows);
  const [step, offset] = isPacked ? [3, 1] : [1, 0];
  for (let row = 0; row < rows; row += 1) {
    const [top, bottom] = [Math.floor((row * height) / rows), Math.floor(((row + 1) * height) / rows)];
    for (let column = 0; column < columns; column += 1) {
      const [left, right] = [Math.floor((column * width) / columns), Math.floor(((column + 1) * width) / columns)];
      let sum = 0;
      let count = 0;
      // Every second pixel and line says the same, at a quarter of the cost.
      for (let y = top; y < bottom; y += 2)
        for (let x = left; x < right; x += 2) {
          sum += raw[(y * width + x) * step + offset] ?? 0;
          count += 1;
        }
      cells[row * columns + column] = Math.round((GREY_SCALE * sum) / Math.max(1, count));
    }
  }
  return { width: columns, height: rows, cells };
}

/** Numbers of 16 bits as text, four letters each. */
export function cellsToText(cells: Uint16Array): string {
  let text = '';
  for (const value of cells) text += value.toString(16).padStart(4, '0');
  return text;
}

/** The numbers of such a text; null where it has another length. */
export function cellsFromText(text: unknown, length: number): Uint16Array | null {
  if (typeof text !== 'string' || text.length !== length * 4 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint16Array.from({ length }, (_, at) => Number.parseInt(text.slice(at * 4, at * 4 + 4), 16));
}
