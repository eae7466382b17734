import type { ActorState } from '../../world/actors.ts';
import { bodyWithId } from '../../world/bodies.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPose } from '../../world/ground.ts';

export interface Posed {
  readonly id: number;
  readonly bodyId: string;
  readonly colour: string;
  readonly pose: GroundPose;
  readonly signalling: boolean;
  readonly odometer: number;
}

/** An actor as the traffic would report it, standing straight at a place. */
export function posed({ id, bodyId, colour, pose, signalling, odometer }: Posed): ActorState {
  const body = bodyWithId(bodyId);
  return {
    id,
    class: body.class,
    bodyId,
    colour,
    position: { x: pose.x, y: pose.y },
    heading: pose.heading,
    parts: body.parts.map(({ from, length }) => ({
      ...fromPose(pose, body.length / 2 - from - length / 2),
      heading: pose.heading,
    })),
    speed: 0,
    acceleration: 0,
    lane: '',
    length: body.length,
    width: body.width,
    height: body.height,
    braking: signalling,
    indicator: signalling ? 'left' : 'none',
    odometer,
  };
}
