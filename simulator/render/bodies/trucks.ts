import type { Body } from '../../world/body.ts';
import { drawChassis, drawReflectors } from './chassis.ts';
import { drawCab } from './lorry-cab.ts';
import { drawBoxBody, drawFlatbed, drawRefuseBody, drawTank, drawTipperBody } from './loads.ts';
import type { LoadRoom } from './loads.ts';
import { addAxles, startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';

const WHEEL_RADIUS = 0.5;

interface TruckDesign {
  readonly cab: number;
  readonly cabHeight: number;
  readonly screenTop: number;
  /** Height of the frame that the load stands on. */
  readonly floor: number;
  readonly load: (drawing: PartDrawing, room: LoadRoom) => void;
}

const BOX: TruckDesign = {
  cab: 1.9,
  cabHeight: 2.75,
  screenTop: 2.66,
  floor: 1.1,
  load: (drawing, room) => drawBoxBody(drawing, room),
};

const DESIGNS: Readonly<Record<string, TruckDesign>> = {
  'truck-box': BOX,
  'truck-tipper': { ...BOX, cab: 1.85, cabHeight: 2.85, screenTop: 2.76, floor: 1.15, load: drawTipperBody },
  'truck-flatbed': { ...BOX, cabHeight: 2.9, screenTop: 2.8, floor: 1.12, load: drawFlatbed },
  'truck-refuse': { ...BOX, cab: 2.1, cabHeight: 2.8, screenTop: 2.7, floor: 1.0, load: drawRefuseBody },
  'truck-tanker': {
    ...BOX,
    cabHeight: 2.85,
    screenTop: 2.76,
    floor: 1.12,
    load: (drawing, room) => drawTank(drawing, room),
  },
};

export function drawTruck(body: Body): readonly PartDrawing[] {
  const { cab, cabHeight, screenTop, floor, load } = DESIGNS[body.id] ?? BOX;
  const drawing = startRigid(body);
  drawCab(drawing, { length: cab, height: cabHeight, screenTop, wheelRadius: WHEEL_RADIUS });
  const rearAxles = drawing.axlePlaces.slice(1);
  drawChassis(drawing, {
    from: cab - 0.3,
    top: floor,
    guards: [cab + 0.35, (rearAxles[0] ?? drawing.length) - WHEEL_RADIUS - 0.2],
    wheelRadius: WHEEL_RADIUS,
    rearAxles,
  });
  load(drawing, { from: cab + 0.12, to: drawing.length - 0.01, floor, top: drawing.height });
  drawReflectors(drawing, cab, floor + 0.02);
  addAxles(drawing, { radius: WHEEL_RADIUS, width: 0.3, outside: drawing.halfWidth - 0.06, style: 'lorry' });
  return [drawing];
}
