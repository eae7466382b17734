import { normPoint } from '../../../domain/geometry/points.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ScreenPoint, Size, ViewTransform } from '../geometry/view-transform.ts';
import { classColour } from './palette.ts';
import { placeTags } from './place-tags.ts';
import { paintTag, tagWidth } from './tag.ts';

/** A tracked vehicle on one frame, as the site sends it: box in 1/65535 of the picture. Number 0: seen, not followed yet. */
export interface PaintedTrack {
  readonly n: number;
  readonly c: string;
  readonly b: readonly [number, number, number, number];
  /** Speed and its ± in metres a second, where they were measured. */
  readonly v?: readonly [number, number] | undefined;
}

export interface BoxesStyle {
  readonly labels: boolean;
  /** What a label holds. */
  readonly text: { readonly name: boolean; readonly id: boolean; readonly speed: boolean };
  readonly nameOf: (className: string) => string;
  readonly speedOf: (speed: number, plusMinus: number) => string;
  readonly canvas: Size;
  /** Where the pointer rests: the vehicle under it has its label however small it is. */
  readonly pointer: ScreenPoint | null;
}

interface ScreenBox {
  readonly track: PaintedTrack;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const BOX_UNIT = 65_535;
/** Narrower boxes are far away and many: their labels would hide the vehicles. */
const LABELLED_FROM = 26;
const DASH = [5, 4] as const;

/** Boxes of exactly the frame that lies under them, and over all boxes their labels. */
export function paintBoxes(
  context: CanvasRenderingContext2D,
  tracks: readonly PaintedTrack[],
  view: ViewTransform,
  style: BoxesStyle,
): void {
  const boxes = tracks.map((track) => screenBox(track, view));
  for (const box of boxes) {
    if (box.track.n === 0) paintSeen(context, box);
    else paintFollowed(context, box);
  }
  paintLabels(context, boxes, style);
}

function screenBox(track: PaintedTrack, view: ViewTransform): ScreenBox {
  const from = toScreen(view, normPoint(track.b[0] / BOX_UNIT, track.b[1] / BOX_UNIT));
  const to = toScreen(view, normPoint(track.b[2] / BOX_UNIT, track.b[3] / BOX_UNIT));
  return { track, left: from.x, top: from.y, right: to.x, bottom: to.y };
}

function paintFollowed(context: CanvasRenderingContext2D, { track, left, top, right, bottom }: ScreenBox): void {
  context.lineJoin = 'round';
  context.strokeStyle = 'rgba(5, 9, 13, 0.65)';
  context.lineWidth = 3.5;
  context.strokeRect(left, top, right - left, bottom - top);
  context.strokeStyle = classColour(track.c);
  context.lineWidth = 1.75;
  context.strokeRect(left, top, right - left, bottom - top);
}

/** Thin and dashed: the detector sees it, nobody follows or counts it yet. */
function paintSeen(context: CanvasRenderingContext2D, { track, left, top, right, bottom }: ScreenBox): void {
  context.strokeStyle = classColour(track.c);
  context.lineWidth = 1.25;
  dashedEdge(context, left, top, right, top);
  dashedEdge(context, right, top, right, bottom);
  dashedEdge(context, right, bottom, left, bottom);
  dashedEdge(context, left, bottom, left, top);
  context.setLineDash([]);
  context.lineDashOffset = 0;
}

/** The middle of an edge is the middle of a dash, so that dashes stand still while a box grows. */
function dashedEdge(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.setLineDash([...DASH]);
  context.lineDashOffset = (DASH[0] - Math.hypot(x2 - x1, y2 - y1)) / 2;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function paintLabels(context: CanvasRenderingContext2D, boxes: readonly ScreenBox[], style: BoxesStyle): void {
  const pointed = boxUnder(boxes, style.pointer);
  const wanted = boxes.filter(
    (box) => box.track.n > 0 && (box === pointed || (style.labels && box.right - box.left >= LABELLED_FROM)),
  );
  const followed = wanted.filter(({ track }) => labelOf(track, style) !== '');
  const texts = followed.map(({ track }) => labelOf(track, style));
  const wishes = followed.map((box, index) => ({
    left: box.left - 1,
    top: box.top,
    right: box.right,
    bottom: box.bottom,
    textWidth: tagWidth(context, texts[index] ?? ''),
    must: box === pointed,
  }));
  placeTags(wishes, style.canvas).forEach((place, index) => {
    const box = followed[index];
    if (place !== null && box !== undefined) paintTag(context, place, texts[index] ?? '', classColour(box.track.c));
  });
}

function labelOf({ c, n, v }: PaintedTrack, { text, nameOf, speedOf }: BoxesStyle): string {
  const who = [text.name ? nameOf(c) : '', text.id ? String(n) : ''].filter((part) => part !== '').join(' ');
  const speed = text.speed && v !== undefined ? speedOf(v[0], v[1]) : '';
  return [who, speed].filter((part) => part !== '').join(' · ');
}

/** The smallest box under the pointer: a car in front of a bus is pointed at, not the bus. */
function boxUnder(boxes: readonly ScreenBox[], pointer: ScreenPoint | null): ScreenBox | null {
  if (pointer === null) return null;
  const { x, y } = pointer;
  const area = (box: ScreenBox) => (box.right - box.left) * (box.bottom - box.top);
  const hits = boxes.filter((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return hits.sort((a, b) => area(a) - area(b))[0] ?? null;
}
