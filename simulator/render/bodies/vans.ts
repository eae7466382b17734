import type { Body } from '../../world/body.ts';
import { DARK_GLASS, GAP, PLASTIC } from './colours.ts';
import type { Curve } from './curve.ts';
import { addAxles, startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';
import { drawGap, drawHandle, drawMirrors, drawPlates, drawStripe } from './shell-details.ts';
import { drawShell } from './shell.ts';
import type { ShellForm, Zone } from './shell.ts';
import { block, blockPair } from './solids.ts';

interface VanDesign {
  readonly wheelRadius: number;
  readonly nose: number;
  readonly bonnet: number;
  readonly cowl: number;
  readonly screenTop: number;
  readonly belt: number;
  /** Height of the upper edge of the side windows. */
  readonly glassTop: number;
  readonly sideWindows: readonly (readonly [number, number])[];
  readonly doorGaps: readonly number[];
  readonly handles: readonly number[];
  /** The rail that a sliding door runs in. */
  readonly slide?: readonly [number, number];
  readonly rearDoors: boolean;
}

const DELIVERY: VanDesign = {
  wheelRadius: 0.35,
  nose: 0.98,
  bonnet: 1.3,
  cowl: 0.92,
  screenTop: 1.72,
  belt: 1.22,
  glassTop: 1.86,
  sideWindows: [[1.12, 1.98]],
  doorGaps: [0.98, 2.06, 3.36],
  handles: [1.92, 2.24],
  slide: [3.36, 4.9],
  rearDoors: true,
};

const DESIGNS: Readonly<Record<string, VanDesign>> = {
  'van-delivery': DELIVERY,
  'van-compact': {
    ...DELIVERY,
    wheelRadius: 0.31,
    nose: 0.84,
    bonnet: 1.1,
    cowl: 0.98,
    screenTop: 1.68,
    belt: 1.06,
    glassTop: 1.56,
    sideWindows: [[1.2, 1.98]],
    doorGaps: [1.06, 2.04, 2.86],
    handles: [1.92, 2.16],
    slide: [2.86, 3.9],
  },
  'van-minibus': {
    ...DELIVERY,
    wheelRadius: 0.34,
    nose: 0.92,
    bonnet: 1.2,
    cowl: 0.92,
    screenTop: 1.66,
    belt: 1.16,
    glassTop: 1.78,
    sideWindows: [
      [1.1, 1.94],
      [2.04, 3.18],
      [3.27, 4.2],
      [4.29, 5.12],
    ],
    doorGaps: [0.98, 1.99, 3.22],
    handles: [1.86, 2.14],
    slide: [3.22, 4.5],
    rearDoors: false,
  },
};

export function drawVan(body: Body): readonly PartDrawing[] {
  const drawing = startRigid(body);
  drawVanHull(drawing, DESIGNS[body.id] ?? DELIVERY, drawing.height);
  return [drawing];
}

/** The hull that an ambulance is built on, lower than the body by what stands on its roof. */
export function drawDeliveryHull(drawing: PartDrawing, roofHeight: number): ShellForm {
  return drawVanHull(drawing, DELIVERY, roofHeight);
}

function drawVanHull(drawing: PartDrawing, design: VanDesign, roofHeight: number): ShellForm {
  const { shape, front, length, halfWidth, axlePlaces } = drawing;
  const form = vanForm(design, length, halfWidth, roofHeight, axlePlaces);
  drawShell(shape, front, form, vanZones(design, length));
  for (const at of design.doorGaps) drawGap(shape, front, form, { at, rows: ['window', 'lower'] });
  for (const at of design.handles) drawHandle(shape, front, form, at);
  if (design.slide !== undefined) {
    drawStripe(
      shape,
      front,
      form,
      { between: design.slide, z: [design.belt - 0.12, design.belt - 0.09], colour: GAP },
      3,
    );
  }
  drawStripe(shape, front, form, { between: [1.5, length - 1.75], z: [0.42, 0.55], colour: PLASTIC }, 6);
  drawVanRear(drawing, design, roofHeight);
  drawPlates(shape, front - 0.004, -front + 0.002, 0.5, design.rearDoors ? 0.62 : 0.8);
  drawMirrors(shape, { x: front - 1.16, y: halfWidth * 0.95, z: design.belt - 0.02, size: [0.14, 0.17, 0.3] });
  addAxles(drawing, { radius: design.wheelRadius, width: 0.22, outside: halfWidth - 0.05, style: 'steel' });
  return form;
}

function vanForm(
  design: VanDesign,
  length: number,
  halfWidth: number,
  height: number,
  axles: readonly number[],
): ShellForm {
  const { nose, bonnet, cowl, screenTop, belt, glassTop, wheelRadius } = design;
  return {
    length,
    halfWidth,
    plan: vanOutline(length),
    top: vanTop(design, length, height),
    belt: [
      [0, nose - 0.24],
      [0.2, nose - 0.06],
      [cowl, bonnet - 0.1],
      [cowl + 0.3, belt],
      [length, belt],
    ],
    roofShare: [
      [0, 0.8],
      [0.3, 0.76],
      [cowl, 0.84],
      [screenTop, 0.8],
      [screenTop + 0.6, 0.82],
      [length, 0.82],
    ],
    beltShare: [
      [0, 0.96],
      [length, 0.965],
    ],
    roofDrop: 0.07,
    railDepth: Math.max(0.12, height - 0.07 - glassTop),
    sill: [
      [0, 0.4],
      [0.06, 0.28],
      [length - 0.1, 0.3],
      [length, 0.38],
    ],
    floor: [
      [0, 0.36],
      [0.06, 0.24],
      [length - 0.1, 0.26],
      [length, 0.34],
    ],
    arches: axles.map((at) => ({ at, axleHeight: wheelRadius, radius: wheelRadius + 0.065 })),
    wheelRoom: 0.32,
  };
}

function vanOutline(length: number): Curve {
  return [
    [0, 0.7],
    [0.05, 0.84],
    [0.18, 0.92],
    [0.5, 0.975],
    [1.1, 1],
    [length - 0.4, 1],
    [length - 0.06, 0.975],
    [length, 0.94],
  ];
}

function vanTop({ nose, bonnet, cowl, screenTop, glassTop }: VanDesign, length: number, height: number): Curve {
  return [
    [0, nose - 0.16],
    [0.05, nose - 0.04],
    [0.2, nose + 0.06],
    [cowl, bonnet],
    [screenTop - 0.1, glassTop + (height - glassTop) * 0.25],
    [screenTop + 0.12, height - Math.min(0.25, (height - glassTop) * 0.3)],
    [screenTop + 0.5, height - 0.03],
    [screenTop + 1, height],
    [length - 0.12, height],
    [length, height - 0.06],
  ];
}

function vanZones({ cowl, screenTop, sideWindows }: VanDesign, length: number): readonly Zone[] {
  const dark = { trim: PLASTIC };
  const [from, to] = [sideWindows[0]?.[0] ?? cowl, sideWindows.at(-1)?.[1] ?? screenTop];
  return [
    { between: [from - 0.03, to + 0.03], rows: ['window'], look: { trim: DARK_GLASS } },
    ...sideWindows.map((between): Zone => ({ between, rows: ['window'], look: 'glass' })),
    { between: [cowl + 0.02, screenTop - 0.02], rows: ['roof', 'roofSide'], look: 'glass' },
    { between: 'front', rows: ['shoulder', 'lamp'], look: dark },
    { between: 'front', rows: ['lower', 'sill', 'door'], look: dark },
    { between: [0, 0.3], rows: ['lower', 'sill'], look: dark },
    { between: [0.02, 0.32], rows: ['lamp'], look: 'head' },
    { between: [0.32, 0.4], rows: ['lamp'], look: 'indicator' },
    { between: [length - 0.1, length], rows: ['lower', 'sill'], look: dark },
    { between: 'rear', rows: ['lower', 'sill'], look: dark },
  ];
}

/** A flat rear: doors or a tailgate with windows, lamps upright at the corners. */
function drawVanRear({ shape, front, halfWidth }: PartDrawing, design: VanDesign, roofHeight: number): void {
  const rear = -front;
  const face = (y: readonly [number, number], z: readonly [number, number], depth = 0.008) => ({
    x: [rear - depth, rear + 0.01] as const,
    y,
    z,
  });
  const top = Math.min(roofHeight - 0.3, design.glassTop);
  if (design.rearDoors) {
    blockPair(shape.glass, face([0.07, halfWidth * 0.72], [design.belt + 0.08, top]), [0.012, 0.018, 0.021]);
    block(shape.trim, face([-0.01, 0.01], [0.45, roofHeight - 0.14]), GAP);
    block(shape.trim, face([0.05, 0.12], [0.95, 1.07], 0.02), PLASTIC);
    blockPair(shape.trim, face([halfWidth * 0.86, halfWidth * 0.88], [0.8, 0.86], 0.02), PLASTIC);
  } else {
    block(shape.glass, face([-halfWidth * 0.74, halfWidth * 0.74], [design.belt + 0.04, top]), [0.012, 0.018, 0.021]);
    block(shape.trim, face([-0.22, 0.22], [0.88, 0.93], 0.02), PLASTIC);
  }
  const [low, high] = [design.belt * 0.62, design.belt * 1.12];
  const edge: readonly [number, number] = [halfWidth * 0.8, halfWidth * 0.93];
  shape.lampPair('tail', face(edge, [low, high - 0.16], 0.014));
  shape.lampPair('indicator', face(edge, [high - 0.16, high], 0.014));
  shape.lampBlock('brake', face([-0.16, 0.16], [roofHeight - 0.14, roofHeight - 0.1], 0.01));
}
