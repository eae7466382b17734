import type { Curve } from './curve.ts';
import type { ShellForm } from './shell.ts';

/** What tells one car from another. Places are metres behind the front bumper, heights metres above the road. */
export interface CarDesign {
  readonly wheelRadius: number;
  /** Height of the bonnet at the nose and at the windscreen. */
  readonly nose: number;
  readonly bonnet: number;
  /** Foot and top of the windscreen. */
  readonly cowl: number;
  readonly screenTop: number;
  /** Where the roof ends, and foot of the rear window with its height. */
  readonly roofEnd: number;
  readonly tail: readonly [at: number, height: number];
  /** Height of the boot lid or tailgate where it turns down to the bumper. */
  readonly lip: number;
  readonly belt: readonly [front: number, rear: number];
  readonly clearance: number;
  /** Half width of the roof as a share of the body's. */
  readonly roofShare: number;
  readonly sideWindows: readonly (readonly [number, number])[];
  readonly doorGaps: readonly number[];
  readonly handles: readonly number[];
  readonly cladding?: boolean;
  readonly roofRails?: boolean;
  /** Behind the cab lies an open bed. */
  readonly bed?: boolean;
}

/** The hull of a car of this length, width and roof height. */
export function carForm(
  design: CarDesign,
  length: number,
  halfWidth: number,
  height: number,
  axles: readonly number[],
): ShellForm {
  const { wheelRadius, clearance, cowl, screenTop, roofEnd, tail, roofShare } = design;
  return {
    length,
    halfWidth,
    plan: outline(length),
    top: topOf(design, length, height),
    belt: beltOf(design, length),
    roofShare: [
      [0, 0.78],
      [0.3, 0.7],
      [cowl, 0.78],
      [screenTop, roofShare],
      [roofEnd, roofShare - 0.02],
      [tail[0], 0.76],
      [length, 0.78],
    ],
    beltShare: [
      [0, 0.93],
      [cowl, 0.92],
      [roofEnd, 0.92],
      [length, 0.93],
    ],
    roofDrop: 0.05,
    railDepth: 0.075,
    sill: [
      [0, clearance + 0.19],
      [0.07, clearance + 0.07],
      [0.5, clearance + 0.05],
      [length - 0.5, clearance + 0.06],
      [length - 0.05, clearance + 0.13],
      [length, clearance + 0.24],
    ],
    floor: [
      [0, clearance + 0.17],
      [0.07, clearance + 0.04],
      [0.5, clearance],
      [length - 0.5, clearance],
      [length - 0.05, clearance + 0.1],
      [length, clearance + 0.22],
    ],
    arches: axles.map((at) => ({ at, axleHeight: wheelRadius, radius: wheelRadius + 0.055 })),
    wheelRoom: 0.3,
  };
}

function outline(length: number): Curve {
  return [
    [0, 0.64],
    [0.04, 0.79],
    [0.13, 0.89],
    [0.36, 0.96],
    [0.9, 0.995],
    [1.5, 1],
    [length - 1.1, 1],
    [length - 0.45, 0.965],
    [length - 0.13, 0.89],
    [length - 0.03, 0.8],
    [length, 0.7],
  ];
}

function topOf(
  { nose, bonnet, cowl, screenTop, roofEnd, tail, lip }: CarDesign,
  length: number,
  height: number,
): Curve {
  const middle = screenTop + (roofEnd - screenTop) * 0.35;
  return [
    [0, nose - 0.1],
    [0.04, nose - 0.02],
    [0.16, nose + 0.05],
    [0.4, nose + (bonnet - nose) * 0.55],
    [cowl * 0.72, bonnet - 0.03],
    [cowl, bonnet],
    [screenTop - 0.16, height - 0.12],
    [screenTop, height - 0.05],
    [screenTop + 0.22, height - 0.012],
    [middle, height],
    [roofEnd - 0.35, height - 0.012],
    [roofEnd, height - 0.055],
    tail,
    [Math.max(tail[0] + 0.02, length - 0.13), lip],
    [length - 0.03, lip - 0.1],
    [length, lip - 0.24],
  ];
}

function beltOf({ nose, bonnet, cowl, belt, roofEnd, tail, lip }: CarDesign, length: number): Curve {
  return [
    [0, nose - 0.16],
    [0.04, nose - 0.08],
    [0.4, nose + (bonnet - nose) * 0.4],
    [cowl, bonnet - 0.09],
    [cowl + 0.35, belt[0]],
    [roofEnd, belt[1]],
    [tail[0], Math.min(belt[1], tail[1] - 0.06)],
    [Math.max(tail[0] + 0.02, length - 0.13), lip - 0.07],
    [length - 0.03, lip - 0.16],
    [length, lip - 0.3],
  ];
}
