import { askedNow, KMH, limited, speedSign } from '../limited-speed.ts';
import { forgetTracks, remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/**
 * Faster than the limit by more than is let pass, with the ± of the measurement taken off, twice in a row: one measurement
 * may be a slip.
 */
export function speeding(memory: RuleMemory, frame: RuleFrame): Sign[] {
  forgetTracks(memory, frame);
  return limited(frame).flatMap((of) => {
    const speed = askedNow(memory, frame, of.user);
    if (speed === null) return [];
    const key = String(of.user.track);
    const surely = (speed.metresPerSecond - speed.plusMinus) * KMH;
    if (surely <= of.limitKmh + frame.settings.speeding.overKmh) {
      memory.delete(key);
      return [];
    }
    const known = memory.get(key);
    const [sinceUs = frame.nowUs] = remembered(memory, key, [frame.nowUs]);
    return known === undefined ? [] : [speedSign('speeding', of, sinceUs, speed)];
  });
}
