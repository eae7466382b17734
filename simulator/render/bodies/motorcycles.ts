import type { Body } from '../../world/body.ts';
import { CHASSIS, CLEAN, DARK_GLASS, GAP, PLASTIC, PLATE, STEEL } from './colours.ts';
import { startRigid } from './part.ts';
import type { PartDrawing, Pose } from './part.ts';
import { drawRider } from './riders.ts';
import type { Seat } from './riders.ts';
import { bars, block, blockPair, loft, tube } from './solids.ts';
import type { Colour, Point, Surface } from './surface.ts';
import { middleWheel } from './wheels.ts';

interface MotorcycleDesign {
  readonly wheels: readonly [front: number, rear: number];
  readonly tyre: number;
  /** Head of the fork, and the handlebar's ends. */
  readonly head: readonly [at: number, height: number];
  readonly grips: readonly [at: number, height: number];
  readonly seat: Seat;
  readonly kind: 'naked' | 'tourer' | 'step-through';
}

const NAKED: MotorcycleDesign = {
  wheels: [0.31, 0.31],
  tyre: 0.15,
  head: [0.62, 0.9],
  grips: [0.74, 1.02],
  seat: {
    stature: 1.76,
    hips: [1.3, 0.86],
    neck: [1.06, 1.26],
    hands: [0.76, 0.36, 1.04],
    soles: [1.24, 0.2, 0.32],
    helmet: 'closed',
  },
  kind: 'naked',
};

const DESIGNS: Readonly<Record<string, MotorcycleDesign>> = {
  'motorcycle-naked': NAKED,
  'motorcycle-tourer': {
    ...NAKED,
    head: [0.62, 0.94],
    grips: [0.8, 1.06],
    seat: { ...NAKED.seat, hips: [1.36, 0.88], neck: [1.2, 1.32], hands: [0.82, 0.4, 1.08], soles: [1.22, 0.22, 0.34] },
    kind: 'tourer',
  },
  'motorcycle-underbone': {
    ...NAKED,
    wheels: [0.29, 0.29],
    tyre: 0.09,
    head: [0.5, 0.86],
    grips: [0.62, 1.02],
    seat: {
      ...NAKED.seat,
      stature: 1.7,
      hips: [1.1, 0.82],
      neck: [1.0, 1.32],
      hands: [0.64, 0.32, 1.04],
      soles: [0.98, 0.17, 0.27],
    },
    kind: 'step-through',
  },
  'scooter-moped': {
    ...NAKED,
    wheels: [0.25, 0.25],
    tyre: 0.11,
    head: [0.42, 0.92],
    grips: [0.5, 1.02],
    seat: {
      ...NAKED.seat,
      stature: 1.72,
      hips: [1.02, 0.84],
      neck: [0.98, 1.38],
      hands: [0.52, 0.31, 1.04],
      soles: [0.68, 0.14, 0.28],
    },
    kind: 'step-through',
  },
};

/** Anything with an engine and two wheels, and who rides it. */
export function drawMotorcycle(body: Body, { variant }: Pose): readonly PartDrawing[] {
  const design = DESIGNS[body.id] ?? NAKED;
  const drawing = startRigid(body);
  const [frontAxle = 0.32, rearAxle = 1.74] = drawing.axlePlaces;
  drawFork(drawing, design, drawing.front - frontAxle);
  drawHeadlamp(drawing, design);
  if (design.kind === 'step-through') drawStepThrough(drawing, design, rearAxle);
  else {
    drawEngine(drawing, design, rearAxle);
    drawUpperWorks(drawing, design);
  }
  if (design.kind === 'tourer') drawLuggage(drawing);
  drawTail(drawing, design);
  drawRider(drawing, design.seat, variant);
  const style = design.kind === 'step-through' ? 'steel' : 'alloy';
  drawing.axles.push(
    middleWheel(frontAxle, design.wheels[0], design.tyre * 0.8, style),
    middleWheel(rearAxle, design.wheels[1], design.tyre, style),
  );
  return [drawing];
}

