import type { Body } from '../../world/body.ts';
import { carForm } from './car-form.ts';
import type { CarDesign } from './car-form.ts';
import { CHASSIS, DARK_GLASS, LENS_CLEAR, PLASTIC } from './colours.ts';
import { addAxles, startRigid } from './part.ts';
import type { PartDrawing } from './part.ts';
import { drawGap, drawHandle, drawMirrors, drawPlates } from './shell-details.ts';
import { drawShell, sectionAt } from './shell.ts';
import type { Row, ShellForm, Zone } from './shell.ts';
import { block, blockPair } from './solids.ts';

const SALOON: CarDesign = {
  wheelRadius: 0.32,
  nose: 0.72,
  bonnet: 0.97,
  cowl: 1.4,
  screenTop: 2.12,
  roofEnd: 3.18,
  tail: [3.92, 1.07],
  lip: 1.04,
  belt: [0.92, 0.97],
  clearance: 0.17,
  roofShare: 0.68,
  sideWindows: [
    [1.72, 2.5],
    [2.58, 3.3],
    [3.35, 3.56],
  ],
  doorGaps: [1.52, 2.54, 3.46],
  handles: [2.42, 3.36],
};

/** Designs of the catalogue's cars, by the end of their name. */
const DESIGNS: Readonly<Record<string, CarDesign>> = {
  saloon: SALOON,
  small: {
    ...SALOON,
    wheelRadius: 0.3,
    nose: 0.76,
    bonnet: 1.0,
    cowl: 0.98,
    screenTop: 1.66,
    roofEnd: 3.12,
    tail: [3.46, 0.98],
    lip: 0.94,
    belt: [0.93, 0.98],
    roofShare: 0.7,
    sideWindows: [
      [1.26, 2.06],
      [2.13, 2.86],
    ],
    doorGaps: [1.12, 2.1, 2.86],
    handles: [1.98, 2.78],
  },
  hatchback: {
    ...SALOON,
    nose: 0.73,
    bonnet: 0.98,
    cowl: 1.28,
    screenTop: 1.98,
    roofEnd: 3.56,
    tail: [4.02, 1.02],
    lip: 0.98,
    sideWindows: [
      [1.58, 2.36],
      [2.43, 3.16],
      [3.22, 3.44],
    ],
    doorGaps: [1.4, 2.4, 3.24],
    handles: [2.28, 3.14],
  },
  estate: {
    ...SALOON,
    roofEnd: 4.3,
    tail: [4.6, 1.02],
    lip: 0.99,
    roofShare: 0.7,
    sideWindows: [
      [1.72, 2.5],
      [2.58, 3.36],
      [3.43, 4.22],
    ],
    roofRails: true,
  },
  suv: {
    ...SALOON,
    wheelRadius: 0.36,
    nose: 0.88,
    bonnet: 1.13,
    cowl: 1.3,
    screenTop: 1.98,
    roofEnd: 4.08,
    tail: [4.42, 1.16],
    lip: 1.12,
    belt: [1.08, 1.14],
    clearance: 0.22,
    roofShare: 0.74,
    sideWindows: [
      [1.6, 2.4],
      [2.47, 3.24],
      [3.31, 4.02],
    ],
    doorGaps: [1.42, 2.44, 3.32],
    handles: [2.32, 3.22],
    cladding: true,
    roofRails: true,
  },
  pickup: {
    ...SALOON,
    wheelRadius: 0.38,
    nose: 0.98,
    bonnet: 1.18,
    cowl: 1.5,
    screenTop: 2.14,
    roofEnd: 3.36,
    tail: [3.62, 1.2],
    lip: 1.18,
    belt: [1.14, 1.17],
    clearance: 0.26,
    roofShare: 0.74,
    sideWindows: [
      [1.76, 2.52],
      [2.6, 3.3],
    ],
    doorGaps: [1.6, 2.56, 3.42],
    handles: [2.44, 3.32],
    cladding: true,
    bed: true,
  },
};

export function drawCar(body: Body): readonly PartDrawing[] {
  const design = DESIGNS[body.id.replace(`${body.class}-`, '')] ?? SALOON;
  const drawing = startRigid(body);
  drawCarHull(drawing, design, drawing.height - (design.roofRails === true ? 0.03 : 0));
  if (design.roofRails === true) drawRoofRails(drawing, design);
  return [drawing];
}

/** The estate that the police drive: the same hull, lower than the body by what stands on its roof. */
export function drawEstateHull(drawing: PartDrawing, roofHeight: number): ShellForm {
  return drawCarHull(drawing, DESIGNS['estate'] ?? SALOON, roofHeight);
}

