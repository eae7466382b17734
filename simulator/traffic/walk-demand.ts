import { WALK_FILES } from '../network/walks.ts';
import type { Walk } from '../network/walks.ts';
import { bodiesOf } from '../world/bodies.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import type { Walker } from './walkers.ts';

/** How many go along a walk. */
export interface WalkDemand {
  readonly walk: Walk;
  readonly perHour: number;
}

export interface WalkSource {
  step(seconds: number, walkers: readonly Walker[], nextId: () => number): Walker | null;
}

const ROOM_AT_START = 2.5;

/** People come by chance; whoever finds both files taken at the start comes a little later. */
export function createWalkSource({ walk, perHour }: WalkDemand, seed: number): WalkSource {
  const random = randomStream(seed, `walk ${walk.id}`);
  const mean = 3600 / perHour;
  let nextAt = random.exponential(mean);
  return {
    step(seconds, walkers, nextId) {
      if (seconds < nextAt) return null;
      const taken = (file: number): boolean =>
        walkers.some((one) => one.walk === walk && one.file === file && one.station < ROOM_AT_START);
      const free = WALK_FILES.filter((file) => !taken(file));
      if (free.length === 0) return null;
      nextAt = seconds + random.exponential(mean);
      return drawWalker(walk, random, random.pick(free), nextId());
    },
  };
}

/** Free speeds on level ground: 1.34 m/s on average, deviation 0.26 (Weidmann 1993). */
export function drawWalker(walk: Walk, random: Random, file: number, id: number): Walker {
  const body = random.weighted(bodiesOf('pedestrian').map((one) => [one, one.share] as const));
  const wishedSpeed = Math.min(1.9, Math.max(0.8, random.normal(1.34, 0.26)));
  const colour = random.weighted(body.colours);
  return { id, body, colour, walk, file, wishedSpeed, station: 0, speed: wishedSpeed, script: null, waits: false };
}
