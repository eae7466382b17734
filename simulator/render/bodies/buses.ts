import type { Body } from '../../world/body.ts';
import { darker, DARK_GLASS, GAP, linear, PLASTIC, WHITE } from './colours.ts';
import { addAxles, startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';
import { drawGap, drawMirrors, drawPlates, drawStripe } from './shell-details.ts';
import { drawShell } from './shell.ts';
import type { ShellForm, Zone } from './shell.ts';
import { block, blockPair } from './solids.ts';
import type { Colour } from './surface.ts';

interface BusDesign {
  readonly floor: number;
  readonly belt: number;
  readonly glassTop: number;
  /** Lower edge of the windscreen. */
  readonly screenFoot: number;
  /** Places of the doors on the side of the kerb. */
  readonly doors: readonly (readonly [number, number])[];
  readonly windows: number;
  /** What stands on the roof: from, to, and how high. */
  readonly roofUnits: readonly (readonly [from: number, to: number, height: number])[];
  readonly stripe: Colour;
  readonly skirt?: boolean;
}

const CITY: BusDesign = {
  floor: 0.3,
  belt: 1.12,
  glassTop: 2.42,
  screenFoot: 0.92,
  doors: [
    [0.55, 1.75],
    [5.1, 6.4],
  ],
  windows: 7,
  roofUnits: [
    [2.6, 5.2, 0.2],
    [8.6, 10.6, 0.17],
  ],
  stripe: linear('#e4e5e2'),
};

const DESIGNS: Readonly<Record<string, BusDesign>> = {
  'bus-city': CITY,
  'bus-midi': { ...CITY, doors: [[0.5, 1.6]], windows: 6, roofUnits: [[3.4, 5.6, 0.16]], stripe: linear('#2a2d31') },
  'bus-coach': {
    ...CITY,
    floor: 0.34,
    belt: 1.72,
    glassTop: 3.08,
    screenFoot: 1.02,
    doors: [[0.5, 1.35]],
    windows: 8,
    roofUnits: [[5.4, 7.6, 0.14]],
    stripe: linear('#c9ccce'),
    skirt: true,
  },
};

export function drawBus(body: Body): readonly PartDrawing[] {
  const design = DESIGNS[body.id] ?? CITY;
  const drawing = startRigid(body);
  const { shape, front, length, halfWidth, height } = drawing;
  const highest = Math.max(...design.roofUnits.map(([, , tall]) => tall));
  const form = busForm(design, drawing, height - highest);
  drawShell(shape, front, form, busZones(design, length));
  drawWindowPosts(drawing, design, form);
  drawDoors(drawing, design);
  drawRoof(drawing, design, height - highest);
  drawFront(drawing, design, height - highest);
  drawRear(drawing, design, height - highest);
  drawStripe(shape, front, form, { between: [0.5, length - 0.3], z: [0.46, 0.74], colour: design.stripe }, 40);
  drawPlates(shape, front - 0.004, -front + 0.002, 0.5, 0.62);
  drawMirrors(shape, { x: front - 0.08, y: halfWidth * 0.97, z: design.glassTop - 0.55, size: [0.12, 0.24, 0.42] });
  addAxles(drawing, { radius: 0.48, width: 0.28, outside: halfWidth - 0.05, style: 'lorry' });
  return [drawing];
}

function busForm({ floor, belt, glassTop, screenFoot }: BusDesign, drawing: PartDrawing, roof: number): ShellForm {
  const { length, halfWidth, axlePlaces } = drawing;
  return {
    length,
    halfWidth,
    plan: [
      [0, 0.86],
      [0.07, 0.94],
      [0.22, 0.985],
      [0.5, 1],
      [length - 0.4, 1],
      [length - 0.08, 0.965],
      [length, 0.91],
    ],
    top: [
      [0, roof - 0.16],
      [0.08, roof - 0.06],
      [0.35, roof - 0.01],
      [0.8, roof],
      [length - 0.3, roof],
      [length - 0.06, roof - 0.06],
      [length, roof - 0.18],
    ],
    belt: [
      [0, screenFoot],
      [0.45, screenFoot],
      [0.5, belt],
      [length - 0.1, belt],
      [length, belt + 0.3],
    ],
    roofShare: [
      [0, 0.86],
      [length, 0.88],
    ],
    beltShare: [
      [0, 0.985],
      [length, 0.985],
    ],
    roofDrop: 0.07,
    railDepth: roof - 0.07 - glassTop,
    sill: [
      [0, floor + 0.06],
      [length, floor + 0.08],
    ],
    floor: [
      [0, floor],
      [length, floor],
    ],
    arches: axlePlaces.map((at) => ({ at, axleHeight: 0.48, radius: 0.58 })),
    wheelRoom: 0.42,
  };
}

function busZones(design: BusDesign, length: number): readonly Zone[] {
  const dark = { trim: DARK_GLASS };
  return [
    { between: [0.04, length - 0.5], rows: ['window'], look: 'glass' },
    { between: 'front', rows: ['window'], look: 'glass' },
    { between: [0, 0.04], rows: ['window'], look: 'glass' },
    { between: [0.22, 0.34], rows: ['window'], look: dark },
    { between: 'rear', rows: ['window'], look: 'glass' },
    { between: 'front', rows: ['rail'], look: dark },
    { between: [0, 0.12], rows: ['rail'], look: dark },
    { between: 'front', rows: ['sill'], look: { trim: PLASTIC } },
    { between: 'rear', rows: ['sill'], look: { trim: PLASTIC } },
    ...(design.skirt === true ? [{ between: [0.6, length - 0.4], rows: ['sill'], look: { trim: GAP } } as const] : []),
  ];
}

/** Bands of glass are one sheet to the eye; dark posts behind it divide them. */
function drawWindowPosts(drawing: PartDrawing, design: BusDesign, form: ShellForm): void {
  const { shape, front, length } = drawing;
  const step = (length - 1.2) / design.windows;
  for (let post = 0; post <= design.windows; post += 1) {
    drawGap(shape, front, form, { at: 0.7 + post * step, rows: ['window', 'window'], width: 0.09, colour: DARK_GLASS });
  }
}

/** Glazed double doors over the full height, towards the kerb on the right. */
function drawDoors({ shape, front, halfWidth }: PartDrawing, { doors, floor, glassTop }: BusDesign): void {
  for (const [from, to] of doors) {
    const middle = (from + to) / 2;
    for (const [start, end] of [
      [from, middle],
      [middle, to],
    ] as const) {
      const y = [-halfWidth - 0.006, -halfWidth * 0.96] as const;
      block(shape.trim, { x: [front - end, front - start], y, z: [floor + 0.06, glassTop] }, PLASTIC);
      const pane = [-halfWidth - 0.012, -halfWidth * 0.96] as const;
      block(
        shape.glass,
        { x: [front - end + 0.06, front - start - 0.06], y: pane, z: [floor + 0.2, glassTop - 0.1] },
        [0.014, 0.02, 0.023],
      );
    }
  }
}

function drawRoof({ shape, front, halfWidth }: PartDrawing, { roofUnits }: BusDesign, roof: number): void {
  for (const [from, to, tall] of roofUnits) {
    const x = [front - to, front - from] as const;
    block(
      shape.paint,
      { x, y: [-halfWidth * 0.62, halfWidth * 0.62], z: [roof - 0.03, roof + tall] },
      [0.92, 0.92, 0.92],
    );
    block(
      shape.trim,
      { x: [x[0] + 0.3, x[1] - 0.3], y: [-halfWidth * 0.4, halfWidth * 0.4], z: [roof, roof + tall - 0.004] },
      PLASTIC,
    );
  }
  const hatch = front - 1.7;
  block(
    shape.trim,
    { x: [hatch - 0.35, hatch + 0.35], y: [-0.35, 0.35], z: [roof - 0.02, roof + 0.03] },
    darker(WHITE, 0.7),
  );
}

function drawFront({ shape, front, halfWidth }: PartDrawing, design: BusDesign, roof: number): void {
  const face = (y: readonly [number, number], z: readonly [number, number], depth = 0.01) => ({
    x: [front - 0.03, front + depth] as const,
    y,
    z,
  });
  const signTop = roof - 0.2;
  const sign = face([-halfWidth * 0.62, halfWidth * 0.62], [signTop - 0.24, signTop], 0.014);
  block(shape.trim, face([-halfWidth * 0.68, halfWidth * 0.68], [signTop - 0.28, signTop + 0.04], 0.01), GAP);
  drawSignText(shape, front + 0.016, sign.z, halfWidth * 0.5);
  blockPair(shape.trim, face([halfWidth * 0.5, halfWidth * 0.8], [0.6, 0.84]), GAP);
  shape.lampPair('head', face([halfWidth * 0.53, halfWidth * 0.74], [0.63, 0.81], 0.016));
  shape.lampPair('indicator', face([halfWidth * 0.745, halfWidth * 0.83], [0.63, 0.81], 0.016));
  block(shape.trim, face([-halfWidth * 0.45, halfWidth * 0.45], [0.64, 0.78]), PLASTIC);
  for (const y of [-halfWidth * 0.4, halfWidth * 0.05]) {
    block(shape.trim, face([y, y + 0.5], [design.screenFoot + 0.02, design.screenFoot + 0.05], 0.02), GAP);
  }
}

/** Lit strokes that read as writing from afar and say nothing. */
function drawSignText(
  shape: PartDrawing['shape'],
  x: number,
  [low, high]: readonly [number, number],
  reach: number,
): void {
  const strokes = [0.1, 0.22, 0.3, 0.44, 0.52, 0.66, 0.8, 0.9];
  for (const share of strokes) {
    const y = reach - 2 * reach * share;
    shape.lampBlock('sign', { x: [x - 0.006, x], y: [y - 0.035, y + 0.035], z: [low + 0.05, high - 0.05] });
  }
}

function drawRear({ shape, front, halfWidth }: PartDrawing, design: BusDesign, roof: number): void {
  const rear = -front;
  const face = (y: readonly [number, number], z: readonly [number, number], depth = 0.01) => ({
    x: [rear - depth, rear + 0.03] as const,
    y,
    z,
  });
  block(shape.trim, face([-halfWidth * 0.62, halfWidth * 0.62], [0.86, Math.min(design.belt + 0.1, 1.3)]), PLASTIC);
  for (let slat = 0; slat < 4; slat += 1) {
    const z = 0.9 + slat * 0.09;
    block(shape.trim, face([-halfWidth * 0.58, halfWidth * 0.58], [z, z + 0.03], 0.016), GAP);
  }
  const edge: readonly [number, number] = [halfWidth * 0.74, halfWidth * 0.88];
  shape.lampPair('tail', face(edge, [0.8, 1.12], 0.016));
  shape.lampPair('indicator', face(edge, [1.13, 1.28], 0.016));
  shape.lampPair('brake', face([halfWidth * 0.6, halfWidth * 0.8], [roof - 0.3, roof - 0.24], 0.012));
  block(shape.trim, face([-0.25, 0.25], [roof - 0.34, roof - 0.18], 0.012), GAP);
}
