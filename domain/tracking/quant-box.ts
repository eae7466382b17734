import type { NormPoint } from '../geometry/points.ts';
import { normPoint } from '../geometry/points.ts';

/**
 * A box as it is stored, drawn and counted: x1, y1, x2, y2 in 1/65535 of the picture. The live counter consumes exactly
 * these integers, so that counting a stored path later gives the same rows.
 */
export type QuantBox = readonly [x1: number, y1: number, x2: number, y2: number];

/** The right or lower edge of the picture in a QuantBox. */
export const QUANT_MAX = 65_535;

/** A share of the picture as an integer; what lies outside is moved to the edge. */
export function quantize(share: number): number {
  // `| 0` turns a negative zero into zero, which would not survive being stored as text.
  return Math.round(Math.min(1, Math.max(0, share)) * QUANT_MAX) | 0;
}

/** The stored form of a box given by its corners as shares of the picture. */
export function quantBox(x1: number, y1: number, x2: number, y2: number): QuantBox {
  return [quantize(x1), quantize(y1), quantize(x2), quantize(y2)];
}

/** The point of a box that is held against lines and zones; `reference` is given in shares of the box. */
export function referencePoint(box: QuantBox, reference: NormPoint): NormPoint {
  const [x1, y1, x2, y2] = box;
  return normPoint((x1 + (x2 - x1) * reference.x) / QUANT_MAX, (y1 + (y2 - y1) * reference.y) / QUANT_MAX);
}
