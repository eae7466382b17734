import { CLEAN, DUSTY, GLASS, UNDERSIDE } from './colours.ts';
import { curveAt } from './curve.ts';
import type { Curve } from './curve.ts';
import type { LensName, Shape } from './shape.ts';
import { pointAt } from './solids.ts';
import type { Colour, Point, Surface } from './surface.ts';

/** The rows of a shell's skin from the middle of the roof down to the middle of the floor, on either side. */
export const ROWS = {
  roof: 0,
  roofSide: 1,
  rail: 2,
  window: 3,
  shoulder: 4,
  lamp: 5,
  door: 6,
  lower: 7,
  sill: 8,
  soffit: 9,
  wheelWall: 10,
  floor: 11,
} as const;
export type Row = keyof typeof ROWS;

export interface Arch {
  /** Metres behind the shell's front, height of the axle, and the radius cut out around it. */
  readonly at: number;
  readonly axleHeight: number;
  readonly radius: number;
}

/** The form of a hull that runs from front to rear, as curves over the metres behind its front. */
export interface ShellForm {
  readonly length: number;
  readonly halfWidth: number;
  /** Half width at its widest, as a share of the whole half width: the outline seen from above. */
  readonly plan: Curve;
  readonly top: Curve;
  /** The lower edge of the windows; on a bonnet, its edge. */
  readonly belt: Curve;
  /** Half width of the flat of the roof or bonnet, and of the belt, as shares of the outline. */
  readonly roofShare: Curve;
  readonly beltShare: Curve;
  /** How far the roof's edge lies below its middle, and the windows' upper edge below that. */
  readonly roofDrop: number;
  readonly railDepth: number;
  readonly sill: Curve;
  readonly floor: Curve;
  readonly arches: readonly Arch[];
  /** How far inside the outline the wheels have room. */
  readonly wheelRoom: number;
}

export type ShellLook = 'paint' | 'glass' | 'head' | 'tail' | 'indicator' | 'brake' | { readonly trim: Colour };

/** Cells between two places, or of the front or rear face, that look other than painted. Later zones win. */
export interface Zone {
  readonly between: readonly [number, number] | 'front' | 'rear';
  readonly rows: readonly Row[];
  readonly look: ShellLook;
  readonly side?: 'left' | 'right';
}

const SHORTEST_STEP = 0.006;
const ARCH_STEPS = 8;

/** The points of one cross-section, left half, from the middle of the roof to the middle of the floor. */
export function sectionAt(form: ShellForm, s: number, x: number): readonly Point[] {
  const half = form.halfWidth * curveAt(form.plan, s);
  const top = curveAt(form.top, s);
  const floor = curveAt(form.floor, s);
  const sill = Math.max(curveAt(form.sill, s), floor + 0.01);
  const lip = Math.max(sill, ...form.arches.map((arch) => archHeight(arch, s)));
  const belt = Math.min(curveAt(form.belt, s), top - 0.02);
  const roofHalf = half * curveAt(form.roofShare, s);
  const beltHalf = half * curveAt(form.beltShare, s);
  const drop = Math.min(form.roofDrop, (top - belt) * 0.45);
  const edge = top - drop;
  const rail = Math.min(0.45, form.railDepth / Math.max(0.01, edge - belt));
  const shoulder = belt - Math.min(0.06, (belt - floor) * 0.15);
  const crease = shoulder - Math.min(0.17, (belt - floor) * 0.3);
  const lower = Math.max(sill + Math.min(0.16, (crease - sill) * 0.4), lip + 0.025);
  const waist = Math.max((crease + lower) / 2, lower + 0.005);
  const inner = Math.max(half - form.wheelRoom, half * 0.4);
  return [
    [x, 0, top],
    [x, roofHalf * 0.6, top - drop * 0.25],
    [x, roofHalf, edge],
    [x, roofHalf + (beltHalf - roofHalf) * rail * 0.9 + 0.004, edge - (edge - belt) * rail],
    [x, beltHalf, belt],
    [x, beltHalf + (half - beltHalf) * 0.75, shoulder],
    [x, half * 0.995, Math.max(crease, waist + 0.005)],
    [x, half, waist],
    [x, half * 0.993, lower],
    [x, half * (lip > sill + 0.01 ? 0.99 : 0.965), lip],
    [x, inner, lip],
    [x, inner, floor],
    [x, 0, floor],
  ];
}

