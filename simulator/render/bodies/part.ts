import type { Body, BodyPart } from '../../world/body.ts';
import { Shape } from './shape.ts';
import type { Axle } from './wheels.ts';

/** One rigid part while it is being drawn. Its frame lies on the ground under the middle of its shadow. */
export interface PartDrawing {
  readonly shape: Shape;
  /** Half its length: where the front lies, ahead of the middle. */
  readonly front: number;
  readonly length: number;
  readonly halfWidth: number;
  readonly height: number;
  /** Metres of each axle behind the front of this part. */
  readonly axlePlaces: readonly number[];
  readonly axles: Axle[];
}

/** Which of several looks and which moment of a movement is drawn. */
export interface Pose {
  readonly variant: number;
  readonly phase: number;
}

export function startPart(part: BodyPart): PartDrawing {
  return {
    shape: new Shape(),
    front: part.length / 2,
    length: part.length,
    halfWidth: part.width / 2,
    height: part.height,
    axlePlaces: part.axles.map((axle) => axle - part.from),
    axles: [],
  };
}

/** The only part of a body that does not bend. */
export function startRigid(body: Body): PartDrawing {
  return startPart(partOf(body, 0));
}

export function partOf(body: Body, at: number): BodyPart {
  const part = body.parts[at];
  if (part === undefined) throw new RangeError(`${body.id} has no part ${at}`);
  return part;
}

/** Wheels at every axle of the part. */
export function addAxles(drawing: PartDrawing, wheel: Omit<Axle, 'at'>): void {
  for (const at of drawing.axlePlaces) drawing.axles.push({ ...wheel, at });
}
