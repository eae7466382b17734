import type { Lane, RoadNetwork } from './lanes.ts';

const known = new WeakMap<RoadNetwork, Map<string, readonly number[] | null>>();

/** The lanes from this one to an exit without changing lanes, this one first; null where none lead there. The fewest win. */
export function routeFrom(network: RoadNetwork, lane: Lane, exit: string): readonly number[] | null {
  const routes = known.get(network) ?? new Map<string, readonly number[] | null>();
  known.set(network, routes);
  const key = `${lane.index} ${exit}`;
  const found = routes.get(key);
  if (found !== undefined) return found;
  const route = search(network, lane, exit);
  routes.set(key, route);
  return route;
}

function search(network: RoadNetwork, lane: Lane, exit: string): readonly number[] | null {
  const cameFrom = new Map<number, number>([[lane.index, -1]]);
  const waiting = [lane.index];
  for (let at = 0; at < waiting.length; at += 1) {
    const index = waiting[at] as number;
    if (network.lanes[index]?.exit === exit) return wayBack(cameFrom, index);
    for (const next of network.lanes[index]?.next ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, index);
      waiting.push(next);
    }
  }
  return null;
}

function wayBack(cameFrom: ReadonlyMap<number, number>, last: number): readonly number[] {
  const way: number[] = [];
  for (let at = last; at !== -1; at = cameFrom.get(at) ?? -1) way.unshift(at);
  return way;
}