/** Draws the hull into a shape; `front` is where its foremost point lies in the part's frame. */
export function drawShell(shape: Shape, front: number, form: ShellForm, zones: readonly Zone[]): void {
  const stations = stationsOf(form, zones);
  const sections = stations.map((s) => sectionAt(form, s, front - s));
  for (let at = 1; at < stations.length; at += 1) {
    const [from, to] = [stations[at - 1] ?? 0, stations[at] ?? 0];
    const [ahead, behind] = [sections[at - 1] ?? [], sections[at] ?? []];
    for (let row = 0; row < ROWS.floor; row += 1) {
      const corners = [
        pointAt(ahead, row),
        pointAt(ahead, row + 1),
        pointAt(behind, row + 1),
        pointAt(behind, row),
      ] as const;
      for (const side of ['left', 'right'] as const) {
        const zone = zones.findLast((one) => covers(one, row, side, (from + to) / 2));
        drawCell(shape, mirrored(corners, side), row, side, zone?.look);
      }
    }
  }
  drawFloor(shape, sections);
  drawFace(shape, sections[0] ?? [], 'front', zones);
  drawFace(shape, sections.at(-1) ?? [], 'rear', zones);
}

/** Seen by nobody but the sun, whose shadow would have a hole without it: one coarse strip will do. */
function drawFloor(shape: Shape, sections: readonly (readonly Point[])[]): void {
  const edges = sections.filter((_, at) => at % 6 === 0 || at === sections.length - 1);
  for (let at = 1; at < edges.length; at += 1) {
    const [ahead, behind] = [edges[at - 1] ?? [], edges[at] ?? []].map((one) => pointAt(one, ROWS.floor)) as [
      Point,
      Point,
    ];
    shape.trim.quad(ahead, otherSide(ahead), otherSide(behind), behind, UNDERSIDE);
  }
}

type Quad = readonly [Point, Point, Point, Point];

/** The front or rear face: each row closed from side to side. */
function drawFace(shape: Shape, section: readonly Point[], which: 'front' | 'rear', zones: readonly Zone[]): void {
  for (let row = 0; row < ROWS.floor; row += 1) {
    const [upper, lower] = [pointAt(section, row), pointAt(section, row + 1)];
    const corners: Quad = [upper, lower, otherSide(lower), otherSide(upper)];
    const zone = zones.findLast(({ between, rows }) => between === which && rows.some((one) => ROWS[one] === row));
    drawCell(
      shape,
      which === 'rear' ? corners : [corners[3], corners[2], corners[1], corners[0]],
      row,
      'left',
      zone?.look,
    );
  }
}

function drawCell(shape: Shape, corners: Quad, row: number, side: 'left' | 'right', look: ShellLook = 'paint'): void {
  const draw = (surface: Surface, colour: Colour): void => surface.quad(...corners, colour);
  if (row >= ROWS.soffit) draw(shape.trim, UNDERSIDE);
  else if (look === 'paint') draw(shape.paint, row >= ROWS.lower ? DUSTY : CLEAN);
  else if (look === 'glass') draw(shape.glass, GLASS);
  else if (typeof look === 'object') draw(shape.trim, look.trim);
  else shape.lamp(lensFor(look, side), middleOf(corners), draw);
}

function lensFor(look: 'head' | 'tail' | 'indicator' | 'brake', side: 'left' | 'right'): LensName {
  return look === 'indicator' ? side : look;
}

function covers({ between, rows, side }: Zone, row: number, onSide: 'left' | 'right', s: number): boolean {
  if (typeof between === 'string' || s < between[0] || s > between[1]) return false;
  return (side === undefined || side === onSide) && rows.some((one) => ROWS[one] === row);
}

function mirrored([a, b, c, d]: Quad, side: 'left' | 'right'): Quad {
  return side === 'left' ? [a, b, c, d] : [otherSide(d), otherSide(c), otherSide(b), otherSide(a)];
}

function otherSide([x, y, z]: Point): Point {
  return [x, -y, z];
}

function middleOf(corners: Quad): Point {
  const sum = (axis: 0 | 1 | 2): number => corners.reduce((total, corner) => total + corner[axis], 0) / 4;
  return [sum(0), sum(1), sum(2)];
}

function archHeight({ at, axleHeight, radius }: Arch, s: number): number {
  const across = Math.abs(s - at);
  return across > radius ? 0 : axleHeight + Math.sqrt(radius * radius - across * across);
}

/** Every place where a curve bends, a zone begins or an arch is rounded, in order. */
function stationsOf(form: ShellForm, zones: readonly Zone[]): readonly number[] {
  const curves = [form.plan, form.top, form.belt, form.roofShare, form.beltShare, form.sill, form.floor];
  const places = [0, form.length, ...curves.flatMap((curve) => curve.map(([s]) => s))];
  for (const { between } of zones) if (typeof between !== 'string') places.push(...between);
  for (const { at, radius } of form.arches) {
    places.push(at - radius - 0.01, at + radius + 0.01);
    for (let step = 0; step <= ARCH_STEPS; step += 1) {
      places.push(at - radius * Math.cos((Math.PI * step) / ARCH_STEPS) * 0.999);
    }
  }
  const inOrder = places.filter((s) => s >= 0 && s <= form.length).sort((a, b) => a - b);
  return inOrder.filter((s, at) => at === 0 || s - (inOrder[at - 1] ?? 0) > SHORTEST_STEP || s === form.length);
}