function drawFork(drawing: PartDrawing, { head, grips, wheels, tyre }: MotorcycleDesign, axle: number): void {
  const { shape, front, halfWidth } = drawing;
  const top: Point = [front - head[0], 0, head[1]];
  const apart = tyre * 0.5 + 0.035;
  for (const side of [1, -1]) {
    bars(
      shape.trim,
      [
        [top[0], side * apart, top[2]],
        [axle, side * apart, wheels[0]],
      ],
      0.024,
      STEEL,
    );
    bars(
      shape.trim,
      [
        [top[0], side * 0.08, top[2] + 0.06],
        [front - grips[0] + 0.04, side * halfWidth * 0.55, grips[1]],
        [front - grips[0], side * (halfWidth - 0.004), grips[1]],
      ],
      0.016,
      CHASSIS,
    );
  }
  const mirror = {
    x: [front - grips[0] + 0.04, front - grips[0] + 0.07] as const,
    z: [grips[1] + 0.1, grips[1] + 0.19] as const,
  };
  blockPair(shape.mirrors, { ...mirror, y: [halfWidth * 0.68, halfWidth * 0.98] }, PLASTIC);
  for (const side of [1, -1]) {
    const foot: Point = [mirror.x[0] - 0.04, side * halfWidth * 0.6, grips[1]];
    bars(shape.mirrors, [foot, [mirror.x[0], side * halfWidth * 0.8, mirror.z[0] + 0.02]], 0.008, CHASSIS, 3);
  }
  const guard = wheels[0] + 0.02;
  bars(
    shape.paint,
    [
      [axle + guard * 0.8, 0, wheels[0] + guard * 0.6],
      [axle + guard * 0.2, 0, wheels[0] + guard],
      [axle - guard * 0.6, 0, wheels[0] + guard * 0.8],
      [axle - guard, 0, wheels[0] + guard * 0.1],
    ],
    tyre * 0.42,
    CLEAN,
    6,
  );
}

/** Lamp and indicators at the head of the fork, and a tourer's screen over them. */
function drawHeadlamp({ shape, front }: PartDrawing, { head, kind }: MotorcycleDesign): void {
  const top: Point = [front - head[0], 0, head[1]];
  block(
    shape.paint,
    { x: [top[0] - 0.03, top[0] + 0.1], y: [-0.11, 0.11], z: [head[1] - 0.16, head[1] + 0.08] },
    CLEAN,
  );
  const lamp: Point = [top[0] + 0.08, 0, head[1] - 0.04];
  shape.lamp('head', lamp, (surface, colour) =>
    tube(surface, { from: lamp, to: [lamp[0] + 0.06, 0, lamp[2]], radius: 0.085, endRadius: 0.08, sides: 10 }, colour),
  );
  shape.lampPair('indicator', {
    x: [top[0] + 0.02, top[0] + 0.07],
    y: [0.14, 0.2],
    z: [head[1] - 0.08, head[1] - 0.03],
  });
  if (kind !== 'tourer') return;
  const screen = top[0] + 0.1;
  const corners: readonly [Point, Point, Point, Point] = [
    [screen, -0.2, head[1] + 0.06],
    [screen, 0.2, head[1] + 0.06],
    [screen - 0.16, 0.16, head[1] + 0.4],
    [screen - 0.16, -0.16, head[1] + 0.4],
  ];
  shape.glass.facing([1, 0, 0.5], corners, DARK_GLASS);
  shape.glass.facing([-1, 0, -0.5], corners, DARK_GLASS);
}

/** A rounded cross-section at a place: half width, low and high. */
type Slice = readonly [at: number, half: number, low: number, high: number];

function hull(surface: Surface, front: number, slices: readonly Slice[], colour: Colour): void {
  const rings = [...slices].reverse().map(([at, half, low, high]) => {
    const [middle, tall] = [(low + high) / 2, (high - low) / 2];
    return Array.from({ length: 10 }, (_, step): Point => {
      const angle = (2 * Math.PI * (step + 0.5)) / 10;
      return [front - at, half * Math.cos(angle), middle + tall * Math.sin(angle)];
    });
  });
  loft(surface, rings, colour, true);
}

function drawEngine({ shape, front }: PartDrawing, { head, wheels }: MotorcycleDesign, rearAxle: number): void {
  block(
    shape.trim,
    { x: [front - head[0] - 0.68, front - head[0] - 0.16], y: [-0.17, 0.17], z: [0.26, 0.66] },
    CHASSIS,
  );
  blockPair(shape.trim, { x: [front - head[0] - 0.5, front - head[0] - 0.3], y: [0.15, 0.24], z: [0.34, 0.48] }, STEEL);
  for (const y of [0.09, -0.09])
    bars(
      shape.trim,
      [
        [front - head[0] - 0.62, y, 0.4],
        [front - rearAxle, y, wheels[1]],
      ],
      0.03,
      CHASSIS,
    );
  tube(
    shape.trim,
    { from: [front - 1.1, -0.16, 0.3], to: [front - 1.85, -0.19, 0.42], radius: 0.05, endRadius: 0.06, sides: 8 },
    STEEL,
  );
}

