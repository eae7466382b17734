import type { ScreenPoint, Size, ViewTransform } from './view-transform.ts';

/** How much of a picture is looked at: `scale` times enlarged around a point of it (0..1 of the picture). */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const MOST_ZOOM = 8;
export const WHOLE: Zoom = { scale: 1, x: 0.5, y: 0.5 };

/** The same picture enlarged. It covers the canvas as far as it is large enough: nobody can push it away. */
export function zoomView(fit: ViewTransform, canvas: Size, zoom: Zoom): ViewTransform {
  if (zoom.scale <= 1) return fit;
  const width = fit.width * zoom.scale;
  const height = fit.height * zoom.scale;
  return {
    left: edge(canvas.width, width, zoom.x),
    top: edge(canvas.height, height, zoom.y),
    width,
    height,
  };
}

/** Enlarges by a factor; the point of the picture under the pointer stays under it. */
export function zoomAt(fit: ViewTransform, canvas: Size, zoom: Zoom, at: ScreenPoint, factor: number): Zoom {
  const scale = Math.min(MOST_ZOOM, Math.max(1, zoom.scale * factor));
  if (scale === 1) return WHOLE;
  const view = zoomView(fit, canvas, zoom);
  const left = at.x - ((at.x - view.left) / view.width) * fit.width * scale;
  const top = at.y - ((at.y - view.top) / view.height) * fit.height * scale;
  return settled(fit, canvas, scale, left, top);
}

/** Moves the picture by this much of the screen. */
export function panBy(fit: ViewTransform, canvas: Size, zoom: Zoom, dx: number, dy: number): Zoom {
  if (zoom.scale <= 1) return zoom;
  const view = zoomView(fit, canvas, zoom);
  return settled(fit, canvas, zoom.scale, view.left + dx, view.top + dy);
}

/** The centre that is really shown, so that pushing against an edge leaves nothing to be pushed back. */
function settled(fit: ViewTransform, canvas: Size, scale: number, left: number, top: number): Zoom {
  const width = fit.width * scale;
  const height = fit.height * scale;
  const wanted = { scale, x: (canvas.width / 2 - left) / width, y: (canvas.height / 2 - top) / height };
  const view = zoomView(fit, canvas, wanted);
  return { scale, x: (canvas.width / 2 - view.left) / width, y: (canvas.height / 2 - view.top) / height };
}

function edge(canvas: number, picture: number, centre: number): number {
  if (picture <= canvas) return (canvas - picture) / 2;
  return Math.min(0, Math.max(canvas - picture, canvas / 2 - centre * picture));
}
