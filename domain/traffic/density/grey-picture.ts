/** A small picture of brightness only, row by row, 0 to 255. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A picture made smaller by the mean of what falls into each pixel; `bright` holds its brightness row by row. */
export function shrunk(bright: Uint8Array, width: number, height: number, toWidth: number): GreyPicture {
  const smallWidth = Math.min(width, toWidth);
  const smallHeight = Math.max(1, Math.round((height * smallWidth) / width));
  const pixels = new Uint8Array(smallWidth * smallHeight);
  for (let row = 0; row < smallHeight; row += 1) {
    const [top, bottom] = spanOf(row, smallHeight, height);
    for (let column = 0; column < smallWidth; column += 1) {
      const [left, right] = spanOf(column, smallWidth, width);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += bright[y * width + x] ?? 0;
      pixels[row * smallWidth + column] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width: smallWidth, height: smallHeight, pixels };
}

function spanOf(at: number, of: number, length: number): readonly [from: number, to: number] {
  const from = Math.floor((at * length) / of);
  return [from, Math.max(from + 1, Math.floor(((at + 1) * length) / of))];
}
