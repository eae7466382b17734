import { fitPicture } from './geometry/view-transform.ts';
import type { ScreenPoint, Size, ViewTransform } from './geometry/view-transform.ts';
import { WHOLE, zoomView } from './geometry/zoom.ts';
import type { Zoom } from './geometry/zoom.ts';
import type { Shape } from './drawing/shapes.ts';
import type { PaintedTrack } from './layers/boxes-layer.ts';
import { paintPicture } from './layers/picture-layer.ts';
import type { PaintedQueue } from './layers/queues-layer.ts';
import { followTrails } from './layers/trails.ts';
import type { Trails } from './layers/trails.ts';
import { USUAL_LAYERS, paintLayers } from './live-layers.ts';
import type { LayerName, LiveScene } from './live-layers.ts';

/** A decoded frame with the tracks of exactly this frame. Whoever keeps it holds it and lets it go again. */
export interface LiveFrame {
  readonly picture: ImageBitmap;
  readonly frameId: number;
  readonly sessionId: string;
  readonly utcUs: number;
  readonly tracks: readonly PaintedTrack[] | null;
  readonly queues?: readonly PaintedQueue[];
  readonly hold: () => void;
  readonly release: () => void;
}

export interface FramePainterOptions extends Pick<LiveScene, 'nameOf' | 'speedOf' | 'queueOf' | 'labelsFrom'> {
  readonly inNameOf?: LiveScene['inNameOf'];
  /** What the pointer moves over when it points at a vehicle: the canvas may lie under a link or another canvas. */
  readonly pointerArea: HTMLElement;
}

/** What is looked at, and what lies over it. */
export interface LiveLook {
  readonly zoom: Zoom;
  readonly layers: ReadonlySet<LayerName>;
  readonly shapes: readonly Shape[];
}

const USUAL_LOOK: LiveLook = { zoom: WHOLE, layers: new Set(USUAL_LAYERS), shapes: [] };

/** Around a picture of another form, and while there is none. */
const BEHIND = '#06090d';

export interface FramePainter {
  readonly show: (frame: LiveFrame) => void;
  readonly look: (look: LiveLook) => void;
  readonly resize: (size: Size, pixelRatio: number) => void;
  /** Where the whole picture would lie, and on what; null while there is no picture. */
  readonly fit: () => { readonly fit: ViewTransform; readonly canvas: Size } | null;
  /** When the picture on screen was taken. */
  readonly shownUtcUs: () => number | null;
  /** The whole picture in its own size as a JPEG, as it is on screen now; null while there is none. */
  readonly capture: (overlay: boolean) => Promise<Blob | null>;
  readonly stop: () => void;
}

/**
 * Paints a frame and its boxes in one go on one canvas, so that a box can never lie on another frame.
 * The frame is kept until the next one so that a resized canvas is not empty.
 */
