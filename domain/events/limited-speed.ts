import { isMotor, placeOf } from './road-user.ts';
import type { RoadUser } from './road-user.ts';
import { remembered } from './rule-frame.ts';
import type { ReadSpeed, RuleFrame, RuleMemory } from './rule-frame.ts';
import type { Sign } from './sign.ts';
import type { PreparedWatch } from './watch-zone.ts';

export const KMH = 3.6;
/** A speed is asked for this often; it is that of the last second anyway. */
const ASKED_EVERY_US = 500_000;

export interface Limited {
  readonly user: RoadUser;
  readonly zone: PreparedWatch;
  readonly limitKmh: number;
}

/** Everybody with an engine who was just seen where a speed limit holds. */
export function limited({ users, nowUs, zones }: RuleFrame): Limited[] {
  return [...users.values()].flatMap((user) => {
    if (user.lastUs !== nowUs || !isMotor(user.className)) return [];
    const zone = user.zones.map((at) => zones[at]).find((one) => one !== undefined && one.watch.limitKmh !== null);
    const limitKmh = zone?.watch.limitKmh ?? null;
    return zone === undefined || limitKmh === null ? [] : [{ user, zone, limitKmh }];
  });
}

/** Asks at set moments of source time, so that the same film gives the same speeds. */
export function askedNow(
  memory: RuleMemory,
  { speedOf, nowUs }: RuleFrame,
  { track, className }: RoadUser,
): ReadSpeed | null {
  if (speedOf === null) return null;
  const asked = remembered(memory, `${track} asked`, [-ASKED_EVERY_US]);
  if (nowUs - (asked[0] ?? 0) < ASKED_EVERY_US) return null;
  asked[0] = nowUs;
  return speedOf(track, className, nowUs);
}

export function speedSign(rule: 'speeding' | 'too-slow', of: Limited, sinceUs: number, speed: ReadSpeed): Sign {
  const { user, zone, limitKmh } = of;
  const values = { kmh: speed.metresPerSecond * KMH, plusMinusKmh: speed.plusMinus * KMH, limitKmh };
  const told = { rule, key: String(user.track), sinceUs, zone: zone.versionId, tracks: [user.track] };
  return { ...told, box: user.box, place: placeOf(user), values };
}
