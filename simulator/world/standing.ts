import type { ActorState } from './actors.ts';
import { bodyWithId } from './bodies.ts';
import { fromPose } from './ground.ts';
import type { GroundPose } from './ground.ts';

/** Somebody who stands, straight, with its middle at a pose. */
export function standing(id: number, bodyId: string, colour: string, pose: GroundPose): ActorState {
  const body = bodyWithId(bodyId);
  const { length, width, height } = body;
  return {
    ...{ id, class: body.class, bodyId, colour, length, width, height },
    ...{ position: { x: pose.x, y: pose.y }, heading: pose.heading },
    parts: body.parts.map(({ from, length: own }) => ({
      ...fromPose(pose, length / 2 - from - own / 2),
      heading: pose.heading,
    })),
    ...{ speed: 0, acceleration: 0, lane: '', braking: false, indicator: 'none', odometer: 0 },
  };
}
