import { describe, expect, it } from 'vitest';
import { placeTags, type TagWish } from '../../../../../renderer/canvas/layers/place-tags.ts';

const CANVAS = { width: 600, height: 340 };
const wish = (left: number, top: number, width: number, height: number, must = false): TagWish => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
  textWidth: 50,
  must,
});

describe('the place of a label', () => {
  it('is over its box', () => {
    expect(placeTags([wish(100, 100, 60, 40)], CANVAS)).toEqual([{ x: 100, y: 91 }]);
  });

  it('stays inside the canvas at every edge', () => {
    expect(placeTags([wish(580, 0, 15, 20)], CANVAS)).toEqual([{ x: 549, y: 8 }]);
    expect(placeTags([wish(-20, 330, 40, 60)], CANVAS)).toEqual([{ x: 1, y: 321 }]);
  });

  it('moves under its box when a nearer vehicle has the place over it', () => {
    const [near, far] = placeTags([wish(100, 100, 80, 60), wish(110, 102, 40, 50)], CANVAS);
    expect(near).toEqual({ x: 100, y: 91 });
    expect(far).toEqual({ x: 110, y: 161 });
  });

  it('is given up when both places are taken', () => {
    const crowd = [wish(100, 100, 60, 60), wish(104, 100, 59, 60), wish(108, 100, 58, 60)];
    expect(placeTags(crowd, CANVAS).map((place) => place !== null)).toEqual([true, true, false]);
  });

  it('is never given up for the vehicle that is pointed at', () => {
    const crowd = [wish(100, 100, 60, 60), wish(104, 100, 59, 60), wish(108, 100, 58, 60, true)];
    const places = placeTags(crowd, CANVAS);
    expect(places[2]).toEqual({ x: 108, y: 91 });
  });

  it('never covers another label, whatever the crowd', () => {
    const crowd = Array.from({ length: 60 }, (_, n) => wish((n * 37) % 540, 40 + ((n * 53) % 220), 20 + (n % 30), 30));
    const shown = placeTags(crowd, CANVAS).filter((place) => place !== null);
    expect(shown.length).toBeGreaterThan(20);
    for (const [index, a] of shown.entries())
      for (const b of shown.slice(index + 1)) expect(Math.abs(a.x - b.x) >= 50 || Math.abs(a.y - b.y) >= 16).toBe(true);
  });
});
