declare const norm: unique symbol;
declare const pixel: unique symbol;
declare const tensor: unique symbol;

/** A point in a picture, 0..1 in both directions, x to the right and y down. Lines and zones are drawn in this space. */
export interface NormPoint {
  readonly x: number;
  readonly y: number;
  readonly [norm]?: true;
}
/** A point in pixels of a picture. */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
  readonly [pixel]: true;
}
/** A point in pixels of a model's input. */
export interface TensorPoint {
  readonly x: number;
  readonly y: number;
  readonly [tensor]: true;
}

/** A normalised point. */
export function normPoint(x: number, y: number): NormPoint {
  return { x, y };
}