export function startFramePainter(canvas: HTMLCanvasElement, options: FramePainterOptions): FramePainter {
  const context = canvas.getContext('2d', { alpha: false });
  const trails: Trails = new Map();
  let size: Size = { width: 0, height: 0 };
  let ratio = 1;
  let shown: LiveFrame | null = null;
  let pointer: ScreenPoint | null = null;
  let look = USUAL_LOOK;

  function paint(): void {
    if (context === null || size.width === 0) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = BEHIND;
    context.fillRect(0, 0, size.width, size.height);
    if (shown === null) return;
    const view = zoomView(fitPicture(shown.picture, size), size, look.zoom);
    paintPicture(context, shown.picture, view);
    paintLayers(sceneOf(context, view, size, shown));
    tell(canvas, shown, view, look);
  }

  function sceneOf(on: CanvasRenderingContext2D, view: ViewTransform, area: Size, frame: LiveFrame): LiveScene {
    const { nameOf, speedOf, queueOf, labelsFrom, inNameOf = (line) => line.inName } = options;
    const { layers, shapes } = look;
    const { tracks, queues = [] } = frame;
    const words = { nameOf, speedOf, queueOf, labelsFrom, inNameOf };
    return { context: on, view, canvas: area, on: layers, tracks, queues, trails, shapes, pointer, ...words };
  }

  const stopPointing = followPointer(canvas, options.pointerArea, (at) => {
    pointer = at;
    paint();
  });

  return {
    show: (frame) => {
      frame.hold();
      if (shown?.sessionId !== frame.sessionId || !look.layers.has('paths')) trails.clear();
      if (look.layers.has('paths') && frame.tracks !== null) followTrails(trails, frame.tracks);
      shown?.release();
      shown = frame;
      paint();
    },
    look: (next) => {
      look = next;
      paint();
    },
    resize: (next, pixelRatio) => {
      size = next;
      ratio = pixelRatio;
      canvas.width = Math.max(1, Math.round(next.width * pixelRatio));
      canvas.height = Math.max(1, Math.round(next.height * pixelRatio));
      paint();
    },
    fit: () => (shown === null ? null : { fit: fitPicture(shown.picture, size), canvas: size }),
    shownUtcUs: () => shown?.utcUs ?? null,
    capture: (overlay) => (shown === null ? Promise.resolve(null) : captureFrame(shown, overlay ? sceneOf : null)),
    stop: () => {
      stopPointing();
      shown?.release();
      shown = null;
    },
  };
}

type MakeScene = (context: CanvasRenderingContext2D, view: ViewTransform, area: Size, frame: LiveFrame) => LiveScene;

const JPEG_QUALITY = 0.92;

function captureFrame(frame: LiveFrame, makeScene: MakeScene | null): Promise<Blob | null> {
  const { width, height } = frame.picture;
  const sheet = document.createElement('canvas');
  sheet.width = width;
  sheet.height = height;
  const context = sheet.getContext('2d', { alpha: false });
  if (context === null) return Promise.resolve(null);
  const view = { left: 0, top: 0, width, height };
  paintPicture(context, frame.picture, view);
  if (makeScene !== null)
    paintLayers({ ...makeScene(context, view, { width, height }, frame), labelsFrom: 0, pointer: null });
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/jpeg', JPEG_QUALITY));
}

/** What is painted now, readable from outside: which frame, which tracks have a box on it ("none" when boxes are off), and where it lies under which layers. */
function tell(canvas: HTMLCanvasElement, frame: LiveFrame, view: ViewTransform, look: LiveLook): void {
  const boxes = frame.tracks !== null && look.layers.has('boxes') ? frame.tracks : null;
  canvas.dataset['frameId'] = String(frame.frameId);
  canvas.dataset['sessionId'] = frame.sessionId;
  canvas.dataset['boxes'] = boxes === null ? 'none' : String(boxes.length);
  canvas.dataset['tracks'] = boxes === null ? '' : boxes.map((track) => track.n).join(' ');
  canvas.dataset['queues'] = (frame.queues ?? []).map(({ z, n }) => `${z} ${n}`).join(', ');
  canvas.dataset['layers'] = [...look.layers].join(' ');
  canvas.dataset['view'] = [view.left, view.top, view.width, view.height].map((side) => side.toFixed(2)).join(' ');
}

/** Where a mouse rests on the canvas; a finger does not rest anywhere. */
function followPointer(
  canvas: HTMLCanvasElement,
  area: HTMLElement,
  onMove: (at: ScreenPoint | null) => void,
): () => void {
  const stopping = new AbortController();
  const moved = (event: PointerEvent) => {
    const bounds = canvas.getBoundingClientRect();
    if (event.pointerType === 'mouse') onMove({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
  };
  area.addEventListener('pointermove', moved, { signal: stopping.signal });
  area.addEventListener('pointerleave', () => onMove(null), { signal: stopping.signal });
  return () => stopping.abort();
}
