import type { ActorState } from '../world/actors.ts';
import { wrapAngle } from '../world/ground.ts';

/** Somebody came so fast and so near behind another that only braking helped. */
export interface TrueCloseFollowing {
  readonly leader: number;
  readonly follower: number;
  /** When it was closest, and how many seconds were left then. */
  readonly seconds: number;
  readonly ttc: number;
}

const WORTH_TELLING = 1.5;
const LEAST_CLOSING = 0.5;
const SAME_DIRECTION = 0.35;
const FARTHEST = 40;

/** Time to collision behind whoever is ahead: one record for each pair and each time that it was short. */
export function createFollowingWatch(): {
  step(actors: readonly ActorState[], seconds: number): TrueCloseFollowing[];
} {
  const open = new Map<string, TrueCloseFollowing>();
  return {
    step(actors, seconds) {
      const now = new Set<string>();
      for (const follower of actors) {
        for (const leader of actors) {
          const ttc = timeToCollision(follower, leader);
          if (ttc > WORTH_TELLING) continue;
          const key = `${leader.id} ${follower.id}`;
          now.add(key);
          if (ttc < (open.get(key)?.ttc ?? Infinity)) {
            open.set(key, { leader: leader.id, follower: follower.id, seconds, ttc });
          }
        }
      }
      const over = [...open.entries()].filter(([key]) => !now.has(key));
      for (const [key] of over) open.delete(key);
      return over.map(([, record]) => record);
    },
  };
}

function timeToCollision(follower: ActorState, leader: ActorState): number {
  const [dx, dy] = [leader.position.x - follower.position.x, leader.position.y - follower.position.y];
  if (follower === leader || Math.abs(dx) > FARTHEST || Math.abs(dy) > FARTHEST) return Infinity;
  const turned = wrapAngle(leader.heading - follower.heading);
  const closing = follower.speed - leader.speed * Math.cos(turned);
  if (closing < LEAST_CLOSING || Math.abs(turned) > SAME_DIRECTION) return Infinity;
  const [cos, sin] = [Math.cos(follower.heading), Math.sin(follower.heading)];
  const aside = Math.abs(dy * cos - dx * sin);
  const gap = dx * cos + dy * sin - (follower.length + leader.length) / 2;
  return gap <= 0 || aside > (follower.width + leader.width) / 2 ? Infinity : gap / closing;
}
