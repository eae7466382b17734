import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { clamp01, fitPicture, toNorm, toScreen } from '../../../../../renderer/canvas/geometry/view-transform.ts';

describe('where a picture lies on its canvas', () => {
  it.each([
    ['a wide picture on a square canvas has bars above and below', [1600, 900], [800, 800], [0, 175, 800, 450]],
    ['a square picture on a wide canvas has bars at the sides', [500, 500], [800, 400], [200, 0, 400, 400]],
    ['a picture of the same form fills the canvas', [640, 360], [1280, 720], [0, 0, 1280, 720]],
  ] as const)('%s', (_name, [pictureWidth, pictureHeight], [width, height], [left, top, w, h]) => {
    const view = fitPicture({ width: pictureWidth, height: pictureHeight }, { width, height });
    expect(view).toEqual({ left, top, width: w, height: h });
  });

  it('fills the canvas while the size of the picture is not known', () => {
    expect(fitPicture({ width: 0, height: 0 }, { width: 10, height: 20 })).toEqual({
      left: 0,
      top: 0,
      width: 10,
      height: 20,
    });
  });

  it('leads from the picture to the screen and back to the same point', () => {
    const view = fitPicture({ width: 1920, height: 1080 }, { width: 731, height: 612 });
    const back = toNorm(view, toScreen(view, normPoint(0.31, 0.77)));
    expect(back.x).toBeCloseTo(0.31, 10);
    expect(back.y).toBeCloseTo(0.77, 10);
  });

  it('takes the nearest point of the edge for a pointer beside the picture', () => {
    const view = fitPicture({ width: 100, height: 100 }, { width: 300, height: 100 });
    expect(toNorm(view, { x: 20, y: 250 })).toEqual({ x: 0, y: 1 });
  });

  it('never lets a broken number into a drawing', () => {
    expect([clamp01(Number.NaN), clamp01(-1), clamp01(2), clamp01(0.4)]).toEqual([0, 0, 1, 0.4]);
  });
});
