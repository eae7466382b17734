import { linear } from './colours.ts';
import { ANKLE_HEIGHT, DRESSES, drawFigure } from './figure.ts';
import type { Dress } from './figure.ts';
import type { PartDrawing } from './part.ts';
import type { Colour, Point } from './surface.ts';

const JACKETS: readonly Colour[] = [linear('#25272b'), linear('#3a4a38'), linear('#7c2a26'), linear('#c8c94a')];
const HELMETS: readonly Colour[] = [linear('#17181a'), linear('#d9dad8'), linear('#9c2a24'), linear('#2d4d7c')];

/** Where a rider touches what they ride: metres behind its front, and heights; hands and feet also to the side. */
export interface Seat {
  readonly stature: number;
  readonly hips: readonly [at: number, height: number];
  readonly neck: readonly [at: number, height: number];
  readonly hands: readonly [at: number, side: number, height: number];
  readonly soles: readonly [at: number, side: number, height: number];
  readonly helmet: 'closed' | 'none';
}

/** A rider who sits or stands still on something; the top of the head is the top of the body. */
export function drawRider({ shape, front, height }: PartDrawing, seat: Seat, variant: number): void {
  const { stature, hips, neck, hands, soles, helmet } = seat;
  const dress: Dress = {
    ...(DRESSES[variant % DRESSES.length] as Dress),
    top: JACKETS[variant % JACKETS.length] ?? linear('#25272b'),
    ...(helmet === 'closed' ? { helmet: HELMETS[variant % HELMETS.length] ?? linear('#17181a'), visor: true } : {}),
  };
  const end = ([at, side, z]: readonly [number, number, number], way: number, lift: number): Point => [
    front - at,
    way * side,
    z + lift,
  ];
  const lift = ANKLE_HEIGHT * stature;
  drawFigure(
    shape,
    shape.paint,
    {
      stature,
      hips: [front - hips[0], 0, hips[1]],
      neck: [front - neck[0], 0, neck[1]],
      headTop: height,
      hands: [end(hands, 1, 0), end(hands, -1, 0)],
      ankles: [end(soles, 1, lift), end(soles, -1, lift)],
      elbows: 0,
    },
    dress,
  );
}
