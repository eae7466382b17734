import type { NormPoint } from '../../../domain/geometry/points.ts';
import { flipLine, insertPoint, moveShape, pointsOf } from '../drawing/shapes.ts';
import type { Shape } from '../drawing/shapes.ts';
import { hitTest } from '../geometry/hit-test.ts';
import type { Hit } from '../geometry/hit-test.ts';
import type { ScreenPoint } from '../geometry/view-transform.ts';
import { IDLE, go, stay } from './tool.ts';
import type { ToolContext, ToolEvent, ToolStep } from './tool.ts';

const NUDGE = 0.002;
const BIG_NUDGE = 0.02;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Nothing is going on: a press picks a handle or a shape, keys act on what is selected. */
export function onIdle(event: ToolEvent, context: ToolContext): ToolStep {
  if (event.type === 'down') return pressed(event.point, event.screen, context);
  if (event.type === 'cancel') return go(IDLE, { type: 'select', id: null });
  return event.type === 'key' ? keyed(event.key, event.shift, context) : stay(IDLE);
}

function pressed(point: NormPoint, screen: ScreenPoint, context: ToolContext): ToolStep {
  const targets = context.shapes.map((one) => ({ id: one.id, closed: one.kind === 'zone', points: pointsOf(one) }));
  const hit = hitTest(context.view, targets, context.selectedId, screen);
  const shape = context.shapes.find((one) => one.id === hit?.id);
  if (hit === null || shape === undefined) return go(IDLE, { type: 'select', id: null });
  return picked(hit, shape, point, screen);
}

function picked(hit: Hit, shape: Shape, point: NormPoint, screen: ScreenPoint): ToolStep {
  if (hit.part === 'handle') {
    return stay({ at: 'dragging-handle', original: shape, preview: shape, index: hit.index });
  }
  if (hit.part === 'edge-middle' && shape.kind === 'zone') {
    return stay({
      at: 'dragging-handle',
      original: shape,
      preview: insertPoint(shape, hit.index),
      index: hit.index + 1,
    });
  }
  return go({ at: 'pointing-shape', shape, downScreen: screen, downPoint: point }, { type: 'select', id: shape.id });
}

function keyed(key: string, shift: boolean, context: ToolContext): ToolStep {
  const shape = context.shapes.find((one) => one.id === context.selectedId);
  if (shape === undefined) return stay(IDLE);
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    const step = shift ? BIG_NUDGE : NUDGE;
    return go(IDLE, { type: 'put', shape: moveShape(shape, arrow[0] * step, arrow[1] * step) });
  }
  if (key === 'Delete' || key === 'Backspace') return go(IDLE, { type: 'ask-remove', id: shape.id });
  if (key.toLowerCase() === 'f' && shape.kind === 'line') return go(IDLE, { type: 'put', shape: flipLine(shape) });
  return stay(IDLE);
}
