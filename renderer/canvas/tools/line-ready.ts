import { IDLE, go, stay } from './tool.ts';
import type { ToolEvent, ToolStep } from './tool.ts';

/** The line tool is in hand; the next press sets the line's first end. */
export function onLineReady(event: ToolEvent): ToolStep {
  if (event.type === 'down') {
    return stay({ at: 'drawing-line', from: event.point, to: event.point, downScreen: event.screen });
  }
  if (event.type === 'cancel') return go(IDLE, { type: 'tool', tool: 'select' });
  return stay({ at: 'line-ready' });
}
