import type { Body } from '../../world/body.ts';
import { CHASSIS, CLEAN, linear, PLASTIC, STEEL } from './colours.ts';
import { ANKLE_HEIGHT, DRESSES, drawFigure } from './figure.ts';
import type { Dress } from './figure.ts';
import { startRigid } from './part.ts';
import type { PartDrawing, Pose } from './part.ts';
import { bars, block, blockPair, hoop, prism, tube } from './solids.ts';
import type { Colour, Point } from './surface.ts';
import { middleWheel } from './wheels.ts';

export const PEDAL_PHASES = 12;
/** Metres that one turn of the pedals covers. */
export const PEDAL_STRIDE = 5;
const CRANK = 0.17;

interface BicycleDesign {
  readonly frontRadius: number;
  readonly rearRadius: number;
  /** Metres behind the front: pedals' axle, saddle, head of the fork; and heights of the last two. */
  readonly pedals: number;
  readonly saddle: readonly [at: number, height: number];
  readonly head: readonly [at: number, height: number];
  /** Where the hands are. */
  readonly grips: readonly [at: number, height: number];
  readonly neck: readonly [at: number, height: number];
  readonly stature: number;
  readonly mudguards: boolean;
  readonly box: boolean;
}

const CITY: BicycleDesign = {
  frontRadius: 0.345,
  rearRadius: 0.345,
  pedals: 0.98,
  saddle: [1.2, 0.92],
  head: [0.56, 0.84],
  grips: [0.72, 1.06],
  neck: [1.0, 1.46],
  stature: 1.74,
  mudguards: true,
  box: false,
};

const DESIGNS: Readonly<Record<string, BicycleDesign>> = {
  'bicycle-city': CITY,
  'bicycle-racer': {
    ...CITY,
    pedals: 0.88,
    saddle: [1.14, 0.95],
    head: [0.52, 0.86],
    grips: [0.4, 0.92],
    neck: [0.68, 1.3],
    mudguards: false,
  },
  'bicycle-cargo': {
    ...CITY,
    frontRadius: 0.29,
    pedals: 1.62,
    saddle: [1.86, 0.93],
    head: [1.14, 0.88],
    grips: [1.36, 1.08],
    neck: [1.66, 1.49],
    stature: 1.75,
    box: true,
  },
};

const SHIRTS: readonly Colour[] = [linear('#2f4a6b'), linear('#8e2f2b'), linear('#c9c7c0'), linear('#2c2e33')];
const HELMETS: readonly (Colour | undefined)[] = [undefined, linear('#d8d9d6'), undefined, linear('#b5342c')];

/** A bicycle and who rides it, with the pedals in one of the moments of a turn. */
export function drawBicycle(body: Body, { variant, phase }: Pose): readonly PartDrawing[] {
  const design = DESIGNS[body.id] ?? CITY;
  const drawing = startRigid(body);
  const { front, axlePlaces } = drawing;
  const [frontAxle = 0.34, rearAxle = 1.46] = axlePlaces;
  drawFrame(drawing, design, front - frontAxle, front - rearAxle);
  if (design.mudguards) drawMudguards(drawing, design, front - frontAxle, front - rearAxle);
  if (design.box) drawBox(drawing, front - frontAxle);
  drawCyclist(drawing, design, variant, phase / PEDAL_PHASES);
  drawing.axles.push(
    middleWheel(frontAxle, design.frontRadius, 0.045, 'spokes'),
    middleWheel(rearAxle, design.rearRadius, 0.045, 'spokes'),
  );
  return [drawing];
}

function drawFrame(drawing: PartDrawing, design: BicycleDesign, frontAxle: number, rearAxle: number): void {
  const { shape, front, halfWidth } = drawing;
  const { frontRadius, rearRadius, saddle, head, grips, pedals } = design;
  const place = ([at, z]: readonly [number, number], y = 0): Point => [front - at, y, z];
  const bottom: Point = [front - pedals, 0, 0.29];
  const seat = place([saddle[0] + 0.02, saddle[1] - 0.1]);
  const headTop = place(head);
  const headFoot: Point = [headTop[0] + 0.05, 0, Math.max(frontRadius + 0.08, headTop[2] - 0.3)];
  bars(shape.paint, [headTop, seat, bottom, headFoot, headTop], 0.019, CLEAN);
  for (const y of [0.05, -0.05]) {
    bars(shape.paint, [plusY(bottom, y), [rearAxle, y, rearRadius], plusY(seat, y * 0.4)], 0.011, CLEAN, 4);
    bars(shape.trim, [plusY(headFoot, y * 0.8), [frontAxle, y, frontRadius]], 0.013, STEEL, 4);
  }
  const stem: Point = [headTop[0] - 0.02, 0, grips[1] - 0.02];
  bars(shape.trim, [headTop, stem], 0.016, CHASSIS);
  const edge = halfWidth - 0.012;
  for (const side of [1, -1])
    bars(shape.trim, [stem, [stem[0] + 0.03, side * edge * 0.6, grips[1]], place(grips, side * edge)], 0.012, CHASSIS);
  block(
    shape.trim,
    { x: [front - saddle[0] - 0.14, front - saddle[0] + 0.14], y: [-0.07, 0.07], z: [saddle[1] - 0.06, saddle[1]] },
    PLASTIC,
  );
  hoop(shape.trim, [bottom[0], 0.03, bottom[2]], 0.09, 0.008, STEEL, 10);
  const [lampX, lampZ] = design.box ? [front - axleOfBox(drawing), 0.72] : [headTop[0] + 0.02, head[1]];
  shape.lampBlock('head', { x: [lampX, lampX + 0.05], y: [-0.03, 0.03], z: [lampZ - 0.04, lampZ + 0.03] });
  const tailX = seat[0] - 0.05;
  shape.lampBlock('tail', { x: [tailX - 0.03, tailX], y: [-0.03, 0.03], z: [seat[2] - 0.12, seat[2] - 0.06] });
}

