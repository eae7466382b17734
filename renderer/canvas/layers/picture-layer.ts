import type { ViewTransform } from '../geometry/view-transform.ts';

type Picture = Exclude<CanvasImageSource, SVGElement | VideoFrame>;

export function paintPicture(context: CanvasRenderingContext2D, picture: Picture, view: ViewTransform): void {
  context.drawImage(picture, view.left, view.top, view.width, view.height);
}
