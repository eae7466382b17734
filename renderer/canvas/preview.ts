import { newLine, newZone } from './drawing/shapes.ts';
import type { Shape } from './drawing/shapes.ts';
import type { ToolState } from './tools/tool.ts';

/** The shapes as they are to be painted while a tool is in the middle of something. */
export function shapesWithPreview(shapes: readonly Shape[], state: ToolState): readonly Shape[] {
  switch (state.at) {
    case 'moving-shape':
    case 'dragging-handle':
      return shapes.map((shape) => (shape.id === state.original.id ? state.preview : shape));
    case 'drawing-line':
      return [...shapes, newLine('preview', '…', state.from, state.to)];
    case 'drawing-zone':
      return [...shapes, newZone('preview', '…', [...state.points, state.pointer])];
    default:
      return shapes;
  }
}
