import { CHASSIS, GAP, linear, PLATE, STEEL } from './colours.ts';
import type { PartDrawing } from './part.ts';
import { block, blockPair } from './solids.ts';
import type { Range } from './solids.ts';

const REFLECTOR_RED = linear('#a8281f');
const REFLECTOR_YELLOW = linear('#cda52e');

interface ChassisPlan {
  /** Metres behind the part's front where the frame begins; it ends at the rear. */
  readonly from: number;
  /** Height of the frame's upper edge. */
  readonly top: number;
  /** Where bars keep cyclists from falling under it. */
  readonly guards: Range;
  readonly wheelRadius: number;
  /** Axles that wheels hang from behind `from`. */
  readonly rearAxles: readonly number[];
}

/** Frame, side guards, mudguards, and the bar and lamps at the rear of whatever carries a load. */
export function drawChassis(drawing: PartDrawing, plan: ChassisPlan): void {
  const { shape, front, halfWidth } = drawing;
  const { from, top, guards, wheelRadius, rearAxles } = plan;
  const rear = -front;
  blockPair(shape.trim, { x: [rear + 0.02, front - from], y: [0.34, 0.46], z: [top - 0.26, top] }, CHASSIS);
  block(shape.trim, { x: [rear + 0.3, front - from - 0.2], y: [-0.3, 0.3], z: [wheelRadius - 0.05, top - 0.1] }, GAP);
  if (guards[1] - guards[0] > 0.4) {
    for (const z of [0.48, 0.74]) {
      blockPair(
        shape.trim,
        { x: [front - guards[1], front - guards[0]], y: [halfWidth - 0.09, halfWidth - 0.05], z: [z, z + 0.12] },
        STEEL,
      );
    }
    const tank = Math.min(1.1, guards[1] - guards[0] - 0.3);
    blockPair(
      shape.trim,
      {
        x: [front - guards[0] - tank, front - guards[0] - 0.1],
        y: [halfWidth - 0.7, halfWidth - 0.12],
        z: [0.42, 0.92],
      },
      CHASSIS,
    );
  }
  for (const at of rearAxles) {
    const x: Range = [front - at - wheelRadius - 0.02, front - at + wheelRadius + 0.02];
    blockPair(
      shape.trim,
      { x, y: [halfWidth - 0.62, halfWidth - 0.06], z: [wheelRadius * 2 + 0.03, wheelRadius * 2 + 0.06] },
      GAP,
    );
  }
  drawRearBar(drawing, top);
}

/** The bar that stops cars from driving under, with lamps at its ends and a plate between. */
function drawRearBar({ shape, front, halfWidth }: PartDrawing, top: number): void {
  const rear = -front;
  block(shape.trim, { x: [rear, rear + 0.12], y: [-halfWidth + 0.08, halfWidth - 0.08], z: [0.45, 0.6] }, STEEL);
  blockPair(shape.trim, { x: [rear + 0.04, rear + 0.16], y: [0.5, 0.6], z: [0.55, top - 0.1] }, CHASSIS);
  const lamps = { x: [rear - 0.008, rear + 0.1] as const, z: [0.72, 0.88] as const };
  block(shape.trim, { x: [rear + 0.02, rear + 0.08], y: [-halfWidth + 0.1, halfWidth - 0.1], z: [0.7, 0.9] }, CHASSIS);
  shape.lampPair('tail', { ...lamps, y: [halfWidth - 0.42, halfWidth - 0.12] });
  shape.lampPair('indicator', { ...lamps, y: [halfWidth - 0.56, halfWidth - 0.43] });
  block(shape.trim, { x: [rear, rear + 0.05], y: [-0.26, 0.26], z: [0.74, 0.86] }, PLATE);
}

/** The rail along a load's foot, with red and yellow strips that show its rear and flanks in other people's lamps. */
export function drawReflectors({ shape, front, halfWidth }: PartDrawing, from: number, z: number): void {
  const rear = -front;
  blockPair(
    shape.trim,
    { x: [rear + 0.02, front - from - 0.3], y: [halfWidth - 0.12, halfWidth - 0.005], z: [z - 0.1, z + 0.06] },
    CHASSIS,
  );
  block(
    shape.trim,
    { x: [rear + 0.004, rear + 0.06], y: [-halfWidth + 0.01, halfWidth - 0.01], z: [z - 0.06, z + 0.12] },
    CHASSIS,
  );
  blockPair(
    shape.trim,
    { x: [rear - 0.006, rear], y: [halfWidth * 0.2, halfWidth * 0.95], z: [z, z + 0.1] },
    REFLECTOR_RED,
  );
  for (let x = rear + 0.5; x < front - from - 0.6; x += 1.5) {
    blockPair(
      shape.trim,
      { x: [x, x + 0.5], y: [halfWidth - 0.01, halfWidth + 0.006], z: [z, z + 0.05] },
      REFLECTOR_YELLOW,
    );
  }
}
