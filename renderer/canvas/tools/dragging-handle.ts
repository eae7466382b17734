import { movePoint, pointsOf, problemOf } from '../drawing/shapes.ts';
import { IDLE, go, stay } from './tool.ts';
import type { ToolEvent, ToolState, ToolStep } from './tool.ts';

type Dragging = Extract<ToolState, { at: 'dragging-handle' }>;

/** One end or corner follows the pointer. A form that the site would refuse snaps back and says why. */
export function onDraggingHandle(state: Dragging, event: ToolEvent): ToolStep {
  switch (event.type) {
    case 'move':
      return stay({ ...state, preview: movePoint(state.preview, state.index, event.point) });
    case 'up':
      return released(state);
    case 'cancel':
    case 'interrupt':
      return stay(IDLE);
    default:
      return stay(state);
  }
}

function released({ original, preview }: Dragging): ToolStep {
  const problem = problemOf(preview);
  if (problem === 'line-too-short' || problem === 'crosses-itself') return go(IDLE, { type: 'refused', problem });
  const moved = JSON.stringify(pointsOf(original)) !== JSON.stringify(pointsOf(preview));
  return moved ? go(IDLE, { type: 'put', shape: preview }) : stay(IDLE);
}
