import type { Body } from '../../world/body.ts';
import { CHASSIS, CLEAN, DARK_GLASS, GAP, GLASS, PLASTIC, STEEL } from './colours.ts';
import { startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';
import { bars, block, blockPair, prism, tube } from './solids.ts';
import type { Range } from './solids.ts';
import type { Colour, Point } from './surface.ts';
import type { Axle } from './wheels.ts';

/** A glazed cab with a painted roof between two places behind the front; a beacon turns on top of it. */
function drawGlassCab(drawing: PartDrawing, [from, to]: Range, half: number, floor: number, roof: number): void {
  const { shape, front } = drawing;
  const x: Range = [front - to, front - from];
  const belt = floor + (roof - floor) * 0.34;
  block(shape.paint, { x, y: [-half, half], z: [floor, belt] }, CLEAN);
  prism(
    shape.glass,
    [
      [x[0] + 0.04, belt],
      [x[1] - 0.02, belt],
      [x[1] - 0.14, roof - 0.1],
      [x[0] + 0.08, roof - 0.1],
    ],
    [-half + 0.03, half - 0.03],
    GLASS,
  );
  for (const [foot, head] of [
    [x[0] + 0.04, x[0] + 0.08],
    [x[1] - 0.02, x[1] - 0.14],
    [(x[0] + x[1]) / 2, (x[0] + x[1]) / 2],
  ] as const) {
    for (const side of [1, -1]) {
      bars(
        shape.trim,
        [
          [foot, side * (half - 0.03), belt],
          [head, side * (half - 0.03), roof - 0.1],
        ],
        0.04,
        DARK_GLASS,
        4,
      );
    }
  }
  block(shape.paint, { x: [x[0], x[1]], y: [-half, half], z: [roof - 0.12, roof - 0.02] }, CLEAN);
}

function drawBeacon({ shape, height }: PartDrawing, x: number, y: number, foot: number): void {
  tube(shape.trim, { from: [x, y, foot - 0.02], to: [x, y, foot + 0.04], radius: 0.07 }, PLASTIC);
  shape.lamp('amber', [x, y, height - 0.06], (surface, colour) =>
    tube(surface, { from: [x, y, foot + 0.03], to: [x, y, height], radius: 0.065, endRadius: 0.05, sides: 8 }, colour),
  );
}

function drawWorkLamps({ shape, front, halfWidth }: PartDrawing, at: number, z: number): void {
  const fore: Range = [front - at - 0.06, front - at + 0.01];
  shape.lampPair('head', { x: fore, y: [halfWidth * 0.3, halfWidth * 0.5], z: [z, z + 0.16] });
  shape.lampPair('indicator', { x: fore, y: [halfWidth * 0.52, halfWidth * 0.6], z: [z, z + 0.16] });
}

function drawRearLamps({ shape, halfWidth }: PartDrawing, x: number, z: number): void {
  const aft: Range = [x - 0.02, x + 0.05];
  shape.lampPair('tail', { x: aft, y: [halfWidth * 0.5, halfWidth * 0.72], z: [z, z + 0.14] });
  shape.lampPair('indicator', { x: aft, y: [halfWidth * 0.74, halfWidth * 0.84], z: [z, z + 0.14] });
}

function plantWheel(at: number, radius: number, width: number, halfWidth: number): Axle {
  return { at, radius, width, outside: halfWidth - 0.02, style: 'plant' };
}

/** A bucket open towards the front, over the whole width. */
function drawBucket({ shape, front, halfWidth }: PartDrawing, depth: number, low: number, high: number): void {
  const y: Range = [-halfWidth, halfWidth];
  const [lip, back] = [front, front - depth];
  const wall = 0.06;
  prism(
    shape.trim,
    [
      [back, low + 0.1],
      [back + 0.14, low],
      [lip, low],
      [lip, low + wall],
    ],
    y,
    STEEL,
  );
  prism(
    shape.paint,
    [
      [back, low + 0.08],
      [back + wall, low + 0.02],
      [back + wall + 0.05, high],
      [back, high],
    ],
    y,
    CLEAN,
  );
  for (const side of [-halfWidth, halfWidth - wall]) {
    prism(
      shape.paint,
      [
        [back, low + 0.06],
        [lip - 0.04, low + 0.02],
        [lip - 0.1, low + 0.14],
        [back + 0.2, high],
        [back, high],
      ],
      [side, side + wall],
      CLEAN,
    );
  }
}

/** A wheeled loader: bucket on two arms, cab over the joint, engine behind as counterweight. */
export function drawLoader(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, halfWidth, height } = drawing;
  drawBucket(drawing, 1.1, 0.32, 1.5);
  const lift: readonly Point[] = [
    [front - 1.24, 0.5, 0.8],
    [front - 1.9, 0.5, 1.5],
    [front - 2.9, 0.5, 1.75],
  ];
  for (const side of [1, -1]) {
    bars(
      shape.paint,
      lift.map(([x, y, z]): Point => [x, side * y, z]),
      0.13,
      CLEAN,
      4,
    );
    bars(
      shape.trim,
      [
        [front - 1.7, side * 0.36, 0.9],
        [front - 2.6, side * 0.36, 1.2],
      ],
      0.07,
      STEEL,
      6,
    );
  }
  block(shape.paint, { x: [front - 3.1, front - 1.6], y: [-0.5, 0.5], z: [0.55, 1.15] }, CLEAN);
  block(shape.trim, { x: [front - 3.6, front - 2.9], y: [-0.42, 0.42], z: [0.5, 1.2] }, GAP);
  drawGlassCab(drawing, [2.75, 4.15], 0.78, 1.2, height - 0.1);
  prism(
    shape.paint,
    [
      [-front, 0.75],
      [-front + 2.6, 0.75],
      [-front + 2.55, 1.85],
      [-front + 0.4, 1.75],
      [-front, 1.5],
    ],
    [-0.86, 0.86],
    CLEAN,
  );
  block(shape.trim, { x: [-front - 0.004, -front + 0.1], y: [-0.6, 0.6], z: [0.9, 1.45] }, GAP);
  for (const at of [2.2, 5.2]) {
    blockPair(
      shape.paint,
      { x: [front - at - 0.7, front - at + 0.5], y: [halfWidth - 0.55, halfWidth - 0.08], z: [1.44, 1.5] },
      CLEAN,
    );
  }
  drawWorkLamps(drawing, 2.7, 1.6);
  drawRearLamps(drawing, -front + 0.02, 1.5);
  drawBeacon(drawing, front - 3.9, 0.5, height - 0.16);
  drawing.axles.push(plantWheel(2.2, 0.7, 0.55, halfWidth), plantWheel(5.2, 0.7, 0.55, halfWidth));
  return [drawing];
}

