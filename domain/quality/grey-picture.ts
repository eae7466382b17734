/** A picture in its own form, as it comes from the decoder. */
export interface RawPicture {
  readonly raw: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly format: 'yuv420p' | 'bgr24';
}

/** Small enough to cost nothing, large enough that a vehicle changes it. */
export const GREY_WIDTH = 64;
/** See `GREY_WIDTH`. */
export const GREY_HEIGHT = 36;
/** So many samples across and down each cell: noise of single pixels does not matter. */
const SAMPLES = 3;

/** The picture in 64 × 36 shades of grey (0 to 255); null where it is not whole. */
export function greyPicture({ raw, width, height, format }: RawPicture): Float32Array | null {
  const bytes = format === 'yuv420p' ? 1 : 3;
  if (width < GREY_WIDTH || height < GREY_HEIGHT || raw.length < width * height * bytes) return null;
  const grey = new Float32Array(GREY_WIDTH * GREY_HEIGHT);
  for (let row = 0; row < GREY_HEIGHT; row += 1) {
    for (let column = 0; column < GREY_WIDTH; column += 1) {
      let sum = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
        const x = Math.floor(((column + ((sample % SAMPLES) + 0.5) / SAMPLES) * width) / GREY_WIDTH);
        const y = Math.floor(((row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * height) / GREY_HEIGHT);
        sum += shadeAt(raw, (y * width + x) * bytes, bytes);
      }
      grey[row * GREY_WIDTH + column] = sum / (SAMPLES * SAMPLES);
    }
  }
  return grey;
}

function shadeAt(raw: Uint8Array, at: number, bytes: 1 | 3): number {
  if (bytes === 1) return raw[at] ?? 0;
  return ((raw[at] ?? 0) + (raw[at + 1] ?? 0) + (raw[at + 2] ?? 0)) / 3;
}
