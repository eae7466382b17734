import { planInput } from '../../domain/detection/letterbox.ts';
import type { InputPlan, Resize, Size } from '../../domain/detection/letterbox.ts';
import type { ChannelTarget, ColourTargets } from './colour-targets.ts';
import { createBgrPainter } from './paint-bgr.ts';
import { createYuvPainter } from './paint-yuv.ts';
import type { PixelFormat } from './picture.ts';

/** What a model wants in its input tensor: planes in this order, each value `pixel · scale`, less a mean, by a deviation. */
export interface TensorSpec extends Size {
  readonly channelOrder: 'bgr' | 'rgb';
  readonly scale: number;
  /** In the order of the planes; absent: nothing is subtracted, nothing divided. */
  readonly mean?: readonly number[] | undefined;
  readonly std?: readonly number[] | undefined;
  readonly resize: Resize;
  /** The grey around a letterboxed picture, 0..255. */
  readonly padValue: number;
}

/** Turns pictures of one size and format into one image of a tensor. */
export interface TensorFiller {
  readonly plan: InputPlan;
  fill(pixels: Uint8Array, into: Float32Array, base: number): void;
}

export function createTensorFiller(picture: Size, format: PixelFormat, spec: TensorSpec): TensorFiller {
  const plan = planInput(picture, spec, spec.resize);
  const colours = colourTargets(spec);
  const paint = format === 'bgr24' ? createBgrPainter(plan, colours) : createYuvPainter(plan, colours);
  const padded = plan.contentWidth < spec.width || plan.contentHeight < spec.height;
  return {
    plan,
    fill(pixels, into, base) {
      if (padded)
        for (const colour of [colours.red, colours.green, colours.blue]) pad(plan, colour, spec.padValue, into, base);
      paint(pixels, into, base);
    },
  };
}

function colourTargets(spec: TensorSpec): ColourTargets {
  const target = (index: number): ChannelTarget => {
    const std = spec.std?.[index] ?? 1;
    return {
      plane: index * spec.width * spec.height,
      gain: spec.scale / std,
      offset: -(spec.mean?.[index] ?? 0) / std,
    };
  };
  const [first, green, last] = [target(0), target(1), target(2)];
  return spec.channelOrder === 'bgr' ? { blue: first, green, red: last } : { red: first, green, blue: last };
}

function pad(plan: InputPlan, colour: ChannelTarget, grey: number, into: Float32Array, base: number): void {
  const { width, height } = plan.input;
  const value = grey * colour.gain + colour.offset;
  const start = base + colour.plane;
  const bottom = plan.padY + plan.contentHeight;
  const right = plan.padX + plan.contentWidth;
  into.fill(value, start, start + plan.padY * width);
  into.fill(value, start + bottom * width, start + height * width);
  if (plan.contentWidth === width) return;
  for (let y = plan.padY; y < bottom; y += 1) {
    const row = start + y * width;
    into.fill(value, row, row + plan.padX);
    into.fill(value, row + right, row + width);
  }
}
