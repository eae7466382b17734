import { describe, expect, it } from 'vitest';
import { createTensorFiller } from '../../../../workers/inference/tensor-fill.ts';
import type { TensorSpec } from '../../../../workers/inference/tensor-fill.ts';
import { noisePicture, pictureBytes } from '../../../../workers/inference/picture.ts';
import type { PixelFormat } from '../../../../workers/inference/picture.ts';

const SPEC: TensorSpec = {
  width: 8,
  height: 8,
  channelOrder: 'bgr',
  scale: 1,
  resize: 'stretch',
  padValue: 114,
};

function filled(pixels: Uint8Array, width: number, height: number, format: PixelFormat, spec: TensorSpec) {
  const tensor = new Float32Array(3 * spec.width * spec.height).fill(Number.NaN);
  createTensorFiller({ width, height }, format, spec).fill(pixels, tensor, 0);
  return tensor;
}

/** Plain and slow: the value of one channel at a place of the picture, edges held, half-pixel centres. */
function bilinear(at: (x: number, y: number) => number, x: number, y: number, width: number, height: number): number {
  const clamp = (value: number, top: number) => Math.min(Math.max(value, 0), top);
  const [sx, sy] = [clamp(x, width - 1), clamp(y, height - 1)];
  const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
  const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
  const [fx, fy] = [sx - x0, sy - y0];
  const top = at(x0, y0) * (1 - fx) + at(x1, y0) * fx;
  const bottom = at(x0, y1) * (1 - fx) + at(x1, y1) * fx;
  return top * (1 - fy) + bottom * fy;
}

/** BT.601, limited range, as the standard writes it. */
function toBgr(y: number, u: number, v: number): [number, number, number] {
  const cut = (value: number) => Math.min(Math.max(value, 0), 255);
  const luma = 1.164384 * (y - 16);
  return [
    cut(luma + 2.017232 * (u - 128)),
    cut(luma - 0.391762 * (u - 128) - 0.812968 * (v - 128)),
    cut(luma + 1.596027 * (v - 128)),
  ];
}

function yuvReader(pixels: Uint8Array, width: number, height: number) {
  const half = (width + 1) >> 1;
  const u = width * height;
  const v = u + half * ((height + 1) >> 1);
  const chroma = (start: number) => (x: number, y: number) => pixels[start + (y >> 1) * half + (x >> 1)] ?? 0;
  return { y: (x: number, y: number) => pixels[y * width + x] ?? 0, u: chroma(u), v: chroma(v) };
}

function noise(format: PixelFormat, width: number, height: number): Uint8Array {
  return noisePicture(width, height, 5).pixels.subarray(0, pictureBytes(format, width, height));
}

const SIZES = [
  [16, 16, 16, 16],
  [16, 12, 16, 16],
  [17, 11, 17, 11],
  [40, 22, 16, 16],
  [9, 7, 32, 24],
  [64, 36, 41, 41],
] as const;
const RESIZES = ['stretch', 'letterbox-topleft', 'letterbox-centre'] as const;

describe.each(['yuv420p', 'bgr24'] as const)('filling a tensor from %s', (format) => {
  it.each(SIZES)('of %d×%d for an input of %d×%d gives what the formulas give', (width, height, inWidth, inHeight) => {
    const pixels = noise(format, width, height);
    for (const resize of RESIZES) {
      const spec = { ...SPEC, width: inWidth, height: inHeight, resize };
      const tensor = filled(pixels, width, height, format, spec);
      const { plan } = createTensorFiller({ width, height }, format, spec);
      const yuv = yuvReader(pixels, width, height);
      const worst = [0, 0, 0].map((_, channel) => {
        let error = 0;
        for (let y = 0; y < inHeight; y += 1)
          for (let x = 0; x < inWidth; x += 1) {
            const found = tensor[channel * inWidth * inHeight + y * inWidth + x] ?? Number.NaN;
            const [cx, cy] = [x - plan.padX, y - plan.padY];
            const inside = cx >= 0 && cy >= 0 && cx < plan.contentWidth && cy < plan.contentHeight;
            const sx = ((cx + 0.5) * width) / plan.contentWidth - 0.5;
            const sy = ((cy + 0.5) * height) / plan.contentHeight - 0.5;
            const look = (at: (x: number, y: number) => number) => bilinear(at, sx, sy, width, height);
            const seen =
              format === 'bgr24'
                ? look((px, py) => pixels[(py * width + px) * 3 + channel] ?? 0)
                : (toBgr(look(yuv.y), look(yuv.u), look(yuv.v))[channel] ?? 0);
            const difference = Math.abs(found - (inside ? seen : 114));
            error = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(error, difference);
          }
        return error;
      });
      // The straight path from luma and chroma works in quarters of a grey level.
      for (const error of worst) expect(error).toBeLessThan(format === 'yuv420p' ? 0.4 : 0.001);
    }
  });
});

describe('what a model wants of its planes', () => {
  const red = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i % 3 === 2 ? 200 : 10));
  const firsts = (tensor: Float32Array) => [0, 1, 2].map((plane) => tensor[plane * 64] ?? Number.NaN);

  it('puts blue or red first', () => {
    expect(firsts(filled(red, 8, 8, 'bgr24', SPEC))).toEqual([10, 10, 200]);
    expect(firsts(filled(red, 8, 8, 'bgr24', { ...SPEC, channelOrder: 'rgb' }))).toEqual([200, 10, 10]);
  });

  it('scales, subtracts means and divides by deviations in the order of the planes, the padding too', () => {
    const change = { scale: 1 / 255, mean: [0.5, 0.4, 0.3], std: [0.1, 0.2, 0.5], channelOrder: 'rgb' } as const;
    const spec = { ...SPEC, ...change, width: 8, height: 16, resize: 'letterbox-topleft' } as const;
    const tensor = filled(red, 8, 8, 'bgr24', spec);
    const at = (plane: number, row: number) => tensor[plane * 128 + row * 8] ?? Number.NaN;
    expect(at(0, 0)).toBeCloseTo((200 / 255 - 0.5) / 0.1, 5);
    expect(at(1, 0)).toBeCloseTo((10 / 255 - 0.4) / 0.2, 5);
    expect(at(2, 15)).toBeCloseTo((114 / 255 - 0.3) / 0.5, 5);
  });

  it.each(['yuv420p', 'bgr24'] as const)(
    'never gives a value that is no number, whatever the bytes of %s',
    (format) => {
      const pixels = Uint8Array.from({ length: pictureBytes(format, 256, 256) }, (_, i) => (i % 5 < 2 ? 0 : 255));
      const tensor = filled(pixels, 256, 256, format, { ...SPEC, width: 256, height: 256 });
      expect(tensor.every((value) => value >= 0 && value <= 255)).toBe(true);
    },
  );

  it('writes only its own image of a batch', () => {
    const tensor = new Float32Array(3 * 3 * 64).fill(-1);
    createTensorFiller({ width: 8, height: 8 }, 'bgr24', SPEC).fill(red, tensor, 3 * 64);
    expect(tensor.subarray(0, 192).every((value) => value === -1)).toBe(true);
    expect(tensor.subarray(192, 384).every((value) => value >= 0)).toBe(true);
    expect(tensor.subarray(384).every((value) => value === -1)).toBe(true);
  });
});
