import type { ProofContext } from '../../scripts/prove.ts';
import { SCENES } from '../../simulator/scenes/scenes.ts';
import { watchScene } from '../../simulator/truth/watch-scene.ts';

/** The synthetic road over many seeds: nobody collides, nobody is lost, and it flows. */
const SEEDS = 25;
const MINUTES = 10;
/** An arm may be saturated, and its queue grow; but nothing may stand still: of an average minute so much leaves in the last. */
const LEAST_AT_THE_END = 0.5;

export function prove({ log }: ProofContext) {
  const rows = Object.entries(SCENES).flatMap(([scene, make]) =>
    Array.from({ length: SEEDS }, (_, at) => {
      const seed = at + 1;
      const begun = performance.now();
      const { wrong, left, leftLately, demand } = watchScene(make(seed), MINUTES);
      const share = left.length / ((demand / 60) * MINUTES);
      const row = {
        ...{ scene, seed, 'vehicles that left': left.length },
        'share of the demand': Number(share.toFixed(2)),
        'in the last minute': leftLately,
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
    holds: rows.every(
      (row) =>
        row['collisions and lost ones'] === 0 &&
        row['in the last minute'] >= (LEAST_AT_THE_END * row['vehicles that left']) / MINUTES,
    ),
    notes: [
      `${MINUTES} minutes of each seed; bodies are looked at five times a second and may overlap by 5 cm at most.`,
    ],
  });
}
