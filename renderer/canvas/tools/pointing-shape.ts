import { moveShape } from '../drawing/shapes.ts';
import { screenDistance } from '../geometry/view-transform.ts';
import { DRAG_STARTS_AT, IDLE, stay } from './tool.ts';
import type { ToolEvent, ToolState, ToolStep } from './tool.ts';

type Pointing = Extract<ToolState, { at: 'pointing-shape' }>;

/** A shape was pressed; whether this is a click or the start of a move is not known yet. */
export function onPointingShape(state: Pointing, event: ToolEvent): ToolStep {
  if (event.type !== 'move') return event.type === 'key' || event.type === 'down' ? stay(state) : stay(IDLE);
  if (screenDistance(event.screen, state.downScreen) < DRAG_STARTS_AT) return stay(state);
  const { downPoint, shape } = state;
  const preview = moveShape(shape, event.point.x - downPoint.x, event.point.y - downPoint.y);
  return stay({ at: 'moving-shape', original: shape, preview, downPoint });
}
