import { gateKey } from './gates.ts';
import type { Passages } from './gates.ts';

/** A way through the picture in picture heights, from its beginning to its end. */
export type Way = readonly { readonly x: number; readonly y: number }[];

/** What was seen of one track. */
export interface ObservedPath extends Passages {
  readonly way: Way;
}

/** Ways that run alike. */
export interface PathCluster {
  /** The most central of them: one that was really driven. */
  readonly middle: Way;
  readonly support: number;
  readonly members: readonly ObservedPath[];
}

/** How paths are put together; lengths in picture heights. */
export interface ClusterSettings {
  /** Points of a way that are compared, evenly spread over its length. */
  readonly points: number;
  /** Ways whose points are no further apart than this on average run alike. */
  readonly mostApart: number;
  /** Shorter ways lead nowhere: parked vehicles, and tracks that broke. */
  readonly leastLength: number;
  /** Fewer ways than this are no movement. */
  readonly leastSupport: number;
}

/** What was tried on the simulated junction and roundabout: lanes of one approach go together, approaches do not. */
export const DEFAULT_CLUSTERING: ClusterSettings = { points: 12, mostApart: 0.08, leastLength: 0.25, leastSupport: 3 };

/**
 * Clusters of what was driven, the best supported first. Each way joins the nearest cluster whose leader it runs alike
 * with, or leads one of its own; ways come longest first, so that a piece of a way never leads the whole. Then all ways
 * are given out once more, to the most central way of each cluster. The same paths in the same order give the same
 * clusters.
 */
export function clusterPaths(paths: readonly ObservedPath[], settings = DEFAULT_CLUSTERING): PathCluster[] {
  const ways = paths
    .map((path) => ({ path, length: lengthOf(path.way), even: evenly(path.way, settings.points) }))
    .filter(({ length }) => length >= settings.leastLength)
    .sort((a, b) => b.length - a.length);
  const leaders: Way[] = [];
  for (const { even } of ways) {
    if (nearest(leaders, even, settings.mostApart) === null) leaders.push(even);
  }
  const first = groups(ways, leaders, settings.mostApart);
  const middles = first.filter((group) => group.length > 0).map((group) => middleOf(group).even);
  return groups(ways, middles, settings.mostApart)
    .filter((group) => group.length >= settings.leastSupport)
    .map((group) => ({
      middle: middleOf(group).even,
      support: group.length,
      members: group.map(({ path }) => path),
    }))
    .sort((a, b) => b.support - a.support);
}

/** The gates that most of a cluster pass first and last; null where no gate is passed by half of it. */
export function gatesOf(
  { members }: PathCluster,
  gates: readonly string[],
): { entry: string | null; exit: string | null } {
  const share = (of: (path: ObservedPath) => string | null): string | null => {
    const votes = new Map<string, number>();
    for (const member of members) {
      const gate = of(member);
      if (gate !== null) votes.set(gate, (votes.get(gate) ?? 0) + 1);
    }
    const best = [...votes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0];
    return best === undefined || best[1] * 2 < members.length ? null : best[0];
  };
  const known = (passages: Passages['entries']) => passages.filter(({ gate }) => gates.includes(gate));
  return {
    entry: share(({ entries }) => extreme(known(entries), -1)),
    exit: share(({ exits }) => extreme(known(exits), 1)),
  };
}

interface Measured {
  readonly path: ObservedPath;
  readonly even: Way;
}

function groups<T extends Measured>(ways: readonly T[], leaders: readonly Way[], mostApart: number): T[][] {
  const found = leaders.map((): T[] => []);
  for (const way of ways) {
    const at = nearest(leaders, way.even, mostApart);
    if (at !== null) found[at]?.push(way);
  }
  return found;
}

function nearest(leaders: readonly Way[], way: Way, mostApart: number): number | null {
  let best: number | null = null;
  let least = mostApart;
  leaders.forEach((leader, at) => {
    const apart = distance(leader, way);
    if (apart > least || (apart === least && best !== null)) return;
    best = at;
    least = apart;
  });
  return best;
}

/** The way with the least distance to all others. Of many, some stand for all: the answer must not take long. */
function middleOf<T extends Measured>(group: readonly T[]): T {
  const step = Math.max(1, Math.floor(group.length / 40));
  const sample = group.filter((_, at) => at % step === 0);
  const sums = sample.map((one) => sample.reduce((sum, other) => sum + distance(one.even, other.even), 0));
  const best = sample[sums.indexOf(Math.min(...sums))];
  if (best === undefined) throw new RangeError('a cluster has at least one path');
  return best;
}

function distance(a: Way, b: Way): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const one = a[at];
    const other = b[at];
    if (one !== undefined && other !== undefined) sum += Math.hypot(one.x - other.x, one.y - other.y);
  }
  return sum / a.length;
}

function lengthOf(way: Way): number {
  return way.reduce((sum, point, at) => {
    const before = way[at - 1];
    return before === undefined ? 0 : sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);
}

/** `count` points of a way, evenly spread over its length: how fast it was driven, and where somebody waited, is nothing. */
function evenly(way: Way, count: number): Way {
  const total = lengthOf(way);
  const points: { x: number; y: number }[] = [];
  let gone = 0;
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const wanted = (total * index) / (count - 1);
    while (at < way.length - 2 && gone + step(way, at) < wanted) {
      gone += step(way, at);
      at += 1;
    }
    const from = way[at];
    if (from === undefined) return points;
    const to = way[at + 1] ?? from;
    const share = Math.min(1, Math.max(0, (wanted - gone) / (step(way, at) || 1)));
    points.push({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  }
  return points;
}

function step(way: Way, at: number): number {
  const from = way[at];
  const to = way[at + 1];
  return from === undefined || to === undefined ? 0 : Math.hypot(to.x - from.x, to.y - from.y);
}

function extreme(passages: Passages['entries'], sign: 1 | -1): string | null {
  let best: Passages['entries'][number] | null = null;
  for (const passage of passages) {
    if (best === null || sign * (passage.mediaUs - best.mediaUs) > 0) best = passage;
  }
  return best?.gate ?? null;
}

/** The keys of all gates that lines and areas make. */
export function gateKeys(
  lines: readonly { readonly lineId: string }[],
  zones: readonly { readonly zoneId: string }[],
): string[] {
  return [
    ...lines.flatMap(({ lineId }) =>
      (['in', 'out'] as const).map((direction) => gateKey({ kind: 'line', lineId, direction })),
    ),
    ...zones.map(({ zoneId }) => gateKey({ kind: 'zone', zoneId })),
  ];
}