/** A backhoe loader: bucket before it, tall cab, and the folded digging arm behind. */
export function drawBackhoe(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, halfWidth, height } = drawing;
  drawBucket(drawing, 0.8, 0.3, 1.15);
  for (const side of [1, -1]) {
    bars(
      shape.paint,
      [
        [front - 0.92, side * 0.62, 0.66],
        [front - 1.4, side * 0.62, 1.15],
        [front - 2.5, side * 0.62, 1.3],
      ],
      0.1,
      CLEAN,
      4,
    );
  }
  prism(
    shape.paint,
    [
      [front - 2.6, 0.6],
      [front - 0.95, 0.6],
      [front - 0.95, 1.25],
      [front - 2.6, 1.5],
    ],
    [-0.45, 0.45],
    CLEAN,
  );
  block(shape.trim, { x: [front - 0.95, front - 0.93], y: [-0.38, 0.38], z: [0.7, 1.18] }, GAP);
  drawGlassCab(drawing, [2.35, 3.95], 0.72, 1.0, height - 0.1);
  block(shape.trim, { x: [front - 4.4, front - 1.2], y: [-0.4, 0.4], z: [0.5, 0.95] }, CHASSIS);
  blockPair(
    shape.paint,
    { x: [front - 4.35, front - 2.95], y: [halfWidth - 0.5, halfWidth - 0.04], z: [1.42, 1.5] },
    CLEAN,
  );
  blockPair(shape.trim, { x: [front - 4.6, front - 4.4], y: [0.7, halfWidth - 0.06], z: [0.42, 1.3] }, CHASSIS);
  drawDiggingArm(drawing);
  drawWorkLamps(drawing, 2.3, height - 0.4);
  drawRearLamps(drawing, front - 4.4, 1.3);
  drawBeacon(drawing, front - 3.4, 0.4, height - 0.16);
  drawing.axles.push(plantWheel(1.5, 0.5, 0.36, halfWidth - 0.12), plantWheel(3.66, 0.72, 0.48, halfWidth));
  return [drawing];
}