function drawMudguards(
  { shape, front }: PartDrawing,
  design: BicycleDesign,
  frontAxle: number,
  rearAxle: number,
): void {
  const guard = (x: number, radius: number, from: number, to: number, limit: number): void => {
    const steps = 7;
    for (let step = 0; step < steps; step += 1) {
      const point = (at: number): Point => {
        const angle = from + ((to - from) * at) / steps;
        return [
          Math.min(limit, Math.max(-limit, x + (radius + 0.018) * Math.cos(angle))),
          0,
          radius + (radius + 0.018) * Math.sin(angle),
        ];
      };
      tube(shape.paint, { from: point(step), to: point(step + 1), radius: 0.026, sides: 4 }, CLEAN);
    }
  };
  const limit = front - 0.012;
  guard(rearAxle, design.rearRadius, 0.5, Math.PI * 0.99, limit);
  guard(frontAxle, design.frontRadius, 0.02, 2.4, limit);
  const rack = -front + 0.12;
  blockPair(
    shape.trim,
    { x: [rack, rack + 0.4], y: [0.04, 0.07], z: [design.rearRadius * 2 + 0.07, design.rearRadius * 2 + 0.085] },
    CHASSIS,
  );
}

function axleOfBox({ axlePlaces }: PartDrawing): number {
  return (axlePlaces[0] ?? 0) + 0.05;
}

/** The box of a cargo bicycle, between the front wheel and the rider. */
function drawBox({ shape, halfWidth }: PartDrawing, frontAxle: number): void {
  const [rear, fore] = [frontAxle - 0.82, frontAxle + 0.02];
  prism(
    shape.paint,
    [
      [rear + 0.08, 0.4],
      [fore - 0.1, 0.4],
      [fore, 0.92],
      [rear, 0.92],
    ],
    [-halfWidth + 0.04, halfWidth - 0.04],
    CLEAN,
  );
  block(
    shape.trim,
    { x: [rear + 0.05, fore - 0.05], y: [-halfWidth + 0.08, halfWidth - 0.08], z: [0.9, 0.926] },
    CHASSIS,
  );
  bars(
    shape.trim,
    [
      [rear, 0, 0.42],
      [rear - 0.6, 0, 0.32],
    ],
    0.03,
    CHASSIS,
  );
}

function drawCyclist(drawing: PartDrawing, design: BicycleDesign, variant: number, turn: number): void {
  const { shape, front, halfWidth, height } = drawing;
  const { pedals, saddle, grips, neck, stature } = design;
  const pedal = (side: number): Point => {
    const angle = 2 * Math.PI * turn + (side > 0 ? 0 : Math.PI);
    const [x, z] = [front - pedals + CRANK * Math.sin(angle), 0.29 + CRANK * Math.cos(angle)];
    block(
      shape.trim,
      { x: [x - 0.05, x + 0.05], y: [side * 0.13 - 0.04, side * 0.13 + 0.04], z: [z - 0.01, z + 0.01] },
      PLASTIC,
    );
    bars(
      shape.trim,
      [
        [front - pedals, side * 0.07, 0.29],
        [x, side * 0.08, z],
      ],
      0.01,
      STEEL,
      4,
    );
    return [x - 0.06, side * 0.12, z + ANKLE_HEIGHT * stature + 0.01];
  };
  const helmet = HELMETS[variant % HELMETS.length];
  const dress = {
    ...(DRESSES[variant % DRESSES.length] as Dress),
    top: SHIRTS[variant % SHIRTS.length] ?? PLASTIC,
    ...(helmet === undefined ? {} : { helmet }),
  };
  const hand = (side: number): Point => [front - grips[0], side * (halfWidth - 0.045), grips[1] + 0.02];
  drawFigure(
    shape,
    shape.paint,
    {
      stature,
      hips: [front - saddle[0], 0, saddle[1] + 0.07],
      neck: [front - neck[0], 0, neck[1]],
      headTop: height,
      hands: [hand(1), hand(-1)],
      ankles: [pedal(1), pedal(-1)],
      elbows: 0,
    },
    dress,
  );
}

function plusY([x, , z]: Point, y: number): Point {
  return [x, y, z];
}
