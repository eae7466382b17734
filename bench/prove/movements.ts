import type { ProofContext } from '../../scripts/prove.ts';
import { junctionScene } from '../../simulator/scenes/junction.ts';
import { roundaboutScene } from '../../simulator/scenes/roundabout.ts';
import { sceneMovements } from '../support/scene-movements.ts';

/** Movements from true boxes: tracker, counter and movement rule make no error of their own. */
const SEEDS = 10;
const MINUTES = 10;

export function prove({ log }: ProofContext) {
  const scenes = { junction: junctionScene, roundabout: roundaboutScene };
  const rows = Object.entries(scenes).flatMap(([scene, make]) =>
    Array.from({ length: SEEDS }, (_, at) => {
      const seed = at + 1;
      const { truth, counted } = sceneMovements(make(seed), MINUTES);
      const pairs = [...new Set([...truth.keys(), ...counted.keys()])];
      const wrong = pairs.map((pair) => Math.abs((truth.get(pair) ?? 0) - (counted.get(pair) ?? 0)));
      const row = {
        ...{ scene, seed, pairs: pairs.length },
        'vehicles from arm to arm': sum(truth.values()),
        counted: sum(counted.values()),
        'cells that differ': wrong.filter((by) => by > 0).length,
        'vehicles in the wrong cell or in none': sum(wrong),
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
    title: 'Origin-destination matrices from true boxes',
    rows,
    holds: rows.every((row) => row['cells that differ'] === 0),
    notes: [
      `${MINUTES} simulated minutes of each seed at 12.5 pictures a second, seen from above, with true boxes in place of detections.`,
      'Counted are vehicles whose way over both lines lies in these minutes; people on foot are left out.',
    ],
  });
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, one) => total + one, 0);
}
