import type { ZoneShape } from '../drawing/shapes.ts';
import { centreOf } from '../geometry/segments.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ScreenPoint, ViewTransform } from '../geometry/view-transform.ts';
import { paintDirection } from './arrow.ts';
import { DRAWING_COLOURS } from './palette.ts';
import { paintTag } from './tag.ts';

/** On a narrower picture names of zones would cover what they name; that of the selected one is always there. */
const NAMES_FROM_WIDTH = 480;

/** The colour of a zone's state with its word, by the zone's id. */
export type ZoneMarks = ReadonlyMap<string, { readonly colour: string; readonly word: string }>;

/** Areas: zones and regions tinted, masks cross-hatched, so that the kind shows without colour too. */
export function paintZones(
  context: CanvasRenderingContext2D,
  zones: readonly ZoneShape[],
  view: ViewTransform,
  selectedId: string | null,
  marks: ZoneMarks,
): void {
  for (const zone of zones) paintZone(context, zone, view, zone.id === selectedId, marks.get(zone.id));
}

function paintZone(
  context: CanvasRenderingContext2D,
  zone: ZoneShape,
  view: ViewTransform,
  selected: boolean,
  mark: ReturnType<ZoneMarks['get']>,
): void {
  const points = zone.points.map((point) => toScreen(view, point));
  const colour = mark?.colour ?? DRAWING_COLOURS[zone.area];
  tracePolygon(context, points);
  context.save();
  context.globalAlpha = zone.area === 'mask' ? 0.3 : 0.14;
  context.fillStyle = colour;
  context.fill();
  if (zone.area === 'mask') hatch(context, points, colour);
  context.restore();
  tracePolygon(context, points);
  context.strokeStyle = selected ? DRAWING_COLOURS.selected : colour;
  context.lineWidth = selected ? 2.5 : 1.75;
  context.setLineDash(zone.area === 'zone' ? [] : [7, 5]);
  context.stroke();
  context.setLineDash([]);
  paintDirection(context, zone, view, selected ? DRAWING_COLOURS.selected : colour);
  if (view.width < NAMES_FROM_WIDTH && !selected && mark === undefined) return;
  const centre = centreOf(points);
  const words = mark === undefined ? zone.name : `${zone.name} · ${mark.word}`;
  paintTag(context, { x: centre.x - 20, y: centre.y }, words, selected ? DRAWING_COLOURS.selected : colour);
}

function tracePolygon(context: CanvasRenderingContext2D, points: readonly ScreenPoint[]): void {
  context.beginPath();
  points.forEach((point, index) => (index === 0 ? context.moveTo(point.x, point.y) : context.lineTo(point.x, point.y)));
  context.closePath();
}

function hatch(context: CanvasRenderingContext2D, points: readonly ScreenPoint[], colour: string): void {
  context.clip();
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const top = Math.min(...ys);
  const height = Math.max(...ys) - top;
  context.globalAlpha = 0.6;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = Math.min(...xs) - height; x < Math.max(...xs); x += 9) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}
