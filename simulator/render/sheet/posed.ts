import type { ActorState } from '../../world/actors.ts';
import type { GroundPose } from '../../world/ground.ts';
import { standing } from '../../world/standing.ts';

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
  const lamps = { braking: signalling, indicator: signalling ? 'left' : 'none' } as const;
  return { ...standing(id, bodyId, colour, pose), ...lamps, odometer };
}
