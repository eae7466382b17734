import { ALLOY, CHASSIS, CLEAN, GAP, linear, PLASTIC, STEEL, WHITE } from './colours.ts';
import type { PartDrawing } from './part.ts';
import { block, blockPair, ellipsoid, loft, prism } from './solids.ts';
import type { Range } from './solids.ts';
import type { Colour, Point, Surface } from './surface.ts';

/** Where a load stands: metres behind the front, height of its floor and of its top. */
export interface LoadRoom {
  readonly from: number;
  readonly to: number;
  readonly floor: number;
  readonly top: number;
}

const EARTH = linear('#6b5540');
const TIMBER = linear('#a98a5c');
const WRAP = linear('#b9bdb8');
const CARTON = linear('#9a7a52');

function span({ front }: PartDrawing, { from, to }: LoadRoom): Range {
  return [front - to, front - from];
}

/** A closed body with rear doors; painted, or in its own colour. */
export function drawBoxBody(drawing: PartDrawing, room: LoadRoom, own?: Colour): void {
  const { shape, halfWidth } = drawing;
  const x = span(drawing, room);
  const skin: Surface = own === undefined ? shape.paint : shape.trim;
  block(skin, { x, y: [-halfWidth, halfWidth], z: [room.floor, room.top] }, own ?? CLEAN);
  const edge = own === undefined ? STEEL : ALLOY;
  for (const z of [room.floor, room.top - 0.09]) {
    blockPair(
      shape.trim,
      { x: [x[0] - 0.004, x[1] + 0.004], y: [halfWidth - 0.03, halfWidth + 0.005], z: [z, z + 0.09] },
      edge,
    );
  }
  for (const at of [x[0], x[1] - 0.07]) {
    blockPair(
      shape.trim,
      { x: [at, at + 0.07], y: [halfWidth - 0.03, halfWidth + 0.005], z: [room.floor, room.top] },
      edge,
    );
  }
  drawRearDoors(drawing, room);
}

function drawRearDoors({ shape, front, halfWidth }: PartDrawing, { to, floor, top }: LoadRoom): void {
  const rear = front - to;
  const face = (y: Range, z: Range, depth = 0.01) => ({ x: [rear - depth, rear + 0.01] as const, y, z });
  block(shape.trim, face([-0.015, 0.015], [floor + 0.1, top - 0.1]), GAP);
  for (const y of [halfWidth * 0.3, halfWidth * 0.68]) {
    blockPair(shape.trim, face([y - 0.018, y + 0.018], [floor + 0.06, top - 0.06], 0.035), STEEL);
  }
  blockPair(shape.trim, face([halfWidth - 0.07, halfWidth], [floor, top]), STEEL);
  block(shape.trim, face([-halfWidth, halfWidth], [top - 0.09, top]), STEEL);
  block(shape.trim, face([-halfWidth, halfWidth], [floor, floor + 0.09]), STEEL);
  shape.lampPair('tail', face([halfWidth * 0.84, halfWidth * 0.95], [top - 0.07, top - 0.025], 0.014));
}

/** Canvas on rails along both flanks, tightened by straps. */
export function drawCurtains({ shape, front, halfWidth }: PartDrawing, { from, to, floor }: LoadRoom): void {
  const straps = Math.round((to - from) / 0.75);
  for (let strap = 1; strap < straps; strap += 1) {
    const x = front - from - ((to - from) * strap) / straps;
    blockPair(
      shape.trim,
      { x: [x - 0.025, x + 0.025], y: [halfWidth - 0.01, halfWidth + 0.006], z: [floor + 0.06, floor + 0.3] },
      PLASTIC,
    );
  }
}

