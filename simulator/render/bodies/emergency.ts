import type { Body } from '../../world/body.ts';
import { drawEstateHull } from './cars.ts';
import { drawChassis } from './chassis.ts';
import { ALLOY, DARK_GLASS, GAP, linear, PLASTIC, WHITE } from './colours.ts';
import { drawCab } from './lorry-cab.ts';
import { addAxles, startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';
import { drawStripe } from './shell-details.ts';
import type { ShellForm } from './shell.ts';
import { block, blockPair, prism } from './solids.ts';
import type { Colour } from './surface.ts';
import { drawDeliveryHull } from './vans.ts';

const MARKS: Readonly<Record<'blue' | 'yellow' | 'red', Colour>> = {
  blue: linear('#1d4f9e'),
  yellow: linear('#d8d22a'),
  red: linear('#b52a22'),
};

/** A car of the police: an estate with a bar of lamps and checks along its flanks. */
export function drawPatrolCar(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const form = drawEstateHull(drawing, drawing.height - 0.13);
  drawChecks(drawing, form, [0.5, 0.7], 0.42, MARKS.blue, MARKS.yellow);
  drawLightBar(drawing, 2.5, drawing.height - 0.14);
  return [drawing];
}

/** An ambulance on a delivery van: windows behind are few, lamps are many. */
export function drawAmbulance(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, halfWidth, height } = drawing;
  const roof = height - 0.14;
  const form = drawDeliveryHull(drawing, roof);
  drawChecks(drawing, form, [0.72, 1.14], 0.62, MARKS.red, MARKS.yellow);
  blockPair(
    shape.glass,
    { x: [front - 3.1, front - 2.25], y: [halfWidth * 0.94, halfWidth + 0.004], z: [1.36, 1.8] },
    DARK_GLASS,
  );
  drawLightBar(drawing, 2.6, roof - 0.02);
  for (const [lens, y] of [
    ['blue-a', [0.5, 0.8]],
    ['blue-b', [-0.8, -0.5]],
  ] as const) {
    shape.lampBlock(lens, { x: [-front + 0.06, -front + 0.22], y, z: [roof - 0.03, roof + 0.1] });
  }
  return [drawing];
}

/** A fire engine: a crew's cab, lockers behind shutters, a ladder on the roof. */
export function drawFireEngine(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, length, halfWidth, height } = drawing;
  const [cab, roof, floor] = [2.9, height - 0.28, 0.95];
  drawCab(drawing, { length: cab, height: height - 0.34, screenTop: height - 0.45, wheelRadius: 0.5 });
  blockPair(
    shape.glass,
    { x: [front - 2.6, front - 1.62], y: [halfWidth * 0.96, halfWidth * 0.995], z: [height - 1.66, height - 0.78] },
    DARK_GLASS,
  );
  drawChassis(drawing, {
    from: cab - 0.3,
    top: floor,
    guards: [0, 0],
    wheelRadius: 0.5,
    rearAxles: drawing.axlePlaces.slice(1),
  });
  block(
    shape.paint,
    { x: [-front + 0.02, front - cab - 0.04], y: [-halfWidth, halfWidth], z: [floor, roof] },
    [1, 1, 1],
  );
  for (const [from, to] of [
    [cab + 0.15, cab + 1.45],
    [cab + 1.6, cab + 2.9],
    [cab + 3.05, length - 0.15],
  ] as const) {
    blockPair(
      shape.trim,
      { x: [front - to, front - from], y: [halfWidth - 0.02, halfWidth + 0.01], z: [1.25, roof - 0.2] },
      ALLOY,
    );
    for (let z = 1.4; z < roof - 0.25; z += 0.2) {
      blockPair(
        shape.trim,
        { x: [front - to, front - from], y: [halfWidth, halfWidth + 0.014], z: [z, z + 0.02] },
        PLASTIC,
      );
    }
  }
  blockPair(
    shape.trim,
    { x: [-front + 0.1, front - 0.5], y: [halfWidth - 0.01, halfWidth + 0.008], z: [1.0, 1.16] },
    MARKS.yellow,
  );
  block(
    shape.trim,
    { x: [-front, -front + 0.03], y: [-halfWidth * 0.8, halfWidth * 0.8], z: [1.3, roof - 0.3] },
    ALLOY,
  );
  drawLadder(drawing, cab, roof, height);
  drawLightBar(drawing, 1.1, height - 0.36);
  addAxles(drawing, { radius: 0.5, width: 0.32, outside: halfWidth - 0.06, style: 'lorry' });
  return [drawing];
}

function drawLadder({ shape, front, length }: PartDrawing, cab: number, roof: number, top: number): void {
  blockPair(shape.trim, { x: [front - length + 0.2, front - cab + 0.3], y: [0.28, 0.36], z: [top - 0.12, top] }, ALLOY);
  for (let at = cab; at < length - 0.3; at += 0.4) {
    block(shape.trim, { x: [front - at - 0.03, front - at], y: [-0.3, 0.3], z: [top - 0.09, top - 0.04] }, ALLOY);
  }
  for (const at of [cab + 0.4, length - 0.8]) {
    block(shape.trim, { x: [front - at - 0.1, front - at], y: [-0.34, 0.34], z: [roof - 0.02, top - 0.1] }, PLASTIC);
  }
}

/** Two rows of squares, turn and turn about. */
function drawChecks(
  { shape, front, length }: PartDrawing,
  form: ShellForm,
  z: readonly [number, number],
  size: number,
  dark: Colour,
  bright: Colour,
): void {
  const middle = (z[0] + z[1]) / 2;
  const count = Math.floor((length - 0.9) / size);
  for (let check = 0; check < count; check += 1) {
    const from = 0.5 + check * size;
    const pair = check % 2 === 0 ? [dark, bright] : [bright, dark];
    drawStripe(shape, front, form, { between: [from, from + size], z: [middle, z[1]], colour: pair[0] ?? dark }, 2);
    drawStripe(shape, front, form, { between: [from, from + size], z: [z[0], middle], colour: pair[1] ?? bright }, 2);
  }
}

/** Blue lamps across the roof, in halves that flash by turns; `at` is metres behind the front. */
function drawLightBar({ shape, front, halfWidth }: PartDrawing, at: number, z: number): void {
  const reach = halfWidth * 0.68;
  const x = front - at;
  const profile = (back: number, fore: number, low: number, high: number): (readonly [number, number])[] => [
    [x + back, low],
    [x + fore, low],
    [x + fore - 0.04, high],
    [x + back + 0.04, high],
  ];
  block(shape.trim, { x: [x - 0.12, x + 0.12], y: [-reach, reach], z: [z - 0.02, z + 0.03] }, GAP);
  for (const [lens, y] of [
    ['blue-a', [0.16, reach]],
    ['blue-b', [-reach, -0.16]],
  ] as const) {
    const place = [x, (y[0] + y[1]) / 2, z + 0.08] as const;
    shape.lamp(lens, place, (surface, colour) => prism(surface, profile(-0.15, 0.15, z + 0.02, z + 0.14), y, colour));
  }
  prism(shape.trim, profile(-0.14, 0.14, z + 0.02, z + 0.13), [-0.16, 0.16], WHITE);
}
