import type { Outline, Polyline } from '../world/ground-plan.ts';
import { poseAt } from './curve.ts';
import type { Curve } from './curve.ts';

const LONGEST_STEP = 2;

/** The line `left` metres beside a curve, from one station to another. */
export function beside(curve: Curve, left: number, from = 0, to = curve.length): Polyline {
  const own = curve.stations.filter((station) => station > from && station < to);
  const isStraight = curve.stations.length === 2;
  const count = isStraight ? 0 : Math.floor((to - from) / LONGEST_STEP);
  const even = Array.from({ length: count }, (_, at) => from + ((at + 1) * (to - from)) / (count + 1));
  const stations = [from, ...[...own, ...even].sort((a, b) => a - b), to];
  return stations.map((station) => {
    const { x, y } = poseAt(curve, station, left);
    return { x, y };
  });
}

/** The ground between two lines beside a curve. */
export function bandAlong(curve: Curve, left: number, right: number, from = 0, to = curve.length): Outline {
  return [...beside(curve, left, from, to), ...[...beside(curve, right, from, to)].reverse()];
}