/** Steel walls in waves, as containers have them, and corner posts. */
export function drawContainer(drawing: PartDrawing, room: LoadRoom): void {
  const { shape, halfWidth } = drawing;
  const x = span(drawing, room);
  const inner = halfWidth - 0.045;
  block(shape.paint, { x, y: [-inner, inner], z: [room.floor, room.top] }, [0.72, 0.72, 0.72]);
  const waves = Math.round((room.to - room.from) / 0.42);
  for (let wave = 0; wave < waves; wave += 1) {
    const at = x[0] + ((wave + 0.2) * (x[1] - x[0])) / waves;
    const reach = ((x[1] - x[0]) / waves) * 0.6;
    blockPair(
      shape.paint,
      { x: [at, at + reach], y: [inner - 0.02, halfWidth - 0.012], z: [room.floor + 0.12, room.top - 0.12] },
      CLEAN,
    );
  }
  for (const z of [room.floor, room.top - 0.12]) {
    blockPair(shape.paint, { x, y: [inner - 0.05, halfWidth], z: [z, z + 0.12] }, CLEAN);
  }
  for (const at of [x[0], x[1] - 0.15])
    blockPair(shape.paint, { x: [at, at + 0.15], y: [inner - 0.05, halfWidth], z: [room.floor, room.top] }, CLEAN);
  for (let at = x[0] + 0.3; at < x[1] - 0.3; at += 0.6) {
    block(
      shape.paint,
      { x: [at, at + 0.3], y: [-inner + 0.1, inner - 0.1], z: [room.top - 0.01, room.top] },
      [0.85, 0.85, 0.85],
    );
  }
  drawRearDoors(drawing, room);
}

/** A round vessel on its side, with a walkway along its crest. */
export function drawTank(drawing: PartDrawing, room: LoadRoom, colour: Colour = ALLOY): void {
  const { shape, halfWidth } = drawing;
  const [rear, front] = span(drawing, room);
  const [halfHeight, middle] = [(room.top - 0.08 - room.floor) / 2, (room.top - 0.08 + room.floor) / 2];
  const ring = (x: number, share: number): Point[] =>
    Array.from({ length: 18 }, (_, step) => {
      const angle = (2 * Math.PI * step) / 18;
      return [x, halfWidth * share * Math.cos(angle), middle + halfHeight * share * Math.sin(angle)];
    });
  loft(
    shape.trim,
    [
      ring(rear, 0.6),
      ring(rear + 0.08, 0.86),
      ring(rear + 0.3, 1),
      ring(front - 0.3, 1),
      ring(front - 0.08, 0.86),
      ring(front, 0.6),
    ],
    colour,
    true,
  );
  for (let at = rear + 0.9; at < front - 0.6; at += 1.4) {
    loft(shape.trim, [ring(at, 1.004), ring(at + 0.09, 1.004)], STEEL, false);
  }
  blockPair(
    shape.paint,
    { x: [rear + 0.7, front - 0.7], y: [halfWidth * 0.98, halfWidth], z: [middle - 0.16, middle + 0.16] },
    CLEAN,
  );
  block(shape.trim, { x: [rear + 0.5, front - 0.5], y: [-0.32, 0.32], z: [room.top - 0.12, room.top - 0.04] }, CHASSIS);
  blockPair(shape.trim, { x: [rear + 0.5, front - 0.5], y: [0.3, 0.33], z: [room.top - 0.06, room.top] }, STEEL);
  blockPair(shape.trim, { x: [rear + 0.03, rear + 0.06], y: [0.2, 0.24], z: [room.floor, room.top - 0.1] }, STEEL);
}

/** An open skip with ribbed walls and a heap of earth in it. */
export function drawTipperBody(drawing: PartDrawing, room: LoadRoom): void {
  const { shape, halfWidth } = drawing;
  const x = span(drawing, room);
  const wall = 0.07;
  const rim = room.top - 0.28;
  blockPair(shape.paint, { x, y: [halfWidth - wall, halfWidth - 0.02], z: [room.floor, rim] }, CLEAN);
  block(shape.paint, { x: [x[0], x[0] + wall], y: [-halfWidth + 0.02, halfWidth - 0.02], z: [room.floor, rim] }, CLEAN);
  block(
    shape.paint,
    { x: [x[1] - wall, x[1]], y: [-halfWidth + 0.02, halfWidth - 0.02], z: [room.floor, room.top] },
    CLEAN,
  );
  // The board that keeps stones off the cab.
  block(
    shape.paint,
    { x: [x[1], x[1] + 0.55], y: [-halfWidth * 0.8, halfWidth * 0.8], z: [room.top - 0.06, room.top] },
    CLEAN,
  );
  block(
    shape.trim,
    { x, y: [-halfWidth + 0.05, halfWidth - 0.05], z: [room.floor - 0.12, room.floor + 0.04] },
    CHASSIS,
  );
  const ribs = 6;
  for (let rib = 0; rib <= ribs; rib += 1) {
    const at = x[0] + ((x[1] - x[0] - 0.1) * rib) / ribs;
    blockPair(
      shape.paint,
      { x: [at, at + 0.1], y: [halfWidth - 0.03, halfWidth], z: [room.floor, rim] },
      [0.85, 0.85, 0.85],
    );
  }
  const middle = (x[0] + x[1]) / 2;
  ellipsoid(shape.trim, [middle, 0, rim - 0.35], [(x[1] - x[0]) * 0.52, halfWidth * 1.02, 0.5], EARTH, 12, 6);
  block(
    shape.trim,
    { x: [x[0] + wall, x[1] - wall], y: [-halfWidth + wall, halfWidth - wall], z: [room.floor, rim - 0.22] },
    EARTH,
  );
}

