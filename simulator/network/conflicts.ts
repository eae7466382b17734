import { nearestStation, poseAt } from './curve.ts';
import type { Curve } from './curve.ts';
import type { Conflict, Lane } from './lanes.ts';

/** Curves are compared at this spacing, in metres. */
const STEP = 0.5;
/** Air between two bodies that pass each other in a junction. */
const CLEARANCE = 0.3;

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
      const shared = sharedGround(one.curve, other.curve, one.sweep + other.sweep + CLEARANCE);
      if (shared === null) continue;
      const kind = kindOf(one, other);
      if (kind === 'cross' && areSideBySide(one, other, shared)) continue;
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

function kindOf(a: Lane, b: Lane): Conflict['kind'] {
  if (a.previous.some((lane) => b.previous.includes(lane))) return 'diverge';
  return a.next.some((lane) => b.next.includes(lane)) ? 'merge' : 'cross';
}

/** Ways that begin, or end, in neighbouring lanes come near each other there as lanes do, and are in nobody's way. */
function areSideBySide(one: Lane, other: Lane, { from, to, otherFrom, otherTo }: SharedGround): boolean {
  const atStart = from <= STEP && otherFrom <= STEP;
  const atEnd = to >= one.curve.length - STEP && otherTo >= other.curve.length - STEP;
  return atStart || atEnd;
}

function turnedAround({ from, to, otherFrom, otherTo }: SharedGround): SharedGround {
  return { from: otherFrom, to: otherTo, otherFrom: from, otherTo: to };
}