function drawCarHull(drawing: PartDrawing, design: CarDesign, roofHeight: number): ShellForm {
  const { shape, front, length, halfWidth, axlePlaces } = drawing;
  const form = carForm(design, length, halfWidth, roofHeight, axlePlaces);
  drawShell(shape, front, form, carZones(design, length));
  const gapRows: readonly [Row, Row] = ['shoulder', 'lower'];
  for (const at of design.doorGaps) drawGap(shape, front, form, { at, rows: gapRows });
  for (const at of design.handles) drawHandle(shape, front, form, at);
  drawCarFittings(drawing, design, form);
  addAxles(drawing, { radius: design.wheelRadius, width: 0.205, outside: halfWidth - 0.035, style: 'alloy' });
  return form;
}

function carZones(design: CarDesign, length: number): readonly Zone[] {
  const { cowl, screenTop, roofEnd, tail, sideWindows } = design;
  const [from, to] = [sideWindows[0]?.[0] ?? cowl, sideWindows.at(-1)?.[1] ?? roofEnd];
  const dark = { trim: PLASTIC };
  return [
    { between: [from - 0.03, to + 0.03], rows: ['window'], look: { trim: DARK_GLASS } },
    ...sideWindows.map((between): Zone => ({ between, rows: ['window'], look: 'glass' })),
    { between: [cowl + 0.02, screenTop], rows: ['roof', 'roofSide'], look: 'glass' },
    { between: [roofEnd + 0.05, tail[0] - 0.03], rows: ['roof', 'roofSide'], look: 'glass' },
    ...(design.bed === true ? bedZones(tail[0], length) : []),
    ...(design.cladding === true ? [{ between: [0, length], rows: ['sill'], look: dark } as const] : []),
    { between: 'front', rows: ['shoulder', 'lamp'], look: dark },
    { between: 'front', rows: ['lower', 'sill'], look: dark },
    { between: [0, 0.09], rows: ['lower', 'sill'], look: dark },
    { between: [0.025, 0.34], rows: ['lamp'], look: 'head' },
    { between: [0.34, 0.42], rows: ['lamp'], look: 'indicator' },
    { between: 'rear', rows: ['sill', 'lower'], look: dark },
    { between: [length - 0.08, length], rows: ['sill'], look: dark },
    { between: [length - 0.3, length - 0.012], rows: ['lamp'], look: 'tail' },
    { between: [length - 0.13, length - 0.012], rows: ['shoulder'], look: 'indicator' },
  ];
}

function bedZones(from: number, length: number): readonly Zone[] {
  return [{ between: [from + 0.06, length - 0.14], rows: ['roof', 'roofSide'], look: { trim: CHASSIS } }];
}

function drawCarFittings(drawing: PartDrawing, design: CarDesign, form: ShellForm): void {
  const { shape, front, length, halfWidth } = drawing;
  drawPlates(shape, front - 0.006, -front + 0.006, design.clearance + 0.27, Math.max(0.5, design.lip - 0.36));
  drawMirrors(shape, {
    x: front - (design.sideWindows[0]?.[0] ?? 0) - 0.02,
    y: halfWidth * 0.93,
    z: design.belt[0] - 0.02,
    size: [0.12, 0.17, 0.14],
    colour: PLASTIC,
  });
  const brakeZ = sectionAt(form, design.roofEnd + 0.03, 0)[0]?.[2] ?? design.lip;
  const brakeX = front - design.roofEnd;
  shape.lampBlock('brake', { x: [brakeX - 0.07, brakeX - 0.03], y: [-0.2, 0.2], z: [brakeZ - 0.05, brakeZ - 0.015] });
  const wiper = front - design.cowl - 0.03;
  block(
    shape.trim,
    { x: [wiper - 0.05, wiper], y: [-0.62, 0.62], z: [design.bonnet - 0.01, design.bonnet + 0.025] },
    PLASTIC,
  );
  if (length > 4.2)
    block(
      shape.trim,
      { x: [front - 0.02, front - 0.001], y: [-0.07, 0.07], z: [design.nose - 0.2, design.nose - 0.13] },
      LENS_CLEAR,
    );
}

function drawRoofRails(drawing: PartDrawing, design: CarDesign): void {
  const { shape, front, halfWidth, height } = drawing;
  const y = halfWidth * (design.roofShare - 0.05);
  const [from, to] = [design.screenTop + 0.3, design.roofEnd - 0.25];
  blockPair(
    shape.trim,
    { x: [front - to, front - from], y: [y - 0.02, y + 0.015], z: [height - 0.085, height] },
    CHASSIS,
  );
}
