import { askedNow, KMH, limited, speedSign } from '../limited-speed.ts';
import { remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** Others count as driving freely from this share of the limit on, and are remembered for this long. */
const [FREE_SHARE, REMEMBERED_US] = [0.6, 60_000_000];
/** Slower than this nobody drives: that is a matter of standing vehicles and of jams. */
const LEAST_METRES = 1;

/** Far slower than the limit although others just drove freely past the same place. */
export function tooSlow(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings } = frame;
  for (const key of frame.isFewer ? memory.keys() : [])
    if (!key.startsWith('free ') && !frame.users.has(Number.parseInt(key, 10))) memory.delete(key);
  return limited(frame).flatMap((of) => {
    const speed = askedNow(memory, frame, of.user);
    if (speed === null) return [];
    const key = String(of.user.track);
    const [most, least] = [speed.metresPerSecond + speed.plusMinus, speed.metresPerSecond - speed.plusMinus];
    if (least * KMH > of.limitKmh * FREE_SHARE) memory.set(`free ${of.zone.versionId}`, [nowUs, of.user.track]);
    const [freeUs = -Infinity, by = of.user.track] = memory.get(`free ${of.zone.versionId}`) ?? [];
    const othersDrive = nowUs - freeUs < REMEMBERED_US && by !== of.user.track;
    if (!othersDrive || speed.metresPerSecond < LEAST_METRES || most * KMH >= of.limitKmh * settings.tooSlow.share) {
      memory.delete(key);
      return [];
    }
    const [sinceUs = nowUs] = remembered(memory, key, [nowUs]);
    return nowUs - sinceUs < settings.tooSlow.holdSeconds * 1e6 ? [] : [speedSign('too-slow', of, sinceUs, speed)];
  });
}
