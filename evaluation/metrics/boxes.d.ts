/** A box in pixels: left, top, right, bottom. Pixels have no width of their own, so an area is width by height. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];
export declare function boxArea([left, top, right, bottom]: PixelBox): number;
/** Intersection over union; 0 for boxes without ground in common. */
export declare function overlap(a: PixelBox, b: PixelBox): number;
/** The share of the first box that lies inside the second one. */
export declare function insideShare(a: PixelBox, b: PixelBox): number;