/** The digging arm, folded for the road. */
function drawDiggingArm({ shape, front }: PartDrawing): void {
  bars(
    shape.paint,
    [
      [-front + 1.2, 0, 0.85],
      [-front + 0.75, 0, 2.45],
      [-front + 0.3, 0, 2.2],
    ],
    0.13,
    CLEAN,
    4,
  );
  bars(
    shape.paint,
    [
      [-front + 0.3, 0, 2.25],
      [-front + 0.25, 0, 1.1],
    ],
    0.1,
    CLEAN,
    4,
  );
  bars(
    shape.trim,
    [
      [-front + 1.05, 0.08, 1.2],
      [-front + 0.85, 0.08, 2.2],
    ],
    0.05,
    STEEL,
    6,
  );
  prism(
    shape.trim,
    [
      [-front, 0.75],
      [-front + 0.5, 0.7],
      [-front + 0.45, 1.15],
      [-front + 0.1, 1.2],
    ],
    [-0.32, 0.32],
    STEEL,
  );
}

/** A tandem roller: two steel drums, a frame between, and a roof on posts. */
export function drawRoller(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, halfWidth, height, axlePlaces } = drawing;
  for (const at of axlePlaces) {
    const x = front - at;
    tube(
      shape.trim,
      { from: [x, -halfWidth + 0.12, 0.74], to: [x, halfWidth - 0.12, 0.74], radius: 0.74, sides: 28 },
      STEEL_DRUM,
    );
    blockPair(shape.paint, { x: [x - 0.2, x + 0.2], y: [halfWidth - 0.1, halfWidth], z: [0.55, 1.3] }, CLEAN);
    block(shape.paint, { x: [x - 0.75, x + 0.75], y: [-halfWidth, halfWidth], z: [1.46, 1.56] }, CLEAN);
  }
  prism(
    shape.paint,
    [
      [-front + 1.3, 0.6],
      [front - 1.3, 0.6],
      [front - 0.5, 1.3],
      [front - 0.5, 1.7],
      [-front + 0.3, 1.75],
      [-front + 0.3, 1.3],
    ],
    [-0.75, 0.75],
    CLEAN,
  );
  drawGlassCab(drawing, [1.7, 3.1], 0.72, 1.6, height - 0.1);
  drawWorkLamps(drawing, 0.01, 1.58);
  block(
    shape.trim,
    { x: [front - 0.16, front - 0.06], y: [-halfWidth * 0.7, halfWidth * 0.7], z: [1.5, 1.76] },
    CHASSIS,
  );
  block(
    shape.trim,
    { x: [-front + 0.02, -front + 0.3], y: [-halfWidth * 0.8, halfWidth * 0.8], z: [1.5, 1.7] },
    CHASSIS,
  );
  drawRearLamps(drawing, -front + 0.02, 1.55);
  drawBeacon(drawing, front - 2.8, 0.4, height - 0.16);
  return [drawing];
}

const STEEL_DRUM: Colour = [0.3, 0.31, 0.32];
