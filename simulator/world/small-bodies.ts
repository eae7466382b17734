import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Body } from './body.ts';
import { CAR_PAINTS, CLOTHES, EMERGENCY_PAINTS, TWO_WHEELER_PAINTS, VAN_PAINTS } from './paints.ts';
import type { Paints } from './paints.ts';

/** Length, width, height, then the first and the last axle behind the front bumper. */
type Dimensions = readonly [number, number, number, number, number];

function rigid(
  kind: RoadUserClass,
  name: string,
  [length, width, height, frontAxle, rearAxle]: Dimensions,
  colours: Paints,
  share: number,
): Body {
  const axles = [frontAxle, rearAxle];
  const part = { from: 0, length, width, height, frontPivot: frontAxle, rearPivot: rearAxle, axles };
  return { id: `${kind}-${name}`, class: kind, length, width, height, parts: [part], colours, share };
}

/** Everything that is shorter than six metres; riders count to the height of what they ride. */
export const SMALL_BODIES: readonly Body[] = [
  rigid('pedestrian', 'woman', [0.4, 0.5, 1.66, 0.1, 0.3], CLOTHES, 40),
  rigid('pedestrian', 'man', [0.42, 0.56, 1.78, 0.11, 0.31], CLOTHES, 40),
  rigid('pedestrian', 'child', [0.32, 0.4, 1.25, 0.08, 0.24], CLOTHES, 12),
  rigid('pedestrian', 'backpack', [0.56, 0.56, 1.76, 0.14, 0.42], CLOTHES, 8),

  rigid('bicycle', 'city', [1.82, 0.62, 1.72, 0.34, 1.46], TWO_WHEELER_PAINTS, 55),
  rigid('bicycle', 'racer', [1.7, 0.5, 1.52, 0.34, 1.34], TWO_WHEELER_PAINTS, 25),
  rigid('bicycle', 'cargo', [2.5, 0.72, 1.75, 0.3, 2.15], TWO_WHEELER_PAINTS, 20),

  rigid('scooter', 'moped', [1.72, 0.7, 1.66, 0.26, 1.46], TWO_WHEELER_PAINTS, 60),
  rigid('scooter', 'kick', [1.18, 0.5, 1.78, 0.12, 1.05], TWO_WHEELER_PAINTS, 40),

  rigid('motorcycle', 'naked', [2.06, 0.8, 1.5, 0.32, 1.74], TWO_WHEELER_PAINTS, 45),
  rigid('motorcycle', 'tourer', [2.22, 0.92, 1.56, 0.34, 1.84], TWO_WHEELER_PAINTS, 25),
  rigid('motorcycle', 'underbone', [1.92, 0.72, 1.58, 0.32, 1.56], TWO_WHEELER_PAINTS, 30),

  rigid('car', 'small', [3.62, 1.66, 1.5, 0.66, 3.02], CAR_PAINTS, 18),
  rigid('car', 'hatchback', [4.26, 1.8, 1.46, 0.86, 3.48], CAR_PAINTS, 28),
  rigid('car', 'saloon', [4.72, 1.84, 1.44, 0.9, 3.74], CAR_PAINTS, 20),
  rigid('car', 'estate', [4.78, 1.84, 1.5, 0.9, 3.76], CAR_PAINTS, 12),
  rigid('car', 'suv', [4.62, 1.9, 1.68, 0.88, 3.58], CAR_PAINTS, 20),
  rigid('car', 'pickup', [5.3, 1.92, 1.8, 0.9, 4.12], CAR_PAINTS, 4),

  rigid('van', 'delivery', [5.9, 2.02, 2.6, 0.98, 4.64], VAN_PAINTS, 45),
  rigid('van', 'compact', [4.5, 1.86, 1.86, 0.88, 3.66], VAN_PAINTS, 30),
  rigid('van', 'minibus', [5.32, 1.98, 2.06, 0.92, 4.02], VAN_PAINTS, 25),

  rigid('emergency_vehicle', 'ambulance', [5.9, 2.1, 2.74, 0.98, 4.64], EMERGENCY_PAINTS, 45),
  rigid('emergency_vehicle', 'patrol', [4.78, 1.84, 1.62, 0.9, 3.76], EMERGENCY_PAINTS, 40),
  rigid('construction_vehicle', 'backhoe', [5.7, 2.34, 2.9, 1.5, 3.66], [['#d99a17', 1]], 50),
  rigid(
    'construction_vehicle',
    'roller',
    [4.6, 2.1, 3.0, 0.75, 3.85],
    [
      ['#d99a17', 2],
      ['#c9551e', 1],
    ],
    20,
  ),
];
