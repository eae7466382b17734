import type { Point } from '../geometry/segments.ts';
import { DRAWING_COLOURS } from './palette.ts';

const FONT = '600 11px "Inter", "Segoe UI", "Noto Sans", system-ui, sans-serif';

/** A short text on a dark plate, readable on any picture. `at` is the left middle of the plate. */
export function paintTag(context: CanvasRenderingContext2D, at: Point, text: string, colour: string): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8;
  const y = Math.max(8, at.y);
  context.fillStyle = DRAWING_COLOURS.halo;
  context.fillRect(at.x - 1, y - 8, width, 16);
  context.fillStyle = colour;
  context.fillText(text, at.x + 3, y + 0.5);
}
