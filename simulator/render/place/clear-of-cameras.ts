import type { CameraMount } from '../../camera/mounts.ts';
import type { GroundPlan } from '../../world/ground-plan.ts';
import { distance, fromPose } from '../../world/ground.ts';
import type { GroundPoint } from '../../world/ground.ts';

/** Before a camera nothing tall stands so near that it would fill the picture: whoever hangs one up sees to that. */
const CLEAR_AHEAD = 15;
const HALF_WIDTH = 4;

/** The plan without the trees and lamps right before its cameras. */
export function clearOfCameras(plan: GroundPlan, mounts: readonly CameraMount[]): GroundPlan {
  const isClear = (point: GroundPoint): boolean =>
    mounts.every(({ position, yaw }) => {
      const middle = fromPose({ ...position, heading: yaw }, CLEAR_AHEAD / 2);
      return distance(middle, point) > Math.hypot(CLEAR_AHEAD / 2, HALF_WIDTH);
    });
  return { ...plan, trees: plan.trees.filter(isClear), lamps: plan.lamps.filter(isClear) };
}
