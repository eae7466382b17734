import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Body, BodyPart } from './body.ts';
import { BUS_PAINTS, TRUCK_PAINTS } from './paints.ts';
import type { Paints } from './paints.ts';

function part(
  [from, length, width, height]: readonly [number, number, number, number],
  frontPivot: number,
  rearPivot: number,
  axles: readonly number[],
): BodyPart {
  return { from, length, width, height, frontPivot, rearPivot, axles };
}

function body(kind: RoadUserClass, name: string, parts: readonly BodyPart[], colours: Paints, share: number): Body {
  const length = Math.max(...parts.map((one) => one.from + one.length));
  const width = Math.max(...parts.map((one) => one.width));
  const height = Math.max(...parts.map((one) => one.height));
  return { id: `${kind}-${name}`, class: kind, length, width, height, parts, colours, share };
}

/** Buses, lorries and what else is longer than six metres. Class `trailer` is a lorry that bends in the middle. */
export const LARGE_BODIES: readonly Body[] = [
  body('bus', 'city', [part([0, 12.0, 2.55, 3.05], 2.72, 8.6, [2.72, 8.6])], BUS_PAINTS, 55),
  body('bus', 'midi', [part([0, 9.4, 2.42, 2.95], 2.3, 6.6, [2.3, 6.6])], BUS_PAINTS, 25),
  body('bus', 'coach', [part([0, 12.8, 2.55, 3.65], 2.6, 8.9, [2.6, 8.2, 9.6])], BUS_PAINTS, 20),

  body('truck', 'box', [part([0, 8.2, 2.5, 3.5], 1.35, 6.0, [1.35, 6.0])], TRUCK_PAINTS, 35),
  body('truck', 'tipper', [part([0, 7.6, 2.5, 3.1], 1.4, 5.3, [1.4, 4.7, 6.0])], TRUCK_PAINTS, 20),
  body('truck', 'flatbed', [part([0, 9.0, 2.5, 2.9], 1.35, 6.4, [1.35, 6.4])], TRUCK_PAINTS, 20),
  body(
    'truck',
    'refuse',
    [part([0, 8.8, 2.5, 3.4], 1.5, 5.9, [1.5, 5.3, 6.6])],
    [
      ['#d8d9d6', 2],
      ['#c96a1c', 2],
    ],
    12,
  ),
  body('truck', 'tanker', [part([0, 8.8, 2.5, 3.2], 1.4, 6.1, [1.4, 5.4, 6.8])], TRUCK_PAINTS, 13),

  body(
    'trailer',
    'semi',
    [
      part([0, 5.9, 2.5, 3.75], 1.38, 5.05, [1.38, 5.05]),
      part([2.95, 13.55, 2.55, 4.0], 4.5, 12.3, [11.0, 12.3, 13.6]),
    ],
    TRUCK_PAINTS,
    60,
  ),
  body(
    'trailer',
    'tank-semi',
    [part([0, 5.9, 2.5, 3.55], 1.38, 5.05, [1.38, 5.05]), part([3.1, 11.4, 2.5, 3.6], 4.5, 11.0, [9.9, 11.0, 12.1])],
    TRUCK_PAINTS,
    20,
  ),
  body(
    'trailer',
    'container',
    [part([0, 5.9, 2.5, 3.7], 1.38, 5.05, [1.38, 5.05]), part([3.3, 12.4, 2.5, 3.95], 4.5, 12.0, [11.2, 12.5])],
    [
      ['#8e3b2e', 3],
      ['#2f5a7d', 3],
      ['#3d6b4a', 2],
      ['#b8b4aa', 2],
    ],
    20,
  ),

  body('emergency_vehicle', 'fire-engine', [part([0, 7.9, 2.5, 3.3], 1.45, 5.3, [1.45, 5.3])], [['#b3201f', 1]], 15),
  body('construction_vehicle', 'loader', [part([0, 6.6, 2.6, 3.2], 2.2, 5.2, [2.2, 5.2])], [['#d99a17', 1]], 30),
];
