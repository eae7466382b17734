import { isMotor } from '../road-user.ts';
import { remembered, usersIn } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** More vehicles are in a zone than it holds. */
export function overCapacity(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings, zones } = frame;
  return zones.flatMap(({ versionId, watch: { capacity } }, at): Sign[] => {
    if (capacity === null) return [];
    const there = usersIn(frame, at).filter(({ className }) => isMotor(className));
    if (there.length <= capacity) {
      memory.delete(versionId);
      return [];
    }
    const [sinceUs = nowUs] = remembered(memory, versionId, [nowUs]);
    if (nowUs - sinceUs < settings.overCapacity.holdSeconds * 1e6) return [];
    const tracks = there.map(({ track }) => track);
    const values = { vehicles: there.length, capacity };
    return [
      { rule: 'over-capacity', key: versionId, sinceUs, zone: versionId, tracks, box: null, place: null, values },
    ];
  });
}
