import { describe, expect, it } from 'vitest';
import { placeWindow, routeOf, windowStatesSchema } from '../../../../electron/windows/window-state.ts';
import { display } from '../../../support/electron-double.ts';

const main = display(1);
const right = display(2, 1920);

describe('placing a window', () => {
  it.each([
    ['where it was', { x: 100, y: 50, width: 1200, height: 800 }],
    ['on the second display, where it was', { x: 2000, y: 50, width: 1200, height: 800 }],
    ['partly off the screen, as a person left it', { x: 1700, y: 500, width: 1200, height: 800 }],
  ])('%s', (_name, bounds) => expect(placeWindow(bounds, [main, right], main)).toEqual(bounds));

  it.each([
    ['its display is gone', { x: 2000, y: 50, width: 1200, height: 800 }],
    ['its title bar would be out of reach above', { x: 100, y: -500, width: 1200, height: 800 }],
    ['its title bar would be out of reach below', { x: 100, y: 1030, width: 1200, height: 800 }],
    ['only a sliver would be left', { x: 1900, y: 50, width: 1200, height: 800 }],
  ])('in the middle of the main display when %s', (_name, bounds) => {
    expect(placeWindow(bounds, [main], main)).toEqual({ x: 360, y: 120, width: 1200, height: 800 });
  });

  it('in the middle of the display that is asked for', () => {
    expect(placeWindow(null, [main, right], right)).toEqual({ x: 2160, y: 70, width: 1440, height: 900 });
  });

  it('never larger than the display', () => {
    const small = { id: 3, workArea: { x: 0, y: 0, width: 800, height: 480 } };
    expect(placeWindow(null, [small], small)).toEqual({ x: 0, y: 0, width: 800, height: 480 });
  });
});

describe('what is remembered', () => {
  const state = { bounds: { x: 0, y: 0, width: 9, height: 9 }, maximized: false, fullScreen: false, route: '#/live' };

  it.each([
    ['tcc://app/index.html#/camera/north-3', '#/camera/north-3'],
    ['tcc://app/index.html', ''],
    ['tcc://app/index.html#token=secret', ''],
    ['tcc://app/index.html#/a?b=<script>', ''],
    ['', ''],
  ])('of %s is the place %s', (address, expected) => expect(routeOf(address)).toBe(expected));

  it('is read back only when it makes sense', () => {
    expect(windowStatesSchema.safeParse([state]).success).toBe(true);
    expect(windowStatesSchema.safeParse([{ ...state, bounds: { x: 0 } }]).success).toBe(false);
    expect(windowStatesSchema.safeParse(Array(17).fill(state)).success).toBe(false);
    expect(windowStatesSchema.parse([{ ...state, route: 'https://evil.example' }])[0]?.route).toBe('');
  });
});
