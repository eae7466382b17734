import { isQueueing, isAtStopLine } from '../queueing.ts';
import { groundSpeedOf, isMotor, isThere, paceOf, placeOf, stands } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { forgetTracks, remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';
import type { PreparedWatch } from '../watch-zone.ts';

/** Braking is judged over about this time; below these speeds nobody brakes hard. */
const JUDGED_US = 800_000;
const [LEAST_METRES, LEAST_PACE] = [5, 0.9];
/** Whoever stands this near belongs to it: in metres, or in sizes of the vehicle. */
const [NEAR_METRES, NEAR_SIZES] = [25, 5];
/** It may take so long from hard braking to the standstill. */
const STANDSTILL_WITHIN_US = 6_000_000;

/**
 * A vehicle brakes hard, comes to a stand where it has no reason to, and others come to a stand around it: an accident is
 * suspected. One hard braking alone happens all the time.
 */
export function suddenStops(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { users, nowUs, settings, zones } = frame;
  const { others: needed, withinSeconds } = settings.suddenStop;
  forgetTracks(memory, frame);
  const signs: Sign[] = [];
  for (const user of users.values()) {
    if (!isMotor(user.className) || !isThere(user, nowUs)) continue;
    const brakedUs = noteBraking(memory, user, frame);
    const zone = user.zones.map((at) => zones[at]).find((one) => one?.watch.carriageway === true);
    if (brakedUs === null || zone === undefined || !stands(user)) continue;
    if (user.restSinceUs - brakedUs > STANDSTILL_WITHIN_US || isExcused(frame, user, zone)) continue;
    const cluster = clusterOf(frame, user, brakedUs, withinSeconds * 1e6);
    if (cluster.length < needed) continue;
    const [, deceleration = 0] = memory.get(`${user.track} hard`) ?? [];
    signs.push({
      ...{ rule: 'sudden-stop', key: String(user.track), sinceUs: brakedUs, zone: zone.versionId },
      ...{ tracks: [user.track, ...cluster.map(({ track }) => track)], box: user.box, place: placeOf(user) },
      values: { deceleration, others: cluster.length },
    });
  }
  return signs;
}

function isExcused(frame: RuleFrame, user: RoadUser, zone: PreparedWatch): boolean {
  return isQueueing(frame, user, zone) || isAtStopLine(user, zone);
}

/** Speeds a moment ago and now; when it last braked hard, as long as that matters. */
function noteBraking(
  memory: RuleMemory,
  user: RoadUser,
  { nowUs, settings: { suddenStop } }: RuleFrame,
): number | null {
  const [key, hard] = [`${user.track} speeds`, `${user.track} hard`];
  const metres = groundSpeedOf(user);
  const [speed, least, bound] = Number.isNaN(metres)
    ? [paceOf(user), LEAST_PACE, suddenStop.pictureDeceleration]
    : [metres, LEAST_METRES, suddenStop.deceleration];
  // A speed in metres says nothing beside one in sizes.
  const kind = Number.isNaN(metres) ? 0 : 1;
  const speeds = remembered(memory, key, []);
  let gone = 0;
  while (gone < speeds.length && nowUs - (speeds[gone] ?? 0) > JUDGED_US * 1.5) gone += 3;
  if (gone > 0) speeds.splice(0, gone);
  if (user.lastUs === nowUs) speeds.push(nowUs, speed, kind);
  const [us = nowUs, before = 0, beforeKind = kind] = speeds;
  const seconds = (nowUs - us) / 1e6;
  const deceleration = seconds <= 0 ? 0 : (before - speed) / seconds;
  if (nowUs - us >= JUDGED_US && beforeKind === kind && before >= least && deceleration >= bound)
    memory.set(hard, [nowUs, deceleration]);
  const brakedUs = memory.get(hard)?.[0] ?? null;
  // Whoever drives on has not stopped.
  if (brakedUs !== null && speed > least && nowUs - brakedUs > STANDSTILL_WITHIN_US) memory.delete(hard);
  return memory.get(hard)?.[0] ?? null;
}

/** Who came to a stand near it, soon after. */
function clusterOf({ users, nowUs }: RuleFrame, user: RoadUser, brakedUs: number, withinUs: number): RoadUser[] {
  return [...users.values()].filter((other) => {
    if (other.track === user.track || !isMotor(other.className) || !isThere(other, nowUs) || !isNear(other, user))
      return false;
    return stands(other) && other.restSinceUs >= brakedUs - 1_000_000 && other.restSinceUs <= brakedUs + withinUs;
  });
}

function isNear(other: RoadUser, user: RoadUser): boolean {
  const metres = Math.hypot(other.gx - user.gx, other.gy - user.gy);
  if (!Number.isNaN(metres)) return metres <= NEAR_METRES;
  return Math.hypot(other.x - user.x, other.y - user.y) <= NEAR_SIZES * Math.max(user.size, other.size);
}
