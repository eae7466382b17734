import { normPoint } from '../../geometry/points.ts';
import { pointInPolygon } from '../../geometry/polygon.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { PictureFindings } from '../rule-frame.ts';
import type { PreparedWatch } from '../watch-zone.ts';
import { cellsFromText, cellsToText, GREY_SCALE } from './grey-picture.ts';
import type { GreyPicture } from './grey-picture.ts';

/** What is remembered of the road, cell by cell. Changed in place. */
export interface RoadSurface {
  /** The road itself; 0 where it is not known yet. */
  background: Uint16Array;
  /** What lies over it, and for how many samples it has been the same. */
  candidate: Uint16Array;
  lasts: Uint16Array;
}

/** How often pictures are looked at. */
export const SAMPLE_US = 500_000;
/** A road is known after so many samples without anybody on it. */
const LEARNS = 6;
/** Shares by which the road follows the light, and what lies on it follows as well. */
const [FOLLOWS, SETTLES] = [1 / 64, 1 / 8];
/** Where so much of the road differs at once, or so many places of it do, it is not that something lies there. */
const [LIGHT_SHARE, MOST_PATCHES] = [0.3, 4];
/** What has lain for so long is the road: ten minutes. */
const ROAD_AFTER = 1200;

/** Before the first picture. */
export function createRoadSurface(): RoadSurface {
  return { background: new Uint16Array(0), candidate: new Uint16Array(0), lasts: new Uint16Array(0) };
}

/** The cells of each carriageway, by the place of its zone in the list. */
export function roadCells(
  zones: readonly PreparedWatch[],
  width: number,
  height: number,
): readonly (readonly number[])[] {
  return zones.map(({ watch, polygon, aspect }) => {
    if (!watch.carriageway) return [];
    return Array.from({ length: width * height }, (_, at) => at).filter((at) => {
      const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
      return pointInPolygon(polygon, normPoint((x / width) * aspect, y / height));
    });
  });
}

export interface SurfaceLook {
  readonly picture: GreyPicture;
  readonly cells: readonly (readonly number[])[];
  /** Everybody who is there or was a moment ago: nothing is said of the road below them. */
  readonly boxes: readonly QuantBox[];
  readonly contrast: number;
  readonly holdSeconds: number;
  readonly leastCells: number;
  readonly nowUs: number;
}

/** Takes the next small picture and says what lies on the road that no vehicle covers. */
export function stepRoadSurface(surface: RoadSurface, look: SurfaceLook): PictureFindings['lying'] {
  const { picture, cells } = look;
  const length = picture.cells.length;
  if (surface.background.length !== length)
    Object.assign(surface, {
      background: new Uint16Array(length),
      candidate: picture.cells.slice(),
      lasts: new Uint16Array(length),
    });
  const covered = coveredCells(look.boxes, picture);
  return cells.flatMap((own, zone) => {
    const free = own.filter((at) => covered[at] === 0);
    const differ = free.filter((at) => isOff(surface, picture, at, look.contrast)).length;
    for (const at of own) if (covered[at] === 1) surface.lasts[at] = 0;
    for (const at of free) stepCell(surface, picture.cells[at] ?? 0, at, look.contrast);
    const hold = Math.ceil((look.holdSeconds * 1e6) / SAMPLE_US);
    const lying = free.filter((at) => (surface.background[at] ?? 0) > 0 && (surface.lasts[at] ?? 0) >= hold);
    const found = patches(lying, picture.width);
    if (differ <= LIGHT_SHARE * free.length && found.length <= MOST_PATCHES)
      return found.flatMap((patch) => foundOf(patch, zone, surface, look));
    // The light, the weather or the camera: the road is learned anew.
    for (const at of free) surface.background[at] = surface.lasts[at] = 0;
    return [];
  });
}

