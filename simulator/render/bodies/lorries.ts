import type { Body } from '../../world/body.ts';
import { drawChassis, drawReflectors } from './chassis.ts';
import { CHASSIS, GAP, STEEL, WHITE } from './colours.ts';
import { drawCab } from './lorry-cab.ts';
import { drawBoxBody, drawContainer, drawCurtains, drawTank } from './loads.ts';
import type { LoadRoom } from './loads.ts';
import { addAxles, partOf, startPart } from './part.ts';
import type { PartDrawing } from './part.ts';
import { block, blockPair } from './solids.ts';
import type { Colour } from './surface.ts';

const WHEEL_RADIUS = 0.5;
const CAB_LENGTH = 2.25;
/** Height of the coupling, and so of every trailer's floor. */
const FLOOR = 1.2;

interface LorryDesign {
  readonly load: (trailer: PartDrawing, room: LoadRoom) => void;
  /** Whose colour the body's paint is: the cab's is its own where the load carries it. */
  readonly cabColour?: Colour;
}

const SEMI: LorryDesign = {
  load: (trailer, room) => {
    drawBoxBody(trailer, room);
    drawCurtains(trailer, room);
  },
};

const DESIGNS: Readonly<Record<string, LorryDesign>> = {
  'trailer-semi': SEMI,
  'trailer-tank-semi': { load: (trailer, room) => drawTank(trailer, room) },
  'trailer-container': { load: drawContainer, cabColour: WHITE },
};

/** A tractor and what it pulls, each in its own frame. */
export function drawLorry(body: Body): readonly PartDrawing[] {
  const design = DESIGNS[body.id] ?? SEMI;
  return [drawTractor(startPart(partOf(body, 0)), design.cabColour), drawTrailer(startPart(partOf(body, 1)), design)];
}

function drawTractor(drawing: PartDrawing, colour: Colour | undefined): PartDrawing {
  const { shape, front, halfWidth, height, axlePlaces } = drawing;
  drawCab(drawing, {
    length: CAB_LENGTH,
    height,
    screenTop: 2.95,
    wheelRadius: WHEEL_RADIUS,
    ...(colour === undefined ? {} : { colour }),
  });
  const rearAxles = axlePlaces.slice(1);
  drawChassis(drawing, {
    from: CAB_LENGTH - 0.3,
    top: 1.0,
    guards: [CAB_LENGTH + 0.1, 4.2],
    wheelRadius: WHEEL_RADIUS,
    rearAxles,
  });
  const coupling = front - (rearAxles[0] ?? drawing.length) + 0.4;
  block(shape.trim, { x: [coupling - 0.5, coupling + 0.5], y: [-0.5, 0.5], z: [1.0, FLOOR - 0.04] }, GAP);
  // Fairings close the gap between cab and trailer.
  const back = front - CAB_LENGTH;
  blockPair(
    shape.trim,
    { x: [back - 0.28, back], y: [halfWidth - 0.08, halfWidth - 0.03], z: [1.0, height - 0.3] },
    CHASSIS,
  );
  addAxles(drawing, { radius: WHEEL_RADIUS, width: 0.32, outside: halfWidth - 0.06, style: 'lorry' });
  return drawing;
}

function drawTrailer(drawing: PartDrawing, { load }: LorryDesign): PartDrawing {
  const { shape, front, length, halfWidth, height, axlePlaces } = drawing;
  const first = axlePlaces[0] ?? length - 3;
  drawChassis(drawing, {
    from: 0.4,
    top: FLOOR,
    guards: [3.6, first - 0.8],
    wheelRadius: WHEEL_RADIUS,
    rearAxles: axlePlaces,
  });
  load(drawing, { from: 0, to: length - 0.01, floor: FLOOR, top: height });
  drawReflectors(drawing, 0, FLOOR + 0.02);
  const legs = front - 2.9;
  blockPair(shape.trim, { x: [legs - 0.08, legs + 0.08], y: [0.7, 0.84], z: [0.42, FLOOR] }, STEEL);
  for (let at = 1.6; at < length - 1; at += 2.4) {
    shape.lampPair('marker', {
      x: [front - at - 0.06, front - at + 0.06],
      y: [halfWidth - 0.02, halfWidth + 0.008],
      z: [FLOOR - 0.09, FLOOR - 0.04],
    });
  }
  addAxles(drawing, { radius: WHEEL_RADIUS, width: 0.38, outside: halfWidth - 0.05, style: 'lorry' });
  return drawing;
}
