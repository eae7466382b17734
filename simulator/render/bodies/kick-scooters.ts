import type { Body } from '../../world/body.ts';
import { CHASSIS, CLEAN, PLASTIC } from './colours.ts';
import { startRigid } from './part.ts';
import type { PartDrawing, Pose } from './part.ts';
import { drawRider } from './riders.ts';
import { bars, block } from './solids.ts';
import type { Point } from './surface.ts';
import { middleWheel } from './wheels.ts';

const WHEEL_RADIUS = 0.11;
const DECK = 0.16;

/** An electric scooter that one stands on, feet one behind the other. */
export function drawKickScooter(body: Body, { variant }: Pose): readonly PartDrawing[] {
  const drawing = startRigid(body);
  const { shape, front, length, halfWidth } = drawing;
  const [frontAxle = 0.12, rearAxle = 1.05] = drawing.axlePlaces;
  const head: Point = [front - 0.24, 0, 0.3];
  const bar: Point = [front - 0.36, 0, 1.08];
  block(shape.trim, { x: [front - rearAxle + 0.04, front - 0.3], y: [-0.075, 0.075], z: [DECK - 0.07, DECK] }, PLASTIC);
  bars(shape.paint, [[front - 0.32, 0, DECK - 0.03], head, bar], 0.026, CLEAN, 6);
  bars(shape.trim, [head, [front - frontAxle, 0.06, WHEEL_RADIUS]], 0.018, CHASSIS);
  bars(
    shape.trim,
    [
      [bar[0], -halfWidth + 0.004, bar[2]],
      [bar[0], halfWidth - 0.004, bar[2]],
    ],
    0.014,
    CHASSIS,
  );
  bars(
    shape.paint,
    [
      [front - rearAxle + 0.1, 0, DECK + 0.05],
      [front - rearAxle - 0.02, 0, WHEEL_RADIUS * 2 + 0.035],
      [front - length + 0.045, 0, 0.2],
    ],
    0.035,
    CLEAN,
  );
  block(
    shape.paint,
    { x: [front - 0.17, front], y: [-0.035, 0.035], z: [WHEEL_RADIUS * 2 - 0.02, WHEEL_RADIUS * 2 + 0.02] },
    CLEAN,
  );
  shape.lampBlock('head', { x: [bar[0] + 0.03, bar[0] + 0.07], y: [-0.025, 0.025], z: [0.94, 1.0] });
  shape.lampBlock('tail', { x: [front - length, front - length + 0.03], y: [-0.03, 0.03], z: [0.17, 0.22] });
  drawRider(
    drawing,
    {
      stature: 1.74,
      hips: [0.8, 1.0],
      neck: [0.74, 1.5],
      hands: [0.38, halfWidth - 0.05, 1.1],
      soles: [0.78, 0.05, DECK],
      helmet: 'none',
    },
    variant,
  );
  drawing.axles.push(
    middleWheel(frontAxle, WHEEL_RADIUS, 0.05, 'steel'),
    middleWheel(rearAxle, WHEEL_RADIUS, 0.05, 'steel'),
  );
  return [drawing];
}
