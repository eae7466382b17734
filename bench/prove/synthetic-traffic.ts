import type { ProofContext } from '../../scripts/prove.ts';
import { junctionScene } from '../../simulator/scenes/junction.ts';
import { motorwayScene } from '../../simulator/scenes/motorway.ts';
import { watchScene } from '../../simulator/truth/watch-scene.ts';

/** The synthetic road over many seeds: nobody collides, nobody is lost, and it flows. */
const SCENES = { junction: junctionScene, motorway: motorwayScene } as const;
const SEEDS = 25;
const MINUTES = 10;
/** Whoever came in lately is still on the way; the rest must have left. */
const LEAST_SHARE = 0.8;

export function prove({ log }: ProofContext) {
  const rows = Object.entries(SCENES).flatMap(([scene, make]) =>
    Array.from({ length: SEEDS }, (_, at) => {
      const seed = at + 1;
      const begun = performance.now();
      const { wrong, left, demand } = watchScene(make(seed), MINUTES);
      const share = left.length / ((demand / 60) * MINUTES);
      const row = {
        ...{ scene, seed, 'vehicles that left': left.length },
        'share of the demand': Number(share.toFixed(2)),
        'collisions and lost ones': wrong.length,
        'seconds to simulate': Number(((performance.now() - begun) / 1000).toFixed(1)),
      };
      log(
        Object.entries(row)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
      );
      return row;
    }),
  );
  return Promise.resolve({
    title: 'Traffic of the simulator',
    rows,
    holds: rows.every((row) => row['collisions and lost ones'] === 0 && row['share of the demand'] >= LEAST_SHARE),
    notes: [
      `${MINUTES} minutes of each seed; bodies are looked at five times a second and may overlap by 5 cm at most.`,
    ],
  });
}
