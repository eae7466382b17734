import { CHASSIS, CLEAN, DARK_GLASS, GAP, PLASTIC } from './colours.ts';
import type { PartDrawing } from './part.ts';
import { drawGap, drawHandle, drawMirrors, drawPlates } from './shell-details.ts';
import { drawShell } from './shell.ts';
import type { ShellForm, Zone } from './shell.ts';
import { block, blockPair } from './solids.ts';
import type { Colour } from './surface.ts';

export interface CabDesign {
  readonly length: number;
  readonly height: number;
  /** Height of the roof above the windscreen; what is above is a deflector or a bunk. */
  readonly screenTop: number;
  readonly wheelRadius: number;
  /** Another colour than the actor's paint. */
  readonly colour?: Colour;
}

const BUMPER = 0.42;

/** A cab over the engine: flat face, high screen, steps, deflectors, and whatever the law hangs on it. */
export function drawCab(drawing: PartDrawing, design: CabDesign): void {
  const { shape, front } = drawing;
  const form = cabForm(drawing, design);
  drawShell(shape, front, form, cabZones(design));
  drawGap(shape, front, form, { at: 0.44, rows: ['shoulder', 'door'], width: 0.018 });
  drawGap(shape, front, form, { at: Math.min(design.length - 0.3, 1.42), rows: ['window', 'door'], width: 0.018 });
  drawHandle(shape, front, form, Math.min(design.length - 0.45, 1.25));
  drawFace(drawing, design);
  drawMirrors(shape, {
    x: front - 0.3,
    y: form.halfWidth * 0.96,
    z: design.screenTop - 0.95,
    size: [0.14, 0.24, 0.62],
  });
}

function foot(design: CabDesign): number {
  return design.screenTop - 1.12;
}

function cabForm({ halfWidth, axlePlaces }: PartDrawing, design: CabDesign): ShellForm {
  const { length, height, screenTop, wheelRadius } = design;
  const screenFoot = foot(design);
  return {
    length,
    halfWidth: halfWidth * 0.985,
    plan: [
      [0, 0.88],
      [0.05, 0.94],
      [0.18, 0.985],
      [0.4, 1],
      [length, 1],
    ],
    top: [
      [0, screenFoot - 0.14],
      [0.03, screenFoot],
      [0.26, screenTop - 0.1],
      [0.4, screenTop],
      ...(height - screenTop > 0.2
        ? ([
            [0.72, height - 0.22],
            [1.15, height],
          ] as const)
        : ([[0.75, height]] as const)),
      [length - 0.1, height],
      [length, height - 0.04],
    ],
    belt: [
      [0, screenFoot - 0.2],
      [0.3, screenFoot - 0.06],
      [0.5, screenFoot - 0.16],
      [length, screenFoot - 0.16],
    ],
    roofShare: [
      [0, 0.93],
      [0.3, 0.93],
      [length, 0.9],
    ],
    beltShare: [
      [0, 0.985],
      [length, 0.985],
    ],
    roofDrop: 0.06,
    railDepth: Math.max(0.12, height - 0.06 - screenTop + 0.2),
    sill: [
      [0, BUMPER - 0.04],
      [length, 0.62],
    ],
    floor: [
      [0, BUMPER - 0.08],
      [length, 0.56],
    ],
    arches: axlePlaces.slice(0, 1).map((at) => ({ at, axleHeight: wheelRadius, radius: wheelRadius + 0.09 })),
    wheelRoom: 0.4,
  };
}

function cabZones({ colour, length, screenTop, height }: CabDesign): readonly Zone[] {
  const body: Zone['look'] = colour === undefined ? 'paint' : { trim: colour };
  const dark = { trim: PLASTIC };
  const whole = ['roof', 'roofSide', 'rail', 'window', 'shoulder', 'lamp', 'door', 'lower'] as const;
  return [
    { between: [0, length], rows: whole, look: body },
    { between: 'front', rows: whole, look: body },
    { between: 'rear', rows: whole, look: height - screenTop > 0.2 ? body : { trim: CHASSIS } },
    { between: [0.035, 0.3], rows: ['roof', 'roofSide'], look: 'glass' },
    { between: [0.46, 1.36], rows: ['window'], look: { trim: DARK_GLASS } },
    { between: [0.5, 1.3], rows: ['window'], look: 'glass' },
    { between: [0, length], rows: ['sill'], look: dark },
    { between: [0, 0.3], rows: ['lower'], look: dark },
    { between: 'front', rows: ['lower', 'sill'], look: dark },
  ];
}

function drawFace({ shape, front, halfWidth }: PartDrawing, design: CabDesign): void {
  const face = (y: readonly [number, number], z: readonly [number, number], depth = 0.012) => ({
    x: [front - 0.04, front + depth] as const,
    y,
    z,
  });
  const top = foot(design) - 0.2;
  block(shape.trim, face([-halfWidth * 0.66, halfWidth * 0.66], [0.98, top]), GAP);
  for (let slat = 0; slat < 3; slat += 1) {
    const z = 1.02 + ((top - 1.08) * slat) / 3;
    block(shape.trim, face([-halfWidth * 0.62, halfWidth * 0.62], [z, z + 0.05], 0.022), PLASTIC);
  }
  blockPair(shape.trim, face([halfWidth * 0.5, halfWidth * 0.86], [0.56, 0.86]), GAP);
  shape.lampPair('head', face([halfWidth * 0.54, halfWidth * 0.76], [0.6, 0.8], 0.02));
  shape.lampPair('indicator', face([halfWidth * 0.77, halfWidth * 0.85], [0.6, 0.8], 0.02));
  drawPlates(shape, front + 0.002, front - 0.3, 0.62, 0.62);
  const visor = design.screenTop - 0.16;
  const visorSkin = design.colour === undefined ? shape.paint : shape.trim;
  block(
    visorSkin,
    { x: [front - 0.3, front - 0.06], y: [-halfWidth * 0.86, halfWidth * 0.86], z: [visor, visor + 0.07] },
    design.colour ?? CLEAN,
  );
  if (design.height - design.screenTop > 0.2) {
    shape.lampPair('marker', {
      x: [front - 0.5, front - 0.42],
      y: [halfWidth * 0.7, halfWidth * 0.8],
      z: [design.screenTop + 0.02, design.screenTop + 0.08],
    });
  }
  for (const y of [-0.55, 0.12]) {
    block(
      shape.trim,
      { x: [front - 0.1, front - 0.04], y: [y, y + 0.5], z: [foot(design) + 0.01, foot(design) + 0.05] },
      GAP,
    );
  }
}
