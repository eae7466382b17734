import { CLASS_SIZES } from '../traffic/speed/class-sizes.ts';
import { groundSpeedOf, paceOf, stands } from './road-user.ts';
import type { RoadUser } from './road-user.ts';
import type { RuleFrame } from './rule-frame.ts';
import type { PreparedWatch } from './watch-zone.ts';

/** The next one in a row leaves no more room than this ahead, bumper to bumper, and stands no further to the side. Metres. */
const [GAP_METRES, BESIDE_METRES] = [8, 1.9];
/** Without metres: in sizes of the larger of both, within this angle of where one was going. */
const AHEAD_SIZES = 2.5;
const WITHIN_COSINE = Math.cos((35 * Math.PI) / 180);
/** Whoever creeps up behind others is in their row. */
const [CREEPS_PACE, CREEPS_METRES] = [0.3, 1.5];
/** Whoever is this near to the end of the arrow is the first at the stop line. */
const AT_LINE_SIZES = 1.5;

/** Whether somebody stands or creeps ahead of a vehicle, so that it waits in a row. A hidden one is remembered. */
export function isQueueing({ users, zones }: RuleFrame, user: RoadUser, zone: PreparedWatch): boolean {
  const at = zones.indexOf(zone);
  for (const other of users.values()) {
    if (other.track === user.track || other.className === 'pedestrian' || !isSlow(other)) continue;
    if (isAhead(other, user, zone, at)) return true;
  }
  return false;
}

function isSlow(user: RoadUser): boolean {
  if (stands(user)) return true;
  const speed = groundSpeedOf(user);
  return Number.isNaN(speed) ? paceOf(user) < CREEPS_PACE : speed < CREEPS_METRES;
}

function isAhead(other: RoadUser, user: RoadUser, { arrow }: PreparedWatch, zone: number): boolean {
  const [gx, gy] = [other.gx - user.gx, other.gy - user.gy];
  const turned = user.ghx !== 0 || user.ghy !== 0;
  if (turned && !Number.isNaN(user.gx)) {
    // Who is not known in metres is beyond where they are believed, and nobody's neighbour there.
    if (Number.isNaN(gx)) return false;
    const along = gx * user.ghx + gy * user.ghy;
    const aside = Math.abs(gy * user.ghx - gx * user.ghy);
    const lengths = (CLASS_SIZES[user.className].length + CLASS_SIZES[other.className].length) / 2;
    return along > 0.5 && along - lengths < GAP_METRES && aside < BESIDE_METRES;
  }
  // Without metres rows beside each other are told apart by the zones that are drawn around them.
  if (other.zones.length > 0 && !other.zones.includes(zone)) return false;
  const [x, y] = [other.x - user.x, other.y - user.y];
  const away = Math.hypot(x, y);
  if (away > AHEAD_SIZES * Math.max(user.size, other.size)) return false;
  const [hx, hy] = user.hx !== 0 || user.hy !== 0 ? [user.hx, user.hy] : [arrow?.dx ?? 0, arrow?.dy ?? 0];
  // Nobody knows where it was going: whoever stands near may be ahead of it.
  if (hx === 0 && hy === 0) return true;
  return x * hx + y * hy > WITHIN_COSINE * away;
}

/** Whether a vehicle is the first at the stop line of its zone. */
export function isAtStopLine(user: RoadUser, { watch, arrow }: PreparedWatch): boolean {
  if (!watch.stopLine || arrow === null) return false;
  const left = arrow.length - ((user.x - arrow.x) * arrow.dx + (user.y - arrow.y) * arrow.dy);
  return left < AT_LINE_SIZES * user.size;
}
