import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { fitPicture, toNorm, toScreen } from '../../../../../renderer/canvas/geometry/view-transform.ts';
import { MOST_ZOOM, WHOLE, panBy, zoomAt, zoomView } from '../../../../../renderer/canvas/geometry/zoom.ts';

const canvas = { width: 800, height: 600 };
/** 800 × 450, with bars above and below. */
const fit = fitPicture({ width: 1280, height: 720 }, canvas);

describe('an enlarged picture', () => {
  it('whole, lies as it would without', () => {
    expect(zoomView(fit, canvas, WHOLE)).toBe(fit);
  });

  it.each([
    [400, 300],
    [250, 260],
    [560, 350],
  ])('keeps what lies under the pointer at %i, %i', (x, y) => {
    const before = toNorm(fit, { x, y });
    const view = zoomView(fit, canvas, zoomAt(fit, canvas, WHOLE, { x, y }, 3));
    const after = toScreen(view, before);
    expect(after.x).toBeCloseTo(x, 6);
    expect(after.y).toBeCloseTo(y, 6);
  });

  it('is never larger than eight times and never smaller than whole', () => {
    let zoom = WHOLE;
    for (let step = 0; step < 30; step += 1) zoom = zoomAt(fit, canvas, zoom, { x: 10, y: 10 }, 1.5);
    expect(zoom.scale).toBe(MOST_ZOOM);
    for (let step = 0; step < 30; step += 1) zoom = zoomAt(fit, canvas, zoom, { x: 10, y: 10 }, 1 / 1.5);
    expect(zoom).toEqual(WHOLE);
  });

  it('cannot be pushed off the canvas, and what was pushed against the edge need not be pushed back', () => {
    const near = zoomAt(fit, canvas, WHOLE, { x: 400, y: 300 }, 2);
    const pushed = panBy(fit, canvas, panBy(fit, canvas, near, 5000, 5000), 5000, 5000);
    expect(zoomView(fit, canvas, pushed)).toMatchObject({ left: 0, top: 0 });
    const back = zoomView(fit, canvas, panBy(fit, canvas, pushed, -10, -10));
    expect([back.left, back.top]).toEqual([expect.closeTo(-10, 6), expect.closeTo(-10, 6)]);
  });

  it('is not moved while it is whole', () => {
    expect(panBy(fit, canvas, WHOLE, 50, 50)).toBe(WHOLE);
  });

  it('keeps its form, so that whatever lies over it fits at every size', () => {
    for (const factor of [1.2, 2, 5, 8]) {
      const view = zoomView(fit, canvas, zoomAt(fit, canvas, WHOLE, { x: 300, y: 200 }, factor));
      expect(view.width / view.height).toBeCloseTo(16 / 9, 6);
      const point = normPoint(0.3, 0.7);
      const back = toNorm(view, toScreen(view, point));
      expect(back.x).toBeCloseTo(point.x, 9);
      expect(back.y).toBeCloseTo(point.y, 9);
    }
  });
});
