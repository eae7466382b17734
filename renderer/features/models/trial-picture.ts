import { TRIAL_PICTURE } from '../../../domain/contracts/model-import.ts';

/** A picture to try models on: what is shown is to the pixel what they look at. */
export interface TrialPicture {
  readonly bitmap: ImageBitmap;
  readonly width: number;
  readonly height: number;
  /** Blue, green, red by pixel, row by row. */
  readonly pixels: Blob;
}

/** Opens a picture in any format that the browser knows, and makes it small enough. Rejects what is no picture. */
export async function openPicture(file: Blob): Promise<TrialPicture> {
  const source = await createImageBitmap(file);
  const ratio = Math.min(1, TRIAL_PICTURE.width / source.width, TRIAL_PICTURE.height / source.height);
  const width = Math.max(1, Math.round(source.width * ratio));
  const height = Math.max(1, Math.round(source.height * ratio));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no canvas');
  context.drawImage(source, 0, 0, width, height);
  source.close();
  const { data } = context.getImageData(0, 0, width, height);
  const bitmap = await createImageBitmap(new ImageData(data, width, height));
  return { bitmap, width, height, pixels: new Blob([blueGreenRed(data)]) };
}

export function blueGreenRed(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    pixels[to] = rgba[from + 2] ?? 0;
    pixels[to + 1] = rgba[from + 1] ?? 0;
    pixels[to + 2] = rgba[from] ?? 0;
  }
  return pixels;
}
