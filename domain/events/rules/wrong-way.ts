import { isMotor, paceOf, placeOf } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { forgetTracks, remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';
import type { Arrow } from '../watch-zone.ts';

/** Slower than this, in own sizes a second, a direction is that of wandering boxes. */
const LEAST_PACE = 0.3;

/**
 * A vehicle drives against the arrow of its zone: by more than an angle, without a break for a time, and over a way of some
 * of its own lengths. A number that jumps from one vehicle to another does not do that.
 */
export function wrongWay(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings, zones } = frame;
  const { holdSeconds, leastDegrees, leastSizes } = settings.wrongWay;
  forgetTracks(memory, frame);
  const signs: Sign[] = [];
  for (const user of frame.users.values()) {
    if (user.lastUs !== nowUs || !isMotor(user.className)) continue;
    for (const [at, zone] of zones.entries()) {
      const key = `${user.track} ${zone.versionId}`;
      const angle = zone.arrow === null ? 0 : angleTo(user, zone.arrow);
      if (zone.arrow === null || !user.zones.includes(at) || paceOf(user) < LEAST_PACE || angle < leastDegrees) {
        memory.delete(key);
        continue;
      }
      const [sinceUs = nowUs, x = user.x, y = user.y] = remembered(memory, key, [nowUs, user.x, user.y]);
      const sizes = Math.hypot(user.x - x, user.y - y) / user.size;
      if (nowUs - sinceUs < holdSeconds * 1e6 || sizes < leastSizes) continue;
      signs.push({
        ...{ rule: 'wrong-way', key, sinceUs, zone: zone.versionId, tracks: [user.track] },
        ...{ box: user.box, place: placeOf(user), values: { degrees: angle } },
      });
    }
  }
  return signs;
}

function angleTo({ vx, vy }: RoadUser, { dx, dy }: Arrow): number {
  const along = vx * dx + vy * dy;
  const aside = vy * dx - vx * dy;
  return (Math.abs(Math.atan2(aside, along)) * 180) / Math.PI;
}
