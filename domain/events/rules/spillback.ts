import { shareAlong } from '../along-arrow.ts';
import { isMotor, stands } from '../road-user.ts';
import { remembered, usersIn } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** A queue stands all the way back to where a zone's arrow begins: the junction behind it is next. */
export function spillback(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings, zones } = frame;
  const { holdSeconds, reachShare, leastVehicles } = settings.spillback;
  return zones.flatMap((zone, at): Sign[] => {
    const { versionId, watch } = zone;
    if (!watch.spillback || zone.arrow === null) return [];
    const standing = usersIn(frame, at).filter((user) => isMotor(user.className) && stands(user));
    const last = Math.min(...standing.map((user) => shareAlong(zone, user, frame.view)));
    if (standing.length < leastVehicles || last > reachShare) {
      memory.delete(versionId);
      return [];
    }
    const [sinceUs = nowUs] = remembered(memory, versionId, [nowUs]);
    if (nowUs - sinceUs < holdSeconds * 1e6) return [];
    const tracks = standing.map(({ track }) => track);
    const values = { vehicles: standing.length };
    return [{ rule: 'spillback', key: versionId, sinceUs, zone: versionId, tracks, box: null, place: null, values }];
  });
}
