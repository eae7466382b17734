import { Matrix4 } from 'three';

/** What takes a part of the picture, given from -1 to 1, to fill the whole of it. */
export function cropTo(left: number, bottom: number, right: number, top: number): Matrix4 {
  const [sx, sy] = [2 / (right - left), 2 / (top - bottom)];
  return new Matrix4().set(
    ...([sx, 0, 0, (-sx * (left + right)) / 2] as const),
    ...([0, sy, 0, (-sy * (bottom + top)) / 2] as const),
    ...([0, 0, 1, 0] as const),
    ...([0, 0, 0, 1] as const),
  );
}
