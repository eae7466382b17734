/** A box in pixels: left, top, right, bottom. Pixels have no width of their own, so an area is width by height. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

export function boxArea([left, top, right, bottom]: PixelBox): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/** Intersection over union; 0 for boxes without ground in common. */
export function overlap(a: PixelBox, b: PixelBox): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

/** The share of the first box that lies inside the second one. */
export function insideShare(a: PixelBox, b: PixelBox): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / boxArea(a);
}

function sharedArea(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}
