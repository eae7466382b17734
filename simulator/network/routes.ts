import type { RoadUserClass } from '../../domain/detection/classes.ts';
import { mayUse } from './lanes.ts';
import type { Lane, RoadNetwork } from './lanes.ts';

/** Where somebody wants to leave, and what they are: not every lane is for everybody. */
export interface Destination {
  readonly exit: string;
  readonly kind: RoadUserClass;
}

type Known = Map<string, readonly number[] | null>;
const known = new WeakMap<RoadNetwork, Known>();

/** The lanes from this one to an exit without changing lanes, this one first; null where none lead there. The fewest win. */
export function routeFrom(network: RoadNetwork, lane: Lane, to: Destination): readonly number[] | null {
  const routes: Known = known.get(network) ?? new Map();
  known.set(network, routes);
  const key = `${lane.index} ${to.kind} ${to.exit}`;
  const found = routes.get(key);
  if (found !== undefined) return found;
  const route = search(network, lane, to.kind, (one) => one.exit === to.exit);
  routes.set(key, route);
  return route;
}

/**
 * The lanes to follow towards an exit: all the way where they lead there, else to the first lane from which one can change
 * to another that does.
 */
export function routeTowards(network: RoadNetwork, lane: Lane, to: Destination): readonly number[] | null {
  const whole = routeFrom(network, lane, to);
  if (whole !== null) return whole;
  return search(network, lane, to.kind, (one) =>
    (['left', 'right'] as const).some((side) => leadsOn(network, one, side, to)),
  );
}

/** Whether a lane on that side of this one, next to it or further, leads to a destination. */
export function leadsOn(network: RoadNetwork, lane: Lane, side: 'left' | 'right', to: Destination): boolean {
  for (let next = network.lanes[lane[side]]; next !== undefined; next = network.lanes[next[side]]) {
    if (routeFrom(network, next, to) !== null) return true;
  }
  return false;
}

/** How many times one must change lanes on the way to a destination; infinite where it cannot be reached. */
export function changesTowards(network: RoadNetwork, lane: Lane, to: Destination): number {
  const route = routeTowards(network, lane, to);
  const last = network.lanes[route?.at(-1) ?? -1];
  if (last === undefined) return Infinity;
  if (last.exit === to.exit) return 0;
  const sides = (['left', 'right'] as const).map((side) => {
    let changes = 1;
    for (let next = network.lanes[last[side]]; next !== undefined; next = network.lanes[next[side]]) {
      if (routeFrom(network, next, to) !== null) return changes;
      changes += 1;
    }
    return Infinity;
  });
  return Math.min(...sides);
}

function search(
  network: RoadNetwork,
  lane: Lane,
  kind: RoadUserClass,
  isThere: (lane: Lane) => boolean,
): readonly number[] | null {
  if (!mayUse(lane.use, kind)) return null;
  const cameFrom = new Map<number, number>([[lane.index, -1]]);
  const waiting = [lane.index];
  for (let at = 0; at < waiting.length; at += 1) {
    const index = waiting[at] as number;
    const here = network.lanes[index];
    if (here !== undefined && isThere(here)) return wayBack(cameFrom, index);
    for (const next of here?.next ?? []) {
      if (cameFrom.has(next) || !mayUse(network.lanes[next]?.use ?? 'all', kind)) continue;
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
