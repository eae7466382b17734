import type { NormPoint } from '../../../domain/geometry/points.ts';
import { problemOf } from '../drawing/shapes.ts';
import { screenDistance } from '../geometry/view-transform.ts';
import { DRAG_STARTS_AT, IDLE, go, stay } from './tool.ts';
import type { ToolContext, ToolEvent, ToolState, ToolStep } from './tool.ts';

type Drawing = Extract<ToolState, { at: 'drawing-line' }>;

/** The second end follows the pointer. Press, drag and let go works, and so does click, move, click. */
export function onDrawingLine(state: Drawing, event: ToolEvent, context: ToolContext): ToolStep {
  switch (event.type) {
    case 'move':
      return stay({ ...state, to: event.point });
    case 'up':
      return screenDistance(event.screen, state.downScreen) < DRAG_STARTS_AT
        ? stay(state)
        : finished(state, event.point, context);
    case 'down':
    case 'double':
      return finished(state, event.point, context);
    case 'cancel':
    case 'interrupt':
      return stay({ at: 'line-ready' });
    case 'key':
      return stay(state);
  }
}

function finished(state: Drawing, to: NormPoint, context: ToolContext): ToolStep {
  const line = context.makeLine(state.from, to);
  if (problemOf(line) === 'line-too-short') {
    return go({ at: 'line-ready' }, { type: 'refused', problem: 'line-too-short' });
  }
  return go(IDLE, { type: 'put', shape: line }, { type: 'tool', tool: 'select' });
}
