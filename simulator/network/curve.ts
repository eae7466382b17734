import type { GroundPoint, GroundPose } from '../world/ground.ts';

/** A way over the ground by its length: a chain of points whose heading turns evenly from point to point. */
export interface Curve {
  readonly points: readonly GroundPoint[];
  /** The length from the start to each point, in metres. */
  readonly stations: readonly number[];
  /** The heading at each point; unwrapped, so that it never jumps by a turn. */
  readonly headings: readonly number[];
  readonly length: number;
}

/** The curve through points. Neighbours closer than a millimetre count as one. */
export function curveThrough(points: readonly GroundPoint[]): Curve {
  const kept = points.filter((point, at) => at === 0 || gap(points[at - 1] ?? point, point) > 1e-3);
  if (kept.length < 2) throw new RangeError('a curve needs two points');
  const stations = [0];
  const chords: number[] = [];
  for (let at = 1; at < kept.length; at += 1) {
    const [from, to] = [kept[at - 1] as GroundPoint, kept[at] as GroundPoint];
    stations.push((stations[at - 1] as number) + gap(from, to));
    chords.push(unwrapped(Math.atan2(to.y - from.y, to.x - from.x), chords.at(-1)));
  }
  return { points: kept, stations, headings: pointHeadings(chords, stations), length: stations.at(-1) as number };
}

/** The pose at a station, `left` metres beside the curve. Before the start and past the end it runs straight on. */
export function poseAt(curve: Curve, station: number, left = 0): GroundPose {
  const at = segmentAt(curve, station);
  const from = curve.points[at] as GroundPoint;
  const to = curve.points[at + 1] as GroundPoint;
  const start = curve.stations[at] as number;
  const length = (curve.stations[at + 1] as number) - start;
  const share = (station - start) / length;
  const turnShare = Math.min(1, Math.max(0, share));
  const turnFrom = curve.headings[at] as number;
  const heading = turnFrom + ((curve.headings[at + 1] as number) - turnFrom) * turnShare;
  return {
    x: from.x + (to.x - from.x) * share - left * Math.sin(heading),
    y: from.y + (to.y - from.y) * share + left * Math.cos(heading),
    heading,
  };
}

/** The place of a curve that lies nearest to a point: its station, and how far left of the curve the point is. */
export function nearestStation(curve: Curve, point: GroundPoint): { readonly station: number; readonly left: number } {
  let best = { station: 0, left: Infinity };
  for (let at = 0; at + 1 < curve.points.length; at += 1) {
    const from = curve.points[at] as GroundPoint;
    const to = curve.points[at + 1] as GroundPoint;
    const length = gap(from, to);
    const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
    const along = Math.min(length, Math.max(0, (point.x - from.x) * ux + (point.y - from.y) * uy));
    const [dx, dy] = [point.x - from.x - along * ux, point.y - from.y - along * uy];
    const away = Math.hypot(dx, dy);
    if (away < Math.abs(best.left)) {
      best = { station: (curve.stations[at] as number) + along, left: ux * dy - uy * dx < 0 ? -away : away };
    }
  }
  return best;
}

function segmentAt(curve: Curve, station: number): number {
  let low = 0;
  let high = curve.stations.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((curve.stations[middle] as number) <= station) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pointHeadings(chords: readonly number[], stations: readonly number[]): readonly number[] {
  return stations.map((_, at) => {
    const before = chords[at - 1];
    const after = chords[at];
    if (before === undefined || after === undefined) return (before ?? after) as number;
    // Weighted by length the mean is the tangent of the circle through three points.
    const behind = (stations[at] as number) - (stations[at - 1] as number);
    const ahead = (stations[at + 1] as number) - (stations[at] as number);
    return (before * ahead + after * behind) / (ahead + behind);
  });
}

function unwrapped(angle: number, previous: number | undefined): number {
  if (previous === undefined) return angle;
  return angle - 2 * Math.PI * Math.round((angle - previous) / (2 * Math.PI));
}

function gap(a: GroundPoint, b: GroundPoint): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
