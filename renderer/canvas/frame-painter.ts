import { fitPicture } from './geometry/view-transform.ts';
import type { ScreenPoint, Size } from './geometry/view-transform.ts';
import { paintBoxes } from './layers/boxes-layer.ts';
import type { PaintedTrack } from './layers/boxes-layer.ts';
import { paintPicture } from './layers/picture-layer.ts';
import { paintQueues } from './layers/queues-layer.ts';
import type { PaintedQueue } from './layers/queues-layer.ts';

/** A decoded frame with the tracks of exactly this frame. Whoever keeps it holds it and lets it go again. */
export interface LiveFrame {
  readonly picture: ImageBitmap;
  readonly frameId: number;
  readonly sessionId: string;
  readonly tracks: readonly PaintedTrack[] | null;
  readonly queues?: readonly PaintedQueue[];
  readonly hold: () => void;
  readonly release: () => void;
}

export interface FramePainterOptions {
  readonly nameOf: (className: string) => string;
  readonly speedOf: (speed: number, plusMinus: number) => string;
  /** What is said of a queue; absent where queues are not drawn. */
  readonly queueOf?: (queue: PaintedQueue) => string;
  /** Below this width of the canvas boxes carry no text: it would hide the vehicles. */
  readonly labelsFrom: number;
  /** What the pointer moves over when it points at a vehicle: the canvas may lie under a link or another canvas. */
  readonly pointerArea: HTMLElement;
}

/** Around a picture of another form, and while there is none. */
const BEHIND = '#06090d';

export interface FramePainter {
  readonly show: (frame: LiveFrame) => void;
  readonly resize: (size: Size, pixelRatio: number) => void;
  readonly stop: () => void;
}

/**
 * Paints a frame and its boxes in one go on one canvas, so that a box can never lie on another frame.
 * The frame is kept until the next one so that a resized canvas is not empty.
 */
export function startFramePainter(canvas: HTMLCanvasElement, options: FramePainterOptions): FramePainter {
  const context = canvas.getContext('2d', { alpha: false });
  let size: Size = { width: 0, height: 0 };
  let ratio = 1;
  let shown: LiveFrame | null = null;
  let pointer: ScreenPoint | null = null;

  function paint(): void {
    if (context === null || size.width === 0) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = BEHIND;
    context.fillRect(0, 0, size.width, size.height);
    if (shown === null) return;
    const view = fitPicture(shown.picture, size);
    paintPicture(context, shown.picture, view);
    const labels = size.width >= options.labelsFrom;
    if (shown.tracks !== null) paintBoxes(context, shown.tracks, view, { ...options, labels, canvas: size, pointer });
    if (options.queueOf !== undefined) paintQueues(context, shown.queues ?? [], view, options.queueOf);
    tell(canvas, shown);
  }

  const stopPointing = followPointer(canvas, options.pointerArea, (at) => {
    pointer = at;
    paint();
  });

  return {
    show: (frame) => {
      frame.hold();
      shown?.release();
      shown = frame;
      paint();
    },
    resize: (next, pixelRatio) => {
      size = next;
      ratio = pixelRatio;
      canvas.width = Math.max(1, Math.round(next.width * pixelRatio));
      canvas.height = Math.max(1, Math.round(next.height * pixelRatio));
      paint();
    },
    stop: () => {
      stopPointing();
      shown?.release();
      shown = null;
    },
  };
}

/** What is painted now, readable from outside: which frame, and which tracks have a box on it ("none" when boxes are off). */
function tell(canvas: HTMLCanvasElement, frame: LiveFrame): void {
  canvas.dataset['frameId'] = String(frame.frameId);
  canvas.dataset['sessionId'] = frame.sessionId;
  canvas.dataset['boxes'] = frame.tracks === null ? 'none' : String(frame.tracks.length);
  canvas.dataset['tracks'] = frame.tracks === null ? '' : frame.tracks.map((track) => track.n).join(' ');
  canvas.dataset['queues'] = (frame.queues ?? []).map(({ z, n }) => `${z} ${n}`).join(', ');
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