/** A deck with a headboard, stakes, and pallets of what building sites ask for. */
export function drawFlatbed(drawing: PartDrawing, room: LoadRoom): void {
  const { shape, halfWidth } = drawing;
  const x = span(drawing, room);
  block(shape.trim, { x, y: [-halfWidth, halfWidth], z: [room.floor - 0.14, room.floor] }, TIMBER);
  blockPair(shape.paint, { x, y: [halfWidth - 0.03, halfWidth], z: [room.floor - 0.14, room.floor + 0.32] }, CLEAN);
  block(
    shape.paint,
    { x: [x[0], x[0] + 0.04], y: [-halfWidth, halfWidth], z: [room.floor - 0.14, room.floor + 0.32] },
    CLEAN,
  );
  block(shape.paint, { x: [x[1] - 0.06, x[1]], y: [-halfWidth, halfWidth], z: [room.floor, room.floor + 1.1] }, CLEAN);
  const pallets: readonly (readonly [at: number, long: number, tall: number, colour: Colour])[] = [
    [0.4, 1.3, 1.0, WRAP],
    [1.9, 1.2, 0.75, CARTON],
    [3.4, 2.3, 0.6, TIMBER],
  ];
  for (const [at, long, tall, colour] of pallets) {
    const to = x[1] - 0.2 - at;
    block(
      shape.trim,
      { x: [to - long, to], y: [-0.95, 0.92], z: [room.floor + 0.12, room.floor + 0.12 + tall] },
      colour,
    );
    block(shape.trim, { x: [to - long, to], y: [-0.95, 0.95], z: [room.floor, room.floor + 0.12] }, TIMBER);
  }
}

/** A press with a rounded back and a hopper that workers fill from behind. */
export function drawRefuseBody(drawing: PartDrawing, room: LoadRoom): void {
  const { shape, front, halfWidth } = drawing;
  const [rear, fore] = span(drawing, room);
  const y: Range = [-halfWidth, halfWidth];
  const hopper = rear + 1.5;
  block(shape.paint, { x: [hopper, fore], y, z: [room.floor, room.top - 0.12] }, CLEAN);
  prism(
    shape.paint,
    [
      [hopper, room.floor],
      [hopper, 0.62],
      [rear + 0.25, 0.62],
      [rear, 1.25],
      [rear + 0.35, room.top - 0.35],
      [rear + 0.9, room.top],
      [hopper, room.top],
    ].reverse() as [number, number][],
    y,
    [0.94, 0.94, 0.94],
  );
  block(shape.trim, { x: [rear + 0.004, rear + 0.4], y: [-halfWidth * 0.8, halfWidth * 0.8], z: [1.2, 2.15] }, GAP);
  for (let at = hopper + 0.5; at < fore - 0.2; at += 0.75) {
    blockPair(
      shape.paint,
      { x: [at, at + 0.12], y: [halfWidth - 0.01, halfWidth + 0.012], z: [room.floor + 0.05, room.top - 0.16] },
      [0.86, 0.86, 0.86],
    );
  }
  blockPair(shape.trim, { x: [hopper + 0.4, fore - 0.5], y: [halfWidth, halfWidth + 0.014], z: [1.75, 2.15] }, WHITE);
  shape.lampPair('tail', { x: [rear + 0.2, rear + 0.34], y: [halfWidth * 0.82, halfWidth * 0.95], z: [2.3, 2.5] });
  const beacon = { x: [hopper + 0.1, hopper + 0.24] as const, z: [room.top - 0.02, room.top + 0.001] as const };
  shape.lampBlock('amber', { ...beacon, y: [0.8, 0.94] });
  blockPair(
    shape.trim,
    { x: [-front + 0.02, -front + 0.3], y: [halfWidth * 0.75, halfWidth * 0.95], z: [0.4, 0.46] },
    STEEL,
  );
}