/** Tank, saddle and what covers the frame. */
function drawUpperWorks({ shape, front }: PartDrawing, { head, kind }: MotorcycleDesign): void {
  const wide = kind === 'tourer' ? 1.25 : 1;
  hull(
    shape.paint,
    front,
    [
      [head[0] + 0.02, 0.06, 0.72, 0.92],
      [head[0] + 0.2, 0.17 * wide, 0.62, 1.0],
      [head[0] + 0.45, 0.17 * wide, 0.64, 0.96],
      [head[0] + 0.66, 0.1, 0.66, 0.84],
    ],
    CLEAN,
  );
  hull(
    shape.trim,
    front,
    [
      [1.12, 0.12, 0.76, 0.86],
      [1.3, 0.15, 0.76, 0.87],
      [1.66, 0.13, 0.8, 0.92],
    ],
    PLASTIC,
  );
  hull(
    shape.paint,
    front,
    [
      [1.3, 0.12, 0.66, 0.8],
      [1.7, 0.1, 0.72, 0.87],
      [1.92, 0.05, 0.8, 0.88],
    ],
    CLEAN,
  );
  if (kind === 'tourer')
    hull(
      shape.paint,
      front,
      [
        [0.5, 0.08, 0.6, 0.95],
        [0.62, 0.24, 0.5, 1.0],
        [0.9, 0.28, 0.42, 0.92],
        [1.05, 0.2, 0.44, 0.7],
      ],
      CLEAN,
    );
}

/** Leg shield, a floor to put the feet on, and a body under the saddle. */
function drawStepThrough(
  { shape, front }: PartDrawing,
  { head, seat, wheels }: MotorcycleDesign,
  rearAxle: number,
): void {
  const [hips, floor] = [seat.hips[0], seat.soles[2] - 0.03];
  const shield: readonly Slice[] = [
    [head[0] - 0.06, 0.1, 0.5, head[1]],
    [head[0] + 0.04, 0.24, 0.34, head[1] - 0.02],
    [head[0] + 0.14, 0.2, floor, head[1] - 0.14],
  ];
  hull(shape.paint, front, shield, CLEAN);
  block(
    shape.trim,
    { x: [front - hips + 0.1, front - head[0] - 0.06], y: [-0.17, 0.17], z: [floor - 0.07, floor + 0.02] },
    PLASTIC,
  );
  hull(
    shape.paint,
    front,
    [
      [hips - 0.22, 0.14, floor - 0.02, 0.7],
      [hips, 0.19, 0.3, 0.76],
      [rearAxle - 0.05, 0.17, 0.5, 0.78],
      [rearAxle + 0.16, 0.06, 0.62, 0.76],
    ],
    CLEAN,
  );
  hull(
    shape.trim,
    front,
    [
      [hips - 0.24, 0.12, 0.7, 0.8],
      [hips, 0.16, 0.72, 0.84],
      [rearAxle + 0.06, 0.13, 0.74, 0.83],
    ],
    GAP,
  );
  block(
    shape.trim,
    { x: [front - rearAxle - 0.08, front - rearAxle + 0.3], y: [-0.14, -0.07], z: [wheels[1] - 0.07, wheels[1] + 0.1] },
    CHASSIS,
  );
}

function drawLuggage({ shape, front, halfWidth, length }: PartDrawing): void {
  const x = [front - length + 0.12, front - length + 0.66] as const;
  blockPair(shape.paint, { x, y: [0.2, halfWidth - 0.04], z: [0.48, 0.86] }, CLEAN);
  block(shape.trim, { x: [front - length + 0.02, front - length + 0.4], y: [-0.24, 0.24], z: [0.93, 1.22] }, PLASTIC);
  block(shape.trim, { x: [front - length + 0.1, front - length + 0.6], y: [-0.12, 0.12], z: [0.84, 0.93] }, GAP);
}

/** Lamps, plate and mudguard that end the machine. */
function drawTail({ shape, front, length }: PartDrawing, { wheels, kind }: MotorcycleDesign): void {
  const rear = front - length;
  const lamps = kind === 'step-through' ? wheels[1] * 2 + 0.06 : 0.78;
  block(shape.trim, { x: [rear + 0.01, rear + 0.3], y: [-0.07, 0.07], z: [lamps - 0.05, lamps + 0.04] }, PLASTIC);
  bars(
    shape.trim,
    [
      [rear + 0.12, 0, lamps - 0.03],
      [rear + 0.02, 0, wheels[1] * 2 - 0.12],
    ],
    0.03,
    PLASTIC,
    4,
  );
  block(shape.trim, { x: [rear, rear + 0.015], y: [-0.09, 0.09], z: [wheels[1] * 2 - 0.14, wheels[1] * 2] }, PLATE);
  shape.lampBlock('tail', { x: [rear + 0.012, rear + 0.06], y: [-0.085, 0.085], z: [lamps, lamps + 0.07] });
  shape.lampPair('indicator', { x: [rear + 0.05, rear + 0.09], y: [0.12, 0.18], z: [lamps, lamps + 0.05] });
}
