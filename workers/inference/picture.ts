export type PixelFormat = 'yuv420p' | 'bgr24';

/** One picture to look at. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
  readonly pixels: Uint8Array;
}

/** The bytes a picture must have. */
export function pictureBytes(format: PixelFormat, width: number, height: number): number {
  if (format === 'bgr24') return width * height * 3;
  return width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
}

/** A picture that is the same on every machine: blocks of colour with fine noise over them. */
export function noisePicture(width: number, height: number, seed: number): Picture {
  const pixels = new Uint8Array(width * height * 3);
  let state = seed * 2_654_435_761;
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    pixels[i] = ((Math.floor(i / 97) * 31 * seed) & 127) + ((state >>> 24) & 127);
  }
  return { width, height, format: 'bgr24', pixels };
}
