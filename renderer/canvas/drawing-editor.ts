import type { Shape } from './drawing/shapes.ts';
import { pointsOf } from './drawing/shapes.ts';
import { hitTest } from './geometry/hit-test.ts';
import { fitPicture, toNorm } from './geometry/view-transform.ts';
import type { ScreenPoint, Size, ViewTransform } from './geometry/view-transform.ts';
import { paintHandles } from './layers/handles-layer.ts';
import { paintLines } from './layers/lines-layer.ts';
import type { LineLook } from './layers/lines-layer.ts';
import { paintPath } from './layers/path-layer.ts';
import type { VehiclePath } from './layers/path-layer.ts';
import { paintWays } from './layers/ways-layer.ts';
import type { ShownWay } from './layers/ways-layer.ts';
import { paintZones } from './layers/zones-layer.ts';
import type { ZoneMarks } from './layers/zones-layer.ts';
import { shapesWithPreview } from './preview.ts';
import { stepTool } from './tools/step-tool.ts';
import { IDLE, firstState } from './tools/tool.ts';
import type { ToolContext, ToolEffect, ToolEvent, ToolName, ToolState } from './tools/tool.ts';

/** What the owner of the drawings tells the editor; every change paints once. */
export interface EditorScene {
  readonly picture: Size;
  readonly shapes: readonly Shape[];
  readonly selectedId: string | null;
  readonly tool: ToolName;
  readonly editable: boolean;
  readonly path: VehiclePath | null;
  readonly ways: readonly ShownWay[];
  readonly inNameOf: LineLook['inNameOf'];
  readonly zoneMarks: ZoneMarks;
}

export interface DrawingEditorOptions {
  readonly makeLine: ToolContext['makeLine'];
  readonly makeZone: ToolContext['makeZone'];
  readonly onEffect: (effect: ToolEffect) => void;
}

export interface DrawingEditor {
  readonly update: (scene: EditorScene) => void;
  readonly resize: (size: Size, pixelRatio: number) => void;
  readonly stop: () => void;
}

const EMPTY: EditorScene = {
  picture: { width: 16, height: 9 },
  shapes: [],
  selectedId: null,
  tool: 'select',
  editable: false,
  path: null,
  ways: [],
  inNameOf: (line) => line.inName,
  zoneMarks: new Map(),
};

/** Binds pointer and keys of one canvas to the tools and paints the drawings; knows no framework. */
export function startDrawingEditor(canvas: HTMLCanvasElement, options: DrawingEditorOptions): DrawingEditor {
  const context = canvas.getContext('2d');
  const stopping = new AbortController();
  let scene = EMPTY;
  let size: Size = { width: 1, height: 1 };
  let ratio = 1;
  let state: ToolState = IDLE;

  const view = (): ViewTransform => fitPicture(scene.picture, size);

  function send(event: ToolEvent): void {
    if (!scene.editable) return;
    const { makeLine, makeZone } = options;
    const { shapes, selectedId } = scene;
    const step = stepTool(state, event, { view: view(), shapes, selectedId, makeLine, makeZone });
    state = step.state;
    for (const effect of step.effects) options.onEffect(effect);
    paint();
  }

  function paint(): void {
    if (context === null) return;
    canvas.dataset['state'] = state.at;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    paintScene(context, scene, state, view());
  }

  listen(canvas, stopping.signal, view, send, () => state);
  canvas.addEventListener('pointermove', (event) => showCursor(canvas, scene, state, view(), event), {
    signal: stopping.signal,
  });

  return {
    update: (next) => {
      if (next.tool !== scene.tool) state = firstState(next.tool);
      scene = next;
      paint();
    },
    resize: (next, pixelRatio) => {
      size = next;
      ratio = pixelRatio;
      canvas.width = Math.max(1, Math.round(next.width * pixelRatio));
      canvas.height = Math.max(1, Math.round(next.height * pixelRatio));
      paint();
    },
    stop: () => stopping.abort(),
  };
}

function paintScene(
  context: CanvasRenderingContext2D,
  scene: EditorScene,
  state: ToolState,
  view: ViewTransform,
): void {
  const shapes = shapesWithPreview(scene.shapes, state);
  const zones = shapes.filter((shape) => shape.kind === 'zone');
  const lines = shapes.filter((shape) => shape.kind === 'line');
  paintZones(context, zones, view, scene.selectedId, scene.zoneMarks);
  paintLines(context, lines, view, scene);
  paintWays(context, scene.ways, view);
  if (scene.path !== null) paintPath(context, scene.path, view);
  const selected = shapes.find((shape) => shape.id === scene.selectedId);
  if (selected !== undefined && scene.editable) paintHandles(context, selected, view);
}

function screenPoint(canvas: HTMLCanvasElement, event: PointerEvent | MouseEvent): ScreenPoint {
  const bounds = canvas.getBoundingClientRect();
  return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
}

const TOOL_KEYS = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Delete',
  'Backspace',
  'Enter',
  'f',
  'F',
]);

function listen(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  view: () => ViewTransform,
  send: (event: ToolEvent) => void,
  stateNow: () => ToolState,
): void {
  const at = (event: PointerEvent | MouseEvent) => {
    const screen = screenPoint(canvas, event);
    return { screen, point: toNorm(view(), screen) };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    send({ type: 'down', ...at(event) });
  };
  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', (event) => send({ type: 'move', ...at(event) }), { signal });
  canvas.addEventListener('pointerup', (event) => send({ type: 'up', ...at(event) }), { signal });
  canvas.addEventListener('dblclick', (event) => send({ type: 'double', ...at(event) }), { signal });
  canvas.addEventListener('pointercancel', () => send({ type: 'interrupt' }), { signal });
  const keyed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      // Escape leaves the page's own meaning alone when the editor has nothing to cancel.
      if (stateNow().at !== 'idle') event.stopPropagation();
      send({ type: 'cancel' });
    } else if (TOOL_KEYS.has(event.key)) {
      event.preventDefault();
      send({ type: 'key', key: event.key, shift: event.shiftKey });
    }
  };
  canvas.addEventListener('keydown', keyed, { signal });
}

function showCursor(
  canvas: HTMLCanvasElement,
  scene: EditorScene,
  state: ToolState,
  view: ViewTransform,
  event: PointerEvent,
): void {
  canvas.style.cursor = cursorFor(canvas, scene, state, view, event);
}

function cursorFor(
  canvas: HTMLCanvasElement,
  scene: EditorScene,
  state: ToolState,
  view: ViewTransform,
  event: PointerEvent,
): string {
  if (!scene.editable) return 'default';
  if (state.at === 'moving-shape' || state.at === 'dragging-handle') return 'grabbing';
  if (state.at !== 'idle') return state.at === 'pointing-shape' ? 'grab' : 'crosshair';
  const targets = scene.shapes.map((one) => ({ id: one.id, closed: one.kind === 'zone', points: pointsOf(one) }));
  const hit = hitTest(view, targets, scene.selectedId, screenPoint(canvas, event));
  if (hit === null) return 'default';
  return hit.part === 'edge-middle' ? 'copy' : 'grab';
}
