import type { NormPoint } from '../../../domain/geometry/points.ts';
import { MOST_POINTS, problemOf } from '../drawing/shapes.ts';
import { HANDLE_REACH } from '../geometry/hit-test.ts';
import { screenDistance, toScreen } from '../geometry/view-transform.ts';
import type { ScreenPoint } from '../geometry/view-transform.ts';
import { IDLE, go, stay } from './tool.ts';
import type { ToolContext, ToolEvent, ToolState, ToolStep } from './tool.ts';

type Drawing = Extract<ToolState, { at: 'drawing-zone' }>;

/** Each click sets a corner; the first corner, a double click or Enter closes the area; Backspace takes a corner back. */
export function onDrawingZone(state: Drawing, event: ToolEvent, context: ToolContext): ToolStep {
  switch (event.type) {
    case 'move':
      return stay({ ...state, pointer: event.point });
    case 'down':
      return cornerSet(state, event.point, event.screen, context);
    case 'double':
      return closed(state, context);
    case 'key':
      return keyed(state, event.key, context);
    case 'cancel':
      return stay({ at: 'zone-ready' });
    case 'up':
    case 'interrupt':
      return stay(state);
  }
}

function cornerSet(state: Drawing, point: NormPoint, screen: ScreenPoint, context: ToolContext): ToolStep {
  const near = (corner: NormPoint | undefined) =>
    corner !== undefined && screenDistance(toScreen(context.view, corner), screen) <= HANDLE_REACH;
  if (state.points.length >= 3 && near(state.points[0])) return closed(state, context);
  // The second press of a double click lands on the corner that the first one set.
  if (near(state.points.at(-1)) || state.points.length >= MOST_POINTS) return stay(state);
  return stay({ ...state, points: [...state.points, point], pointer: point });
}

function keyed(state: Drawing, key: string, context: ToolContext): ToolStep {
  if (key === 'Enter') return closed(state, context);
  if (key !== 'Backspace') return stay(state);
  const points = state.points.slice(0, -1);
  return stay(points.length === 0 ? { at: 'zone-ready' } : { ...state, points });
}

function closed(state: Drawing, context: ToolContext): ToolStep {
  const zone = context.makeZone(state.points);
  const problem = problemOf(zone);
  if (problem === 'too-few-points' || problem === 'crosses-itself') return go(state, { type: 'refused', problem });
  return go(IDLE, { type: 'put', shape: zone }, { type: 'tool', tool: 'select' });
}
