import type { Body } from '../../world/body.ts';
import { drawBicycle, PEDAL_PHASES, PEDAL_STRIDE } from './bicycles.ts';
import { drawBus } from './buses.ts';
import { drawCar } from './cars.ts';
import { drawBackhoe, drawLoader, drawRoller } from './construction.ts';
import { drawAmbulance, drawFireEngine, drawPatrolCar } from './emergency.ts';
import { drawKickScooter } from './kick-scooters.ts';
import { drawLorry } from './lorries.ts';
import { drawMotorcycle } from './motorcycles.ts';
import type { PartDrawing, Pose } from './part.ts';
import { drawTruck } from './trucks.ts';
import { drawVan } from './vans.ts';
import { drawWalker, WALK_PHASES, walkStride } from './walkers.ts';

/** How a body is drawn, and how it moves beyond turning its wheels. */
export interface BodyStyle {
  readonly draw: (body: Body, pose: Pose) => readonly PartDrawing[];
  /** Looks that differ in more than paint, such as hair and trousers. */
  readonly variants: number;
  /** Moments that a movement of legs is drawn in, and the metres that one round of it covers. */
  readonly phases: number;
  readonly stride: (body: Body) => number;
  /** Whether its colour is cloth or paint. */
  readonly cloth: boolean;
}

/** People differ more than what they ride. */
const RIDERS = 4;

const vehicle = (draw: BodyStyle['draw']): BodyStyle => ({
  draw,
  variants: 1,
  phases: 1,
  stride: () => 1,
  cloth: false,
});

const ridden = (draw: BodyStyle['draw']): BodyStyle => ({ ...vehicle(draw), variants: RIDERS });

const PEDALLED: BodyStyle = { ...ridden(drawBicycle), phases: PEDAL_PHASES, stride: () => PEDAL_STRIDE };
const WALKING: BodyStyle = { draw: drawWalker, variants: RIDERS, phases: WALK_PHASES, stride: walkStride, cloth: true };

const BY_CLASS: Readonly<Partial<Record<Body['class'], BodyStyle>>> = {
  car: vehicle(drawCar),
  van: vehicle(drawVan),
  bus: vehicle(drawBus),
  truck: vehicle(drawTruck),
  trailer: vehicle(drawLorry),
  motorcycle: ridden(drawMotorcycle),
  scooter: ridden(drawMotorcycle),
  bicycle: PEDALLED,
  pedestrian: WALKING,
};

/** Bodies that share no more than their class with others of it. */
const BY_ID: Readonly<Record<string, BodyStyle>> = {
  'scooter-kick': ridden(drawKickScooter),
  'emergency_vehicle-ambulance': vehicle(drawAmbulance),
  'emergency_vehicle-patrol': vehicle(drawPatrolCar),
  'emergency_vehicle-fire-engine': vehicle(drawFireEngine),
  'construction_vehicle-backhoe': vehicle(drawBackhoe),
  'construction_vehicle-roller': vehicle(drawRoller),
  'construction_vehicle-loader': vehicle(drawLoader),
};

export function styleOf(body: Body): BodyStyle {
  const style = BY_ID[body.id] ?? BY_CLASS[body.class];
  if (style === undefined) throw new RangeError(`nobody draws ${body.id}`);
  return style;
}
