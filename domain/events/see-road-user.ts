import { isInRegion, toGround } from '../calibration/ground-map.ts';
import { normPoint } from '../geometry/points.ts';
import { CLASS_SIZES } from '../traffic/speed/class-sizes.ts';
import type { CalibratedView } from '../traffic/speed/calibrated-view.ts';
import { middleOf } from '../traffic/speed/vehicle-box.ts';
import type { TrackPoint } from '../tracking/track-facts.ts';
import { QUANT_MAX } from '../tracking/quant-box.ts';
import { isInZone } from './watch-zone.ts';
import type { PreparedWatch } from './watch-zone.ts';
import { overlapOf, shareInside } from './road-user.ts';
import type { RoadUser } from './road-user.ts';

/** Velocities are those of about the last two thirds of a second. */
const TRAIL_US = 700_000;
const TRAIL_EVERY_US = 70_000;
const NUMBERS = 5;
/** A vehicle that went less than this share of its size from where it rested still rests: boxes wander by a few hundredths. */
const REST_RADIUS = 0.25;
/** One that is being hidden shows less of itself, but that lies where it rested. */
const HIDDEN_INSIDE = 0.7;
/** From this pace on, in own sizes and metres a second, a direction is one of movement and not of wandering boxes. */
const HEADING_PACE = 0.4;
const HEADING_METRES = 1;
/** A new track where another one rested and is not seen any more is the same vehicle under another number. */
const SAME_PLACE = 0.4;
const TAKEN_OVER_US = 5_000_000;

export interface SeeingUsers {
  readonly aspect: number;
  readonly zones: readonly PreparedWatch[];
  readonly view: CalibratedView | null;
}

/** Takes a confirmed sighting into what is remembered of its track. */
export function seeRoadUser(users: Map<number, RoadUser>, point: TrackPoint, seeing: SeeingUsers): void {
  const known = users.get(point.track);
  const user = known ?? newUser(users, point, seeing.aspect);
  users.set(point.track, user);
  place(user, point, seeing.aspect);
  locate(user, seeing.view);
  follow(user);
  noteRest(user);
  user.zones = seeing.zones.flatMap((zone, at) => (isInZone(zone, user.box) ? [at] : []));
}

function newUser(users: Map<number, RoadUser>, { track, mediaUs, ...point }: TrackPoint, aspect: number): RoadUser {
  const [x1, , x2, y2] = point.box;
  const [restX, restY] = [((x1 + x2) / 2 / QUANT_MAX) * aspect, y2 / QUANT_MAX];
  const fresh: RoadUser = {
    ...{
      track,
      before: -1,
      className: point.classSoFar,
      box: point.box,
      x: restX,
      y: restY,
      size: 1,
      frameId: point.frameId,
    },
    ...{ firstUs: mediaUs, lastUs: mediaUs, trail: [], vx: 0, vy: 0, hx: 0, hy: 0 },
    ...{ gx: NaN, gy: NaN, gvx: NaN, gvy: NaN, ghx: 0, ghy: 0 },
    ...{ rest: point.box, restX, restY, restSinceUs: mediaUs, zones: [] },
  };
  for (const before of users.values()) {
    const gone = mediaUs - before.lastUs;
    if (gone <= 0 || gone > TAKEN_OVER_US || overlapOf(before.rest, point.box) < SAME_PLACE) continue;
    if (before.lastUs - before.restSinceUs < 1_000_000) continue;
    users.delete(before.track);
    const { rest, restX: x, restY: y, restSinceUs, hx, hy, ghx, ghy } = before;
    return { ...fresh, before: before.track, rest, restX: x, restY: y, restSinceUs, hx, hy, ghx, ghy };
  }
  return fresh;
}

function place(user: RoadUser, { box, classSoFar, frameId, mediaUs }: TrackPoint, aspect: number): void {
  const [x1, y1, x2, y2] = box;
  user.box = box;
  user.className = classSoFar;
  user.frameId = frameId;
  user.lastUs = mediaUs;
  user.x = ((x1 + x2) / 2 / QUANT_MAX) * aspect;
  user.y = y2 / QUANT_MAX;
  user.size = Math.max(1e-4, Math.sqrt(((x2 - x1) / QUANT_MAX) * aspect * ((y2 - y1) / QUANT_MAX)));
}

/** The middle of the vehicle on the ground, by a block of its class's size turned as it last drove. */
function locate(user: RoadUser, view: CalibratedView | null): void {
  user.gx = user.gy = NaN;
  if (view === null) return;
  const seen = normPoint(user.x / view.map.aspect, user.y);
  if (!isInRegion(view.region, seen)) return;
  const ground = toGround(view.map, seen);
  if (ground === null) return;
  const turned = user.ghx !== 0 || user.ghy !== 0;
  const middle = turned ? middleOf(view, ground, { x: user.ghx, y: user.ghy }, CLASS_SIZES[user.className]) : ground;
  user.gx = middle.x;
  user.gy = middle.y;
}

function follow(user: RoadUser): void {
  const { trail, lastUs } = user;
  let gone = 0;
  while (gone < trail.length - NUMBERS && lastUs - (trail[gone] ?? 0) > TRAIL_US) gone += NUMBERS;
  if (gone > 0) trail.splice(0, gone);
  const newest = trail[trail.length - NUMBERS] ?? -Infinity;
  if (lastUs - newest >= TRAIL_EVERY_US) trail.push(lastUs, user.x, user.y, user.gx, user.gy);
  const [us = lastUs, x = user.x, y = user.y, gx = NaN, gy = NaN] = trail;
  const seconds = (lastUs - us) / 1e6;
  if (seconds < 0.25) return;
  user.vx = (user.x - x) / seconds;
  user.vy = (user.y - y) / seconds;
  user.gvx = (user.gx - gx) / seconds;
  user.gvy = (user.gy - gy) / seconds;
  turn(user);
}

function turn(user: RoadUser): void {
  const pace = Math.hypot(user.vx, user.vy);
  if (pace > HEADING_PACE * user.size) {
    user.hx = user.vx / pace;
    user.hy = user.vy / pace;
  }
  const speed = Math.hypot(user.gvx, user.gvy);
  if (speed > HEADING_METRES) {
    // From here on places are those of the middle: they say nothing beside those of the lower edge.
    if (user.ghx === 0 && user.ghy === 0) for (let at = 3; at < user.trail.length; at += NUMBERS) user.trail[at] = NaN;
    user.ghx = user.gvx / speed;
    user.ghy = user.gvy / speed;
  }
}

function noteRest(user: RoadUser): void {
  const moved = Math.hypot(user.x - user.restX, user.y - user.restY);
  if (moved <= REST_RADIUS * user.size) return;
  const rested = user.lastUs - user.restSinceUs >= 1_000_000;
  if (rested && shareInside(user.box, user.rest) >= HIDDEN_INSIDE) return;
  user.rest = user.box;
  user.restX = user.x;
  user.restY = user.y;
  user.restSinceUs = user.lastUs;
}
