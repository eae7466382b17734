import { describe, expect, it } from 'vitest';
import { axesOf, focalLength, strongestBend, toPicture } from '../../../../simulator/camera/camera.ts';
import type { Camera } from '../../../../simulator/camera/camera.ts';
import { bentPlaces, straightPicture } from '../../../../simulator/render/picture/lens.ts';

const CAMERA: Camera = {
  position: { x: 0, y: 0, z: 8 },
  ...{ yaw: 0.4, pitch: 0.3, roll: 0.02, verticalFov: 0.9, k1: -0.1, width: 64, height: 36 },
};

/** The point in space that a pixel of the straight picture looks at, 20 m ahead. */
function pointBehind(column: number, row: number) {
  const straight = straightPicture(CAMERA, 2);
  const focal = focalLength(CAMERA);
  const [scaleX, scaleY] = [CAMERA.width / straight.width, CAMERA.height / straight.height];
  const x = ((column + 0.5 - straight.width / 2) * straight.overscan * scaleX) / focal;
  const y = ((row + 0.5 - straight.height / 2) * straight.overscan * scaleY) / focal;
  const [right, down, ahead] = axesOf(CAMERA);
  const at = (axis: 0 | 1 | 2): number => 20 * (ahead[axis] + x * right[axis] + y * down[axis]);
  return { x: at(0), y: at(1), z: 8 + at(2) };
}

describe('the bent lens of a picture that is drawn straight', () => {
  it('says of every pixel where the camera shows it', () => {
    const straight = straightPicture(CAMERA, 2);
    const places = bentPlaces(CAMERA, straight);
    for (const [column, row] of [
      [0, 0],
      [straight.width - 1, 3],
      [40, straight.height - 1],
      [straight.width >> 1, straight.height >> 1],
    ] as const) {
      const seen = toPicture(CAMERA, pointBehind(column, row));
      const at = (row * straight.width + column) * 2;
      expect(places[at]).toBeCloseTo(seen?.u ?? NaN, 1);
      expect(places[at + 1]).toBeCloseTo(seen?.v ?? NaN, 1);
    }
  });

  it('is drawn wide enough to fill the corners', () => {
    const straight = straightPicture(CAMERA, 2);
    const places = bentPlaces(CAMERA, straight);
    expect(straight.overscan).toBeGreaterThan(1.02);
    expect(places[0]).toBeLessThan(1);
    expect(places[1]).toBeLessThan(1);
    // As strong a bend as the view allows still fills them.
    const strong = { ...CAMERA, k1: strongestBend(CAMERA) };
    expect(bentPlaces(strong, straightPicture(strong, 2))[0]).toBeLessThan(1);
    expect(straightPicture({ ...CAMERA, k1: 0 }, 1.5)).toEqual({ overscan: 1, width: 96, height: 54 });
  });
});
