export { startDrawingEditor } from './drawing-editor.ts';
export type { DrawingEditor, EditorScene } from './drawing-editor.ts';
export { EMPTY_DRAFT, changesOf, stepDraft } from './drawing/draft.ts';
export type { Change, Draft, DraftAction } from './drawing/draft.ts';
export {
  flipLine,
  insertPoint,
  movePoint,
  moveShape,
  newLine,
  newZone,
  pointsOf,
  problemOf,
  removePoint,
} from './drawing/shapes.ts';
export type { AreaKind, LineShape, Shape, ShapeProblem, ZoneShape } from './drawing/shapes.ts';
export { movementCurve } from './geometry/movement-curve.ts';
export type { CurveEnd } from './geometry/movement-curve.ts';
export { startFramePainter } from './frame-painter.ts';
export type { FramePainter, LiveFrame, LiveLook } from './frame-painter.ts';
export { MOST_ZOOM, WHOLE, panBy, zoomAt } from './geometry/zoom.ts';
export type { Zoom } from './geometry/zoom.ts';
export type { PaintedTrack } from './layers/boxes-layer.ts';
export { classColour, zoneColour } from './layers/palette.ts';
export type { PaintedQueue } from './layers/queues-layer.ts';
export type { VehiclePath } from './layers/path-layer.ts';
export type { ShownWay } from './layers/ways-layer.ts';
export type { ZoneMarks } from './layers/zones-layer.ts';
export { LAYER_NAMES, USUAL_LAYERS } from './live-layers.ts';
export type { LayerName } from './live-layers.ts';
export type { ToolEffect, ToolName } from './tools/tool.ts';
