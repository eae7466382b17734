import type { MapColours } from './map-colours.ts';
import { metresPerPixel, onScreen } from './map-projection.ts';
import type { MapWindow, WorldPoint } from './map-projection.ts';
import type { MapFlow, MapLayer } from './map-scene.ts';
import { paintLabel } from './paint-markers.ts';
import type { WorldCamera, WorldLine } from './shown-cameras.ts';

type Context = CanvasRenderingContext2D;

/** What a camera sees that nobody has measured, in metres; on a small map no less than so many pixels. */
const VIEW_METRES = 70;
const LEAST_PIXELS = 30;

/** What of a camera lies on the ground: its view, zones, lines and what passes them. */
export function paintGround(
  context: Context,
  world: WorldCamera,
  window: MapWindow,
  {
    colours,
    layers,
    chosen,
  }: { readonly colours: MapColours; readonly layers: ReadonlySet<MapLayer>; readonly chosen: boolean },
): void {
  if (layers.has('views')) paintView(context, world, window, colours, chosen);
  // Smaller than this nobody can tell a line from a speck.
  if (metresPerPixel(world.camera.place.latitude, window.zoom) > 2.5) return;
  if (layers.has('zones')) for (const zone of world.zones) paintZone(context, zone, window, colours);
  if (layers.has('lines')) for (const line of world.lines) paintLine(context, line, window, colours);
  if (layers.has('flows')) for (const line of world.lines) paintFlows(context, line, window, colours);
}

/** The wedge of a camera as it is drawn: its radius on the screen. */
export function viewRadius({ camera }: WorldCamera, { zoom }: MapWindow): number {
  return Math.max(LEAST_PIXELS, VIEW_METRES / metresPerPixel(camera.place.latitude, zoom));
}

export const USUAL_FIELD_OF_VIEW = 60;

function paintView(
  context: Context,
  world: WorldCamera,
  window: MapWindow,
  colours: MapColours,
  chosen: boolean,
): void {
  const { heading, fieldOfView } = world.camera;
  if (heading === null) return;
  const { x, y } = onScreen(window, world.at);
  const middle = ((heading - 90) * Math.PI) / 180;
  const half = ((fieldOfView ?? USUAL_FIELD_OF_VIEW) * Math.PI) / 360;
  context.beginPath();
  context.moveTo(x, y);
  context.arc(x, y, viewRadius(world, window), middle - half, middle + half);
  context.closePath();
  context.globalAlpha = chosen ? 0.3 : 0.17;
  context.fillStyle = colours.view;
  context.fill();
  context.globalAlpha = chosen ? 1 : 0.55;
  context.lineWidth = chosen ? 1.5 : 1;
  // A width that nobody gave is only likely.
  context.setLineDash(fieldOfView === null ? [4, 3] : []);
  context.strokeStyle = colours.view;
  context.stroke();
  context.setLineDash([]);
  if (chosen && world.seen !== null) {
    outline(context, world.seen, window);
    context.setLineDash([2, 4]);
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

function outline(context: Context, points: readonly WorldPoint[], window: MapWindow): void {
  context.beginPath();
  for (const point of points) {
    const { x, y } = onScreen(window, point);
    context.lineTo(x, y);
  }
  context.closePath();
}

function paintZone(
  context: Context,
  { zone, outline: points }: WorldCamera['zones'][number],
  window: MapWindow,
  colours: MapColours,
): void {
  const colour = zone.state === null ? colours.zone : colours.tones[zone.state.tone];
  outline(context, points, window);
  context.globalAlpha = 0.22;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.2;
  context.strokeStyle = colour;
  context.stroke();
  if (zone.state === null || points.length === 0) return;
  const screen = points.map((point) => onScreen(window, point));
  const x = screen.reduce((sum, point) => sum + point.x, 0) / screen.length;
  const y = screen.reduce((sum, point) => sum + point.y, 0) / screen.length;
  paintLabel(context, zone.state.word, {
    x,
    y,
    font: `600 11px ${colours.font}`,
    colour: colours.text,
    halo: colours.halo,
  });
}

function paintLine(context: Context, { from, to }: WorldLine, window: MapWindow, colours: MapColours): void {
  const [a, b] = [onScreen(window, from), onScreen(window, to)];
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.lineCap = 'round';
  context.lineWidth = 3;
  context.strokeStyle = colours.line;
  context.stroke();
  context.lineCap = 'butt';
}

/** An arrow for each direction, as wide as what passes; "in" goes to the right of the line, seen along it. */
function paintFlows(context: Context, { line, from, to }: WorldLine, window: MapWindow, colours: MapColours): void {
  const [a, b] = [onScreen(window, from), onScreen(window, to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length < 3) return;
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  for (const flow of line.flows) {
    // On the screen y grows downwards: the right hand of (x, y) is (−y, x).
    const side = flow.direction === 'in' ? 1 : -1;
    const normal = { x: -along.y * side, y: along.x * side };
    const share = flow.direction === 'in' ? 0.3 : 0.7;
    const start = { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    paintArrow(context, start, normal, flow, colours);
  }
}

/** Vehicles an hour of the widest arrow. */
const WIDEST_FLOW = 1800;

export function arrowWidth(perHour: number): number {
  return 2 + 7 * Math.sqrt(Math.min(1, Math.max(0, perHour) / WIDEST_FLOW));
}

const ARROW_LENGTH = 30;

function paintArrow(
  context: Context,
  start: { readonly x: number; readonly y: number },
  normal: { readonly x: number; readonly y: number },
  { count, isWhole, perHour }: MapFlow,
  colours: MapColours,
): void {
  const width = count === null ? 2 : arrowWidth(perHour);
  const head = width + 4;
  const at = (ahead: number, aside: number) =>
    [start.x + normal.x * ahead - normal.y * aside, start.y + normal.y * ahead + normal.x * aside] as const;
  context.strokeStyle = colours.flow;
  context.fillStyle = colours.flow;
  context.lineWidth = width;
  // Nobody looked: the arrow is there, its number is not.
  context.setLineDash(count === null ? [3, 3] : []);
  context.beginPath();
  context.moveTo(...at(2, 0));
  context.lineTo(...at(ARROW_LENGTH - head, 0));
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(...at(ARROW_LENGTH, 0));
  context.lineTo(...at(ARROW_LENGTH - head, head * 0.8));
  context.lineTo(...at(ARROW_LENGTH - head, -head * 0.8));
  context.closePath();
  context.fill();
  const [x, y] = at(ARROW_LENGTH + 12, 0);
  const text = count === null ? '–' : `${isWhole ? '' : '≥ '}${count}`;
  paintLabel(context, text, { x, y, font: `650 12px ${colours.font}`, colour: colours.text, halo: colours.halo });
}
