import { Color } from 'three';
import type { Colour } from './surface.ts';

/** A colour as it is written for screens, in the linear light that geometry carries. */
export function linear(hex: string): Colour {
  const { r, g, b } = new Color(hex);
  return [r, g, b];
}

export function darker([r, g, b]: Colour, by: number): Colour {
  return [r * by, g * by, b * by];
}

/** Paint carries its colour in the material: geometry only says how dirty or shaded it is. */
export const CLEAN: Colour = [1, 1, 1];
export const DUSTY: Colour = [0.8, 0.79, 0.77];

export const RUBBER = linear('#232426');
export const PLASTIC = linear('#2a2c2f');
export const UNDERSIDE = linear('#121314');
export const GAP = linear('#0f1011');
export const STEEL = linear('#8c9094');
export const ALLOY = linear('#a9adb1');
export const CHASSIS = linear('#2c2e31');
export const WHITE = linear('#dfe0de');
export const PLATE = linear('#dcdcd4');
/** What lies behind glass; the sky in it comes from the material. */
export const GLASS = linear('#20272b');
export const DARK_GLASS = linear('#14181b');

export const LENS_CLEAR = linear('#c9ced2');
export const LENS_RED = linear('#8c1614');
export const LENS_AMBER = linear('#c47a1c');
export const LENS_BLUE = linear('#1c3f9c');

export const LIT_HEAD = linear('#fff6e2');
export const LIT_TAIL = linear('#a3120f');
export const LIT_BRAKE = linear('#ff2418');
export const LIT_AMBER = linear('#ffab2e');
export const LIT_BLUE = linear('#6fa0ff');
export const LIT_SIGN = linear('#ffb53c');
