import type { GroundPlan } from '../../world/ground-plan.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';
import { alongLine, lengthOf } from './outlines.ts';

const CONCRETE: Colour = linear('#8b8880');
const DEPTH = 1.6;
const PIER_SPACING = 38;

/** What carries a road with parapets: the edge of the deck under them, and piers down to the ground. */
export function drawBridgeDeck(draft: Draft, { barriers }: GroundPlan, ground: number): void {
  for (const { kind, points } of barriers) {
    if (kind !== 'parapet') continue;
    const length = lengthOf(points);
    for (let station = 0; station < length; station += 8) {
      const pose = alongLine(points, station);
      draft.box(pose, { ahead: [0, 8.05], left: [-0.35, 0.35], up: [-DEPTH, -0.02] }, CONCRETE);
    }
    for (let station = PIER_SPACING / 2; station < length; station += PIER_SPACING) {
      draft.post(alongLine(points, station), [ground, -DEPTH], 0.9, CONCRETE);
    }
  }
}
