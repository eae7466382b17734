import type { NormPoint } from '../../../domain/geometry/points.ts';
import type { LineShape, Shape, ZoneShape } from '../drawing/shapes.ts';
import type { ScreenPoint, ViewTransform } from '../geometry/view-transform.ts';

/** What the person did, already told in picture and screen space. `cancel` is Escape; `interrupt` is anything that takes the pointer away. */
export type ToolEvent =
  | { readonly type: 'down' | 'move' | 'up'; readonly point: NormPoint; readonly screen: ScreenPoint }
  | { readonly type: 'double'; readonly point: NormPoint; readonly screen: ScreenPoint }
  | { readonly type: 'key'; readonly key: string; readonly shift: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'interrupt' };

/** One interaction state; each has its own file and answers every event. */
export type ToolState =
  | { readonly at: 'idle' }
  | {
      readonly at: 'pointing-shape';
      readonly shape: Shape;
      readonly downScreen: ScreenPoint;
      readonly downPoint: NormPoint;
    }
  | { readonly at: 'moving-shape'; readonly original: Shape; readonly preview: Shape; readonly downPoint: NormPoint }
  | { readonly at: 'dragging-handle'; readonly original: Shape; readonly preview: Shape; readonly index: number }
  | { readonly at: 'line-ready' }
  | { readonly at: 'drawing-line'; readonly from: NormPoint; readonly to: NormPoint; readonly downScreen: ScreenPoint }
  | { readonly at: 'zone-ready' }
  | { readonly at: 'drawing-zone'; readonly points: readonly NormPoint[]; readonly pointer: NormPoint };

export interface ToolContext {
  readonly view: ViewTransform;
  readonly shapes: readonly Shape[];
  readonly selectedId: string | null;
  readonly makeLine: (from: NormPoint, to: NormPoint) => LineShape;
  readonly makeZone: (points: readonly NormPoint[]) => ZoneShape;
}

/** What a step asks of the owner of the drawings. Previews are no effects: they live in the state and vanish with it. */
export type ToolEffect =
  | { readonly type: 'select'; readonly id: string | null }
  | { readonly type: 'put'; readonly shape: Shape }
  | { readonly type: 'ask-remove'; readonly id: string }
  | { readonly type: 'refused'; readonly problem: 'line-too-short' | 'crosses-itself' | 'too-few-points' }
  | { readonly type: 'tool'; readonly tool: ToolName };

export type ToolName = 'select' | 'line' | 'zone';

export interface ToolStep {
  readonly state: ToolState;
  readonly effects: readonly ToolEffect[];
}

/** Pointer travel below this is a click, not a drag. */
export const DRAG_STARTS_AT = 4;
export const IDLE: ToolState = { at: 'idle' };

export function stay(state: ToolState): ToolStep {
  return { state, effects: [] };
}

export function go(state: ToolState, ...effects: readonly ToolEffect[]): ToolStep {
  return { state, effects };
}

export function firstState(tool: ToolName): ToolState {
  if (tool === 'line') return { at: 'line-ready' };
  return tool === 'zone' ? { at: 'zone-ready' } : IDLE;
}