function coveredCells(boxes: readonly QuantBox[], { width, height, cells }: GreyPicture): Uint8Array {
  const covered = new Uint8Array(cells.length);
  for (const [x1, y1, x2, y2] of boxes) {
    const [left, right] = [(x1 / QUANT_MAX) * width - 1, (x2 / QUANT_MAX) * width + 1];
    const [top, bottom] = [(y1 / QUANT_MAX) * height - 1, (y2 / QUANT_MAX) * height + 1];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y += 1)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x += 1) covered[y * width + x] = 1;
  }
  return covered;
}

function isOff({ background }: RoadSurface, { cells }: GreyPicture, at: number, contrast: number): boolean {
  const road = background[at] ?? 0;
  return road > 0 && Math.abs((cells[at] ?? 0) - road) > contrast * GREY_SCALE;
}

function stepCell(surface: RoadSurface, value: number, at: number, contrast: number): void {
  const { background, candidate, lasts } = surface;
  const road = background[at] ?? 0;
  const isSame = Math.abs(value - (candidate[at] ?? 0)) <= (contrast / 2) * GREY_SCALE;
  if (!isSame) {
    candidate[at] = value;
    lasts[at] = 0;
  } else {
    candidate[at] = towards(candidate[at] ?? 0, value, SETTLES);
    lasts[at] = Math.min(ROAD_AFTER, (lasts[at] ?? 0) + 1);
  }
  const stays = lasts[at] ?? 0;
  if (road === 0) {
    if (stays >= LEARNS) background[at] = Math.max(1, candidate[at] ?? 0);
  } else if (Math.abs(value - road) <= contrast * GREY_SCALE) {
    background[at] = Math.max(1, towards(road, value, FOLLOWS));
    lasts[at] = 0;
  } else if (stays >= ROAD_AFTER) background[at] = Math.max(1, candidate[at] ?? 0);
}

function towards(from: number, to: number, share: number): number {
  const step = (to - from) * share;
  return from + (Math.abs(step) < 1 ? Math.sign(to - from) : Math.round(step));
}

/** Cells that touch each other, corners included. */
function patches(cells: readonly number[], width: number): number[][] {
  const left = new Set(cells);
  const found: number[][] = [];
  for (const start of cells) {
    if (!left.delete(start)) continue;
    const patch = [start];
    for (const at of patch)
      for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1])
        if (left.delete(at + step)) patch.push(at + step);
    found.push(patch);
  }
  return found;
}

function foundOf(
  patch: readonly number[],
  zone: number,
  { lasts }: RoadSurface,
  look: SurfaceLook,
): PictureFindings['lying'] {
  const { picture, leastCells, nowUs } = look;
  if (patch.length < leastCells) return [];
  const [xs, ys] = [patch.map((at) => at % picture.width), patch.map((at) => Math.floor(at / picture.width))];
  const share = (cell: number, of: number): number => Math.round((cell / of) * QUANT_MAX);
  const box = [
    share(Math.min(...xs), picture.width),
    share(Math.min(...ys), picture.height),
    share(Math.max(...xs) + 1, picture.width),
    share(Math.max(...ys) + 1, picture.height),
  ] as const;
  const longest = Math.max(...patch.map((at) => lasts[at] ?? 0));
  return [
    { zone, key: `${zone} ${Math.min(...patch)}`, sinceUs: nowUs - longest * SAMPLE_US, box, cells: patch.length },
  ];
}

/** The memory as data for a checkpoint. */
export function serializeRoadSurface({ background, candidate, lasts }: RoadSurface): object {
  const cells = background.length;
  return { cells, background: cellsToText(background), candidate: cellsToText(candidate), lasts: cellsToText(lasts) };
}

/** The memory that a checkpoint holds; null where it is damaged. */
export function readRoadSurface(record: Readonly<Record<string, unknown>>): RoadSurface | null {
  const { cells } = record;
  if (typeof cells !== 'number') return null;
  const background = cellsFromText(record['background'], cells);
  const candidate = cellsFromText(record['candidate'], cells);
  const lasts = cellsFromText(record['lasts'], cells);
  return background === null || candidate === null || lasts === null ? null : { background, candidate, lasts };
}
