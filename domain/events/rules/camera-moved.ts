import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** The picture lies elsewhere than it lay: what is drawn and what is calibrated no longer fits it. */
export function cameraMoved(_memory: RuleMemory, { picture, nowUs, settings }: RuleFrame): Sign[] {
  const moved = picture?.moved ?? null;
  if (moved === null || nowUs - moved.sinceUs < settings.cameraMoved.holdSeconds * 1e6) return [];
  const values = { moved: Math.hypot(moved.x, moved.y) };
  const told = { rule: 'camera-moved', key: 'camera', sinceUs: moved.sinceUs, zone: null } as const;
  return [{ ...told, tracks: [], box: null, place: null, values }];
}
