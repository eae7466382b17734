import { useEffect } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { create } from 'zustand';
import { WHOLE, panBy, zoomAt } from '../../canvas/index.ts';
import type { FramePainter, Zoom } from '../../canvas/index.ts';

/** How far each camera is enlarged: the same on the wall and when it is shown large. */
const useZooms = create<{ readonly zooms: Readonly<Record<string, Zoom>> }>(() => ({ zooms: {} }));

type Point = { readonly x: number; readonly y: number };
type Step = (zoom: Zoom, fit: NonNullable<ReturnType<FramePainter['fit']>>) => Zoom;

export interface TileZoom {
  readonly zoom: Zoom;
  /** `at` in pixels of the tile; without it the middle stays where it is. */
  readonly enlarge: (factor: number, at?: Point) => void;
  /** By this share of the tile. */
  readonly pan: (right: number, down: number) => void;
  readonly whole: () => void;
  readonly drag: Pick<DragHandlers, 'onPointerDown' | 'onPointerMove'>;
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
}

const WHEEL_STEP = 1.2;

/** Enlarging and moving the picture of a tile, by wheel, pointer and keys. */
export function useTileZoom(
  cameraId: string,
  stage: RefObject<HTMLElement | null>,
  painter: RefObject<FramePainter | null>,
): TileZoom {
  const zoom = useZooms((state) => state.zooms[cameraId] ?? WHOLE);
  const change = (step: Step) => stepZoom(cameraId, painter, step);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const stopping = new AbortController();
    const turned = (event: WheelEvent) => {
      const whole = (useZooms.getState().zooms[cameraId] ?? WHOLE).scale === 1;
      // A wheel that has nothing to make smaller scrolls the page; with Ctrl it is the browser's own zoom.
      if (event.ctrlKey || event.deltaY === 0 || (whole && event.deltaY > 0)) return;
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      const factor = event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP;
      stepZoom(cameraId, painter, (now, { fit, canvas }) => zoomAt(fit, canvas, now, at, factor));
    };
    // React's own wheel listeners may not keep the page from scrolling.
    element.addEventListener('wheel', turned, { signal: stopping.signal, passive: false });
    return () => stopping.abort();
  }, [cameraId, painter, stage]);

  return {
    zoom,
    enlarge: (factor, at) =>
      change((now, { fit, canvas }) =>
        zoomAt(fit, canvas, now, at ?? { x: canvas.width / 2, y: canvas.height / 2 }, factor),
      ),
    pan: (right, down) =>
      change((now, { fit, canvas }) => panBy(fit, canvas, now, -right * canvas.width, -down * canvas.height)),
    whole: () => change(() => WHOLE),
    drag: {
      onPointerDown: (event) => {
        if (event.button === 0 && zoom.scale > 1) event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: ({ currentTarget, pointerId, movementX, movementY }) => {
        if (!currentTarget.hasPointerCapture(pointerId)) return;
        change((now, { fit, canvas }) => panBy(fit, canvas, now, movementX, movementY));
      },
    },
  };
}

function stepZoom(cameraId: string, painter: RefObject<FramePainter | null>, step: Step): void {
  const fit = painter.current?.fit() ?? null;
  if (fit === null) return;
  useZooms.setState(({ zooms }) => ({ zooms: { ...zooms, [cameraId]: step(zooms[cameraId] ?? WHOLE, fit) } }));
}
