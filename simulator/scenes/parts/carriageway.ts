import { beside } from '../../network/bands.ts';
import type { Curve } from '../../network/curve.ts';
import { curveThrough } from '../../network/curve.ts';
import type { Lane } from '../../network/lanes.ts';
import type { NetworkBuilder } from '../../network/network-builder.ts';
import { LINE_WIDTH } from '../../world/ground-plan.ts';
import type { Marking } from '../../world/ground-plan.ts';

/** Lanes side by side along one line, the leftmost first: the line is their left edge. */
export interface CarriagewayPlan {
  readonly name: string;
  readonly edge: Curve;
  readonly lanes: number;
  readonly laneWidth: number;
  readonly speedLimit: number;
  readonly entry?: string;
  readonly exit?: string;
}

export function addCarriageway(builder: NetworkBuilder, plan: CarriagewayPlan): Lane[] {
  const { name, edge, laneWidth, speedLimit, entry, exit } = plan;
  const lanes = Array.from({ length: plan.lanes }, (_, at) =>
    builder.lane({
      ...{ id: `${name} ${at + 1}`, width: laneWidth, speedLimit, use: 'motor' },
      curve: curveThrough(beside(edge, -(at + 0.5) * laneWidth)),
      ...(entry === undefined ? {} : { entry }),
      ...(exit === undefined ? {} : { exit }),
    }),
  );
  for (const [at, right] of lanes.entries()) {
    const left = lanes[at - 1];
    if (left !== undefined) builder.neighbours(left, right);
  }
  return lanes;
}

/** Solid at both edges, dashed between. */
export function carriagewayMarkings(edge: Curve, lanes: number, laneWidth: number): Marking[] {
  return Array.from({ length: lanes + 1 }, (_, at) => ({
    kind: at === 0 || at === lanes ? ('solid' as const) : ('dashed' as const),
    points: beside(edge, -at * laneWidth),
    width: at === 0 || at === lanes ? 2 * LINE_WIDTH : LINE_WIDTH,
  }));
}
