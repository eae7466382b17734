import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** Something lies on a carriageway that is no vehicle: the picture differs from the road there and stays so. */
export function debris(_memory: RuleMemory, { picture, zones }: RuleFrame): Sign[] {
  return (picture?.lying ?? []).map(({ zone, key, sinceUs, box, cells }): Sign => {
    const [x1, y1, x2, y2] = box;
    const place = { x: (x1 + x2) / 2 / QUANT_MAX, y: (y1 + y2) / 2 / QUANT_MAX };
    const versionId = zones[zone]?.versionId ?? null;
    return { rule: 'debris', key, sinceUs, zone: versionId, tracks: [], box, place, values: { cells } };
  });
}
