import { expect, it } from 'vitest';
import { visiblePixels } from '../../../../simulator/render/picture/visible-pixels.ts';

it('counts the pixels of each body and says where they are seen', () => {
  const pixels = new Uint8Array(4 * 3 * 4);
  // Rows come from the bottom up: row 0 of the picture is the last one here.
  const put = (column: number, row: number, number: number): void => {
    pixels[((2 - row) * 4 + column) * 4] = number & 255;
    pixels[((2 - row) * 4 + column) * 4 + 1] = number >> 8;
  };
  put(1, 0, 1);
  put(2, 1, 1);
  put(3, 2, 300);
  const places = new Float32Array(24);
  for (let row = 0; row < 3; row += 1)
    for (let column = 0; column < 4; column += 1) places.set([column * 10, row * 10], (row * 4 + column) * 2);
  const found = visiblePixels(pixels, { width: 4, height: 3 }, places);
  expect([...found]).toEqual([
    [1, { count: 2, left: 10, top: 0, right: 20, bottom: 10 }],
    [300, { count: 1, left: 30, top: 20, right: 30, bottom: 20 }],
  ]);
});
