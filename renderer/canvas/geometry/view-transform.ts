import { normPoint } from '../../../domain/geometry/points.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';

declare const screen: unique symbol;
/** A point in CSS pixels of the canvas on screen; never to be mixed up with a point of the picture. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  readonly [screen]?: true;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the picture lies on the canvas: as large as fits, its own aspect kept, centred. */
export interface ViewTransform {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function fitPicture(picture: Size, canvas: Size): ViewTransform {
  if (picture.width <= 0 || picture.height <= 0) return { left: 0, top: 0, width: canvas.width, height: canvas.height };
  const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (canvas.width - width) / 2, top: (canvas.height - height) / 2, width, height };
}

export function toScreen(view: ViewTransform, point: NormPoint): ScreenPoint {
  return { x: view.left + point.x * view.width, y: view.top + point.y * view.height };
}

/** The picture point under the pointer; outside the picture the nearest point of its edge. */
export function toNorm(view: ViewTransform, point: ScreenPoint): NormPoint {
  return normPoint(clamp01((point.x - view.left) / view.width), clamp01((point.y - view.top) / view.height));
}

export function clamp01(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

export function screenDistance(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
