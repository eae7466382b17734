import { onDraggingHandle } from './dragging-handle.ts';
import { onDrawingLine } from './drawing-line.ts';
import { onDrawingZone } from './drawing-zone.ts';
import { onIdle } from './idle.ts';
import { onLineReady } from './line-ready.ts';
import { onMovingShape } from './moving-shape.ts';
import { onPointingShape } from './pointing-shape.ts';
import type { ToolContext, ToolEvent, ToolState, ToolStep } from './tool.ts';
import { onZoneReady } from './zone-ready.ts';

/** Hands an event to the state that is on. */
export function stepTool(state: ToolState, event: ToolEvent, context: ToolContext): ToolStep {
  switch (state.at) {
    case 'idle':
      return onIdle(event, context);
    case 'pointing-shape':
      return onPointingShape(state, event);
    case 'moving-shape':
      return onMovingShape(state, event);
    case 'dragging-handle':
      return onDraggingHandle(state, event);
    case 'line-ready':
      return onLineReady(event);
    case 'drawing-line':
      return onDrawingLine(state, event, context);
    case 'zone-ready':
      return onZoneReady(event);
    case 'drawing-zone':
      return onDrawingZone(state, event, context);
  }
}
