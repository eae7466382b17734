import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RepeatWrapping,
  SRGBColorSpace,
} from 'three';
import { randomStream } from '../../world/random.ts';

/** Red, green, blue and alpha from 0 to 1. */
export type Pixel = readonly [red: number, green: number, blue: number, alpha?: number];

export interface TextureWish {
  readonly width: number;
  readonly height: number;
  /** Colours as screens show them, or plain factors that a material multiplies with. */
  readonly holds: 'colours' | 'factors';
}

/** A texture made pixel by pixel from the bottom left corner; it repeats in both directions. */
export function paintTexture(
  { width, height, holds }: TextureWish,
  paint: (x: number, y: number) => Pixel,
): DataTexture {
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [red, green, blue, alpha = 1] = paint(at % width, Math.floor(at / width));
    data.set(
      [red, green, blue, alpha].map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
      at * 4,
    );
  }
  const texture = new DataTexture(data, width, height);
  texture.colorSpace = holds === 'colours' ? SRGBColorSpace : NoColorSpace;
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/** Smooth chance over a square that repeats, from 0 to 1; `cells` is how many bumps lie side by side. */
export function tiledNoise(size: number, cells: number, name: string): (x: number, y: number) => number {
  const random = randomStream(cells, name);
  const grid = Float32Array.from({ length: cells * cells }, () => random.next());
  const value = (x: number, y: number): number => grid[(y % cells) * cells + (x % cells)] ?? 0;
  return (x, y) => {
    const [gx, gy] = [((x / size) * cells) % cells, ((y / size) * cells) % cells];
    const [ix, iy] = [Math.floor(gx), Math.floor(gy)];
    const [fx, fy] = [eased(gx - ix), eased(gy - iy)];
    const low = value(ix, iy) * (1 - fx) + value(ix + 1, iy) * fx;
    const high = value(ix, iy + 1) * (1 - fx) + value(ix + 1, iy + 1) * fx;
    return low * (1 - fy) + high * fy;
  };
}

/** Several of these over each other, each twice as fine and half as strong. */
export function layeredNoise(
  size: number,
  cells: number,
  layers: number,
  name: string,
): (x: number, y: number) => number {
  const all = Array.from({ length: layers }, (_, at) => tiledNoise(size, cells * 2 ** at, `${name} ${at}`));
  const whole = 2 - 2 ** (1 - layers);
  return (x, y) => all.reduce((sum, noise, at) => sum + noise(x, y) / 2 ** at, 0) / whole;
}

function eased(t: number): number {
  return t * t * (3 - 2 * t);
}
