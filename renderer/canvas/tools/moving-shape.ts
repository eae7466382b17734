import { moveShape } from '../drawing/shapes.ts';
import { IDLE, go, stay } from './tool.ts';
import type { ToolEvent, ToolState, ToolStep } from './tool.ts';

type Moving = Extract<ToolState, { at: 'moving-shape' }>;

/** The whole shape follows the pointer; letting go keeps it, Escape puts it back. */
export function onMovingShape(state: Moving, event: ToolEvent): ToolStep {
  switch (event.type) {
    case 'move': {
      const preview = moveShape(state.original, event.point.x - state.downPoint.x, event.point.y - state.downPoint.y);
      return stay({ ...state, preview });
    }
    case 'up':
      return go(IDLE, { type: 'put', shape: state.preview });
    case 'cancel':
    case 'interrupt':
      return stay(IDLE);
    default:
      return stay(state);
  }
}
