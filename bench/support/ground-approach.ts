import type { Lane } from '../../simulator/network/lanes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import type { GroundPoint } from '../../simulator/world/ground.ts';

/** What the scene says of an approach: its outline, its stop line and the lanes that lead to it. */
export interface GroundApproach {
  readonly outline: readonly GroundPoint[];
  readonly from: GroundPoint;
  readonly to: GroundPoint;
  readonly lanes: readonly Lane[];
  readonly speedLimit: number;
  readonly metres: number;
}

/** The approach of an arm, as the scene draws it. */
export function approachOf({ zones, network }: Scene, arm: string): GroundApproach {
  const outline = zones.find(({ name }) => name === `approach ${arm}`)?.outline ?? [];
  const [near, far, , nearKerb] = outline;
  const lanes = network.lanes.filter(({ id, turn }) => turn === null && id.startsWith(`${arm} in `));
  const [lane] = lanes;
  if (near === undefined || far === undefined || nearKerb === undefined || lane === undefined)
    throw new Error(`the scene has no approach ${arm}`);
  const metres = Math.hypot(far.x - near.x, far.y - near.y);
  return { outline, from: near, to: nearKerb, lanes, speedLimit: lane.speedLimit, metres };
}
