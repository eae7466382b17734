import { describe, expect, it } from 'vitest';
import { normaliseBoxes, planInput } from '../../../../domain/detection/letterbox.ts';
import type { InputPlan, Resize } from '../../../../domain/detection/letterbox.ts';

const size = (width: number, height: number) => ({ width, height });
const PICTURES = [
  size(640, 360),
  size(768, 432),
  size(1920, 1080),
  size(704, 576),
  size(333, 777),
  size(17, 9),
  size(1, 1),
];
const INPUTS = [size(416, 416), size(640, 640), size(640, 352), size(448, 256), size(33, 65)];
const RESIZES: Resize[] = ['letterbox-topleft', 'letterbox-centre', 'stretch'];

/** A point of the picture in pixels of the input, as the picture is painted into it. */
const painted = ({ padX, padY, contentWidth, contentHeight, picture }: InputPlan, x: number, y: number) => ({
  x: padX + (x * contentWidth) / picture.width,
  y: padY + (y * contentHeight) / picture.height,
});

describe('laying a picture into a model’s input', () => {
  it.each([
    ['letterbox-topleft', 416, 234, 0, 0],
    ['letterbox-centre', 416, 234, 0, 91],
    ['stretch', 416, 416, 0, 0],
  ] as const)('%s of 640×360 into 416×416', (resize, contentWidth, contentHeight, padX, padY) => {
    const plan = planInput(size(640, 360), size(416, 416), resize);
    expect(plan).toMatchObject({ contentWidth, contentHeight, padX, padY });
  });

  it('goes there and back to the very pixel for every size and way', () => {
    for (const picture of PICTURES)
      for (const input of INPUTS)
        for (const resize of RESIZES) {
          const plan = planInput(picture, input, resize);
          for (const [x, y] of [
            [0, 0],
            [picture.width, picture.height],
            [picture.width / 3, picture.height / 7],
            [Math.floor(picture.width / 2) + 0.5, 0.5],
          ] as const) {
            const there = painted(plan, x, y);
            const back = Float32Array.of(there.x, there.y, there.x, there.y);
            normaliseBoxes(plan, back, 1);
            expect(Math.abs((back[0] ?? 0) * picture.width - x)).toBeLessThan(0.001);
            expect(Math.abs((back[1] ?? 0) * picture.height - y)).toBeLessThan(0.001);
          }
        }
  });

  it('keeps the content inside the input and its corners on whole pixels', () => {
    for (const picture of PICTURES)
      for (const input of INPUTS)
        for (const resize of RESIZES) {
          const plan = planInput(picture, input, resize);
          const corner = painted(plan, picture.width, picture.height);
          expect(corner).toEqual({ x: plan.padX + plan.contentWidth, y: plan.padY + plan.contentHeight });
          expect(corner.x).toBeLessThanOrEqual(input.width);
          expect(corner.y).toBeLessThanOrEqual(input.height);
          expect(Math.min(plan.contentWidth, plan.contentHeight)).toBeGreaterThanOrEqual(1);
        }
  });

  it('normalises boxes and cuts them at the picture’s edges', () => {
    const plan = planInput(size(640, 320), size(64, 64), 'letterbox-centre');
    const boxes = Float32Array.of(16, 24, 48, 40, -5, 0, 70, 64);
    normaliseBoxes(plan, boxes, 2);
    expect([...boxes]).toEqual([0.25, 0.25, 0.75, 0.75, 0, 0, 1, 1]);
  });
});
