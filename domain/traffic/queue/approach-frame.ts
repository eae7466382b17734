/** A point of the plane that an approach is measured on. */
export interface FramePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * An approach as a straight strip: upstream from the stop line along its axis, and across it the way the stop line runs,
 * so that a stop line that was drawn askew is no nearer at one end than at the other.
 */
export interface ApproachFrame {
  readonly upstream: FramePoint;
  readonly farEnd: number;
  readonly upstreamOf: (point: FramePoint) => number;
  /** How far across the area, from the side of the stop line's first end (0) to the other one (1). */
  readonly acrossShare: (point: FramePoint, at: number) => number;
  readonly laneMiddle: (lane: number, lanes: number, at: number) => FramePoint;
}

/** The frame of an area and its stop line, both on the same plane. */
export function createFrame(outline: readonly FramePoint[], from: FramePoint, to: FramePoint): ApproachFrame {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const across = unit({ x: to.x - from.x, y: to.y - from.y });
  const centre = centroid(outline);
  const upstream = unit({ x: centre.x - middle.x, y: centre.y - middle.y });
  const turn = cross(upstream, across);
  // A stop line along its own approach makes no frame; what it gives then is at least finite.
  const scale = Math.abs(turn) < 0.05 ? 0.05 * (turn < 0 ? -1 : 1) : turn;
  const of = (point: FramePoint): readonly [at: number, aside: number] => {
    const away = { x: point.x - middle.x, y: point.y - middle.y };
    return [cross(away, across) / scale, cross(upstream, away) / scale];
  };
  const corners = outline.map(of);
  const ats = corners.map(([at]) => at);
  const [nearEnd, farEnd] = [Math.min(...ats), Math.max(...ats)];
  const spanAt = (at: number): readonly [number, number] => {
    const margin = (farEnd - nearEnd) * 0.01;
    return slice(corners, Math.max(nearEnd + margin, Math.min(farEnd - margin, at)));
  };
  return {
    upstream,
    farEnd,
    upstreamOf: (point) => of(point)[0],
    acrossShare(point, at) {
      const [low, high] = spanAt(at);
      return high === low ? 0 : (of(point)[1] - low) / (high - low);
    },
    laneMiddle(lane, lanes, at) {
      const [low, high] = spanAt(at);
      const aside = low + ((lane + 0.5) / lanes) * (high - low);
      return {
        x: middle.x + at * upstream.x + aside * across.x,
        y: middle.y + at * upstream.y + aside * across.y,
      };
    },
  };
}

/** From side to side of an area at a distance from the stop line. */
function slice(corners: readonly (readonly [at: number, aside: number])[], at: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  corners.forEach(([atA, asideA], index) => {
    const [atB, asideB] = corners[(index + 1) % corners.length] ?? [atA, asideA];
    if (atA > at === atB > at) return;
    const aside = asideA + ((at - atA) / (atB - atA)) * (asideB - asideA);
    low = Math.min(low, aside);
    high = Math.max(high, aside);
  });
  return low <= high ? [low, high] : [0, 0];
}

function centroid(outline: readonly FramePoint[]): FramePoint {
  let [twice, x, y] = [0, 0, 0];
  outline.forEach((corner, at) => {
    const next = outline[(at + 1) % outline.length] ?? corner;
    const part = cross(corner, next);
    twice += part;
    x += (corner.x + next.x) * part;
    y += (corner.y + next.y) * part;
  });
  return { x: x / (3 * twice), y: y / (3 * twice) };
}

function unit({ x, y }: FramePoint): FramePoint {
  const length = Math.hypot(x, y);
  return length === 0 ? { x: 1, y: 0 } : { x: x / length, y: y / length };
}

function cross(a: FramePoint, b: FramePoint): number {
  return a.x * b.y - a.y * b.x;
}
