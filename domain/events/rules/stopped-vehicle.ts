import { isAtStopLine, isQueueing } from '../queueing.ts';
import { isMotor, isThere, placeOf, stands } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { forgetTracks } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';
import type { PreparedWatch } from '../watch-zone.ts';

/**
 * A vehicle stands on a carriageway for longer than it may and for no reason that is seen: nobody stands ahead of it, and
 * it is not the first at a stop line. When a row sets off, whoever becomes its first has stood long and still needs a
 * moment to start: the time since there was a reason counts.
 */
export function stoppedVehicles(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings } = frame;
  forgetTracks(memory, frame);
  const signs: Sign[] = [];
  for (const user of frame.users.values()) {
    const zone = user.zones.map((at) => frame.zones[at]).find((one) => one?.watch.carriageway === true);
    if (zone === undefined || !isMotor(user.className) || !isThere(user, nowUs) || !stands(user)) continue;
    const sinceUs = withoutReasonSince(memory, frame, user, zone);
    if (nowUs - sinceUs < settings.stoppedVehicle.holdSeconds * 1e6) continue;
    signs.push({
      ...{ rule: 'stopped-vehicle', key: String(user.track), sinceUs, zone: zone.versionId, tracks: [user.track] },
      ...{ box: user.box, place: placeOf(user), values: { seconds: (nowUs - sinceUs) / 1e6 } },
    });
  }
  return signs;
}

/** The memory of a track is when it last had a reason to stand; another number of the same vehicle goes on with it. */
function withoutReasonSince(memory: RuleMemory, frame: RuleFrame, user: RoadUser, zone: PreparedWatch): number {
  const key = String(user.track);
  if (isQueueing(frame, user, zone) || isAtStopLine(user, zone)) memory.set(key, [frame.nowUs]);
  else if (!memory.has(key)) memory.set(key, memory.get(String(user.before)) ?? [user.firstUs]);
  const [reasonUs = user.firstUs] = memory.get(key) ?? [];
  return Math.max(reasonUs, user.restSinceUs);
}
