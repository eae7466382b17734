import type { Point } from '../geometry/segments.ts';
import { DRAWING_COLOURS } from './palette.ts';

const FONT = '600 11px "Inter", "Segoe UI", "Noto Sans", system-ui, sans-serif';

export function tagWidth(context: CanvasRenderingContext2D, text: string): number {
  context.font = FONT;
  return context.measureText(text).width + 8;
}

/** A short text on a dark plate, readable on any picture. `at` is the left middle of the plate. */
export function paintTag(context: CanvasRenderingContext2D, at: Point, text: string, colour: string): void {
  const width = tagWidth(context, text);
  context.textBaseline = 'middle';
  const y = Math.max(8, at.y);
  context.fillStyle = DRAWING_COLOURS.halo;
  context.fillRect(at.x, y - 8, width, 16);
  context.fillStyle = colour;
  context.fillText(text, at.x + 4, y + 0.5);
}
