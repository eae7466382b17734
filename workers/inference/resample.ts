/**
 * One axis of bilinear resampling with half-pixel centres, as cv2.resize INTER_LINEAR defines it (without its rounding
 * to whole grey levels): target pixel i looks at (i + 0.5) · source / target − 0.5, and the edges are held.
 */
export interface AxisTable {
  /** The two source pixels of each target pixel, and the weight of the second. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Float64Array;
}

export function axisTable(source: number, target: number): AxisTable {
  const first = new Int32Array(target);
  const second = new Int32Array(target);
  const weight = new Float64Array(target);
  for (let i = 0; i < target; i += 1) {
    const at = Math.min(Math.max(((i + 0.5) * source) / target - 0.5, 0), source - 1);
    const low = Math.floor(at);
    first[i] = low;
    second[i] = Math.min(low + 1, source - 1);
    weight[i] = at - low;
  }
  return { first, second, weight };
}

/** Blends two stretches of bytes into a row of numbers. The weights are whole-frame constants of a row, so this is the cheap half. */
export function blendRows(
  from: Uint8Array,
  first: number,
  second: number,
  weight: number,
  length: number,
  into: Float32Array,
): void {
  if (weight === 0 || first === second) {
    for (let i = 0; i < length; i += 1) into[i] = from[first + i] as number;
    return;
  }
  const rest = 1 - weight;
  for (let i = 0; i < length; i += 1) {
    into[i] = (from[first + i] as number) * rest + (from[second + i] as number) * weight;
  }
}
