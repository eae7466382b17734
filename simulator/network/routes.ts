import type { Lane, RoadNetwork } from './lanes.ts';

const known = new WeakMap<RoadNetwork, Map<string, readonly number[] | null>>();

/** The lanes from this one to an exit without changing lanes, this one first; null where none lead there. The fewest win. */
export function routeFrom(network: RoadNetwork, lane: Lane, exit: string): readonly number[] | null {
  const routes = known.get(network) ?? new Map<string, readonly number[] | null>();
  known.set(network, routes);
  const key = `${lane.index} ${exit}`;
  const found = routes.get(key);
  if (found !== undefined) return found;
  const route = search(network, lane, (one) => one.exit === exit);
  routes.set(key, route);
  return route;
}

/**
 * The lanes to follow towards an exit: all the way where they lead there, else to the first lane from which one can change
 * to another that does.
 */
export function routeTowards(network: RoadNetwork, lane: Lane, exit: string): readonly number[] | null {
  const whole = routeFrom(network, lane, exit);
  if (whole !== null) return whole;
  return search(network, lane, (one) => leadsOnBeside(network, one, exit));
}

/** Whether a lane to the left or right of this one, next to it or further, leads to an exit. */
function leadsOnBeside(network: RoadNetwork, lane: Lane, exit: string): boolean {
  return (['left', 'right'] as const).some((side) => {
    for (let next = network.lanes[lane[side]]; next !== undefined; next = network.lanes[next[side]]) {
      if (routeFrom(network, next, exit) !== null) return true;
    }
    return false;
  });
}

function search(network: RoadNetwork, lane: Lane, isThere: (lane: Lane) => boolean): readonly number[] | null {
  const cameFrom = new Map<number, number>([[lane.index, -1]]);
  const waiting = [lane.index];
  for (let at = 0; at < waiting.length; at += 1) {
    const index = waiting[at] as number;
    const here = network.lanes[index];
    if (here !== undefined && isThere(here)) return wayBack(cameFrom, index);
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
