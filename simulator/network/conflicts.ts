import { nearestStation, poseAt } from './curve.ts';
import type { Curve } from './curve.ts';
import type { Conflict, Lane } from './lanes.ts';

/** Curves are compared at this spacing, in metres. */
const STEP = 0.5;
/** Air between two bodies that pass each other in a junction. */
const CLEARANCE = 0.3;

/** How far the tail of a long body swings over the lane beside it as it turns away. */
const TAIL_SWING = 1;

/** A stretch of one curve and the stretch of another one that come nearer than a distance, or null. */
interface SharedGround {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Writes onto every pair of connectors where they share ground. */
export function findConflicts(
  lanes: readonly Lane[],
  concurrent: (a: string | null, b: string | null) => boolean,
): void {
  const connectors = lanes.filter(({ turn }) => turn !== null);
  for (const [at, one] of connectors.entries()) {
    for (const other of connectors.slice(at + 1)) {
      const near = one.sweep + other.sweep + CLEARANCE;
      const shared = sharedGround(one.curve, other.curve, near) ?? besideEachOther(one, other, near + TAIL_SWING);
      if (shared === null) continue;
      const kind = kindOf(one, other, shared);
      if (kind === 'alongside' && one.turn === 'straight' && other.turn === 'straight') continue;
      const together = concurrent(one.signal, other.signal);
      one.conflicts.push({ ...shared, other: other.index, kind, concurrent: together });
      other.conflicts.push({ ...turnedAround(shared), other: one.index, kind, concurrent: together });
    }
  }
  for (const lane of connectors) lane.conflicts.sort((a, b) => a.from - b.from);
}

/** The stretches of two curves whose centre lines come nearer to each other than `near`. */
function sharedGround(a: Curve, b: Curve, near: number): SharedGround | null {
  let [from, to, otherFrom, otherTo] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let station = 0; station <= a.length; station += STEP) {
    const { station: other, left } = nearestStation(b, poseAt(a, station));
    if (Math.abs(left) >= near) continue;
    from = Math.min(from, station);
    to = Math.max(to, station);
    otherFrom = Math.min(otherFrom, other);
    otherTo = Math.max(otherTo, other);
  }
  if (to < from) return null;
  // The second curve is near for longer than the first one's nearest points tell where they meet at a slant.
  for (let station = 0; station <= b.length; station += STEP) {
    if (Math.abs(nearestStation(a, poseAt(b, station)).left) >= near) continue;
    otherFrom = Math.min(otherFrom, station);
    otherTo = Math.max(otherTo, station);
  }
  return { from, to, otherFrom, otherTo };
}

function besideEachOther(one: Lane, other: Lane, near: number): SharedGround | null {
  const shared = sharedGround(one.curve, other.curve, near);
  return shared !== null && areSideBySide(one, other, shared) ? shared : null;
}

function kindOf(a: Lane, b: Lane, shared: SharedGround): Conflict['kind'] {
  if (a.previous.some((lane) => b.previous.includes(lane))) return 'diverge';
  if (a.next.some((lane) => b.next.includes(lane))) return 'merge';
  return areSideBySide(a, b, shared) ? 'alongside' : 'cross';
}

/** Ways that begin, or end, in neighbouring lanes come near each other there as lanes do: only the longest are in each other's way. */
function areSideBySide(one: Lane, other: Lane, { from, to, otherFrom, otherTo }: SharedGround): boolean {
  const atStart = from <= STEP && otherFrom <= STEP;
  const atEnd = to >= one.curve.length - STEP && otherTo >= other.curve.length - STEP;
  return atStart || atEnd;
}

function turnedAround({ from, to, otherFrom, otherTo }: SharedGround): SharedGround {
  return { from: otherFrom, to: otherTo, otherFrom: from, otherTo: to };
}
