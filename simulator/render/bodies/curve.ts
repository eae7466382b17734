/** Values at places in rising order, straight between them and level beyond. */
export type Curve = readonly (readonly [at: number, value: number])[];

export function curveAt(curve: Curve, at: number): number {
  const after = curve.findIndex(([place]) => place >= at);
  const next = curve[after];
  if (next === undefined) return curve.at(-1)?.[1] ?? 0;
  const last = curve[after - 1];
  if (last === undefined) return next[1];
  return last[1] + ((next[1] - last[1]) * (at - last[0])) / Math.max(1e-9, next[0] - last[0]);
}
