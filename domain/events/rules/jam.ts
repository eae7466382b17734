import { groundSpeedOf, isMotor, paceOf } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { remembered, usersIn } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** Speeds are smoothed over this time, so that one vehicle which moves up is no free road. */
const SMOOTHING_SECONDS = 15;
/** A zone that is nearly empty for so long is free. */
const EMPTY_SECONDS = 20;
/** Times are never negative, and neither are speeds. */
const NONE = -1;
/** On a scale on which the lower bound of the settings is 1 and the upper one 2. */
const [SLOW, FREE] = [1, 2];

/**
 * The traffic of a zone has been slow for a long time. Slow begins below one mean speed and ends above another, higher one:
 * a signal that lets its queue go frees the zone, a jam that moves up a little does not.
 */
export function jams(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings, zones } = frame;
  const { holdSeconds, leastVehicles } = settings.jam;
  return zones.flatMap(({ versionId, watch }, at): Sign[] => {
    if (!watch.carriageway) return [];
    const there = usersIn(frame, at).filter(({ className }) => isMotor(className));
    const state = remembered(memory, versionId, [NONE, nowUs, NONE, nowUs]);
    stepZone(state, there, frame, leastVehicles);
    const [, , sinceUs = NONE] = state;
    if (sinceUs === NONE || nowUs - sinceUs < holdSeconds * 1e6) return [];
    const tracks = there.map(({ track }) => track);
    const values = { vehicles: there.length, seconds: (nowUs - sinceUs) / 1e6 };
    return [{ rule: 'jam', key: versionId, sinceUs, zone: versionId, tracks, box: null, place: null, values }];
  });
}

/** What is remembered of a zone: its smoothed slowness, when that was, since when it is slow, when it last held vehicles. */
function stepZone(state: number[], there: readonly RoadUser[], frame: RuleFrame, leastVehicles: number): void {
  const { nowUs } = frame;
  const [smoothed = NONE, lastUs = nowUs, sinceUs = NONE, filledUs = nowUs] = state;
  if (there.length < leastVehicles) {
    if (nowUs - filledUs > EMPTY_SECONDS * 1e6) state.splice(0, 3, NONE, nowUs, NONE);
    return;
  }
  const now = there.reduce((sum, user) => sum + slownessOf(user, frame), 0) / there.length;
  const share = 1 - Math.exp(-(nowUs - lastUs) / 1e6 / SMOOTHING_SECONDS);
  const next = smoothed === NONE ? now : smoothed + share * (now - smoothed);
  const isSlow = sinceUs === NONE ? next < SLOW : next < FREE;
  state.splice(0, 4, next, nowUs, isSlow ? (sinceUs === NONE ? nowUs : sinceUs) : NONE, nowUs);
}

function slownessOf(user: RoadUser, { settings: { jam } }: RuleFrame): number {
  const kmh = groundSpeedOf(user) * 3.6;
  return Number.isNaN(kmh) ? scaled(paceOf(user), jam.slowSizes, jam.freeSizes) : scaled(kmh, jam.slowKmh, jam.freeKmh);
}

function scaled(speed: number, slow: number, free: number): number {
  return speed <= slow ? speed / slow : 1 + (speed - slow) / Math.max(1e-6, free - slow);
}
