import type { MapColours } from './map-colours.ts';
import type { MapCamera, MarkerShape } from './map-scene.ts';
import { clusterState } from './shown-cameras.ts';
import type { ShownCluster } from './shown-cameras.ts';

type Context = CanvasRenderingContext2D;

export const MARKER_RADIUS = 9;
const TURN = 2 * Math.PI;

/** A camera's marker: a plate, its state as a shape in it, and a ring when it is chosen. */
export function paintMarker(
  context: Context,
  camera: MapCamera,
  { x, y, chosen }: { readonly x: number; readonly y: number; readonly chosen: boolean },
  colours: MapColours,
): void {
  context.beginPath();
  context.arc(x, y, MARKER_RADIUS, 0, TURN);
  context.fillStyle = colours.halo;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colours.tones[camera.tone];
  context.stroke();
  paintShape(context, camera.shape, x, y, colours.tones[camera.tone]);
  if (!chosen) return;
  context.beginPath();
  context.arc(x, y, MARKER_RADIUS + 5, 0, TURN);
  context.lineWidth = 2.5;
  context.strokeStyle = colours.focus;
  context.stroke();
}

/** Each state has its own shape. */
export function paintShape(context: Context, shape: MarkerShape, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  switch (shape) {
    case 'disc':
      context.arc(x, y, 4, 0, TURN);
      return context.fill();
    case 'ring':
      context.arc(x, y, 3.5, 0, 0.75 * TURN);
      return context.stroke();
    case 'triangle':
      polygon(context, [x, y - 5, x + 5, y + 4, x - 5, y + 4]);
      return context.fill();
    case 'cross':
      segments(context, [x - 4, y - 4, x + 4, y + 4, x + 4, y - 4, x - 4, y + 4]);
      return context.stroke();
    case 'diamond':
      polygon(context, [x, y - 5, x + 5, y, x, y + 5, x - 5, y]);
      return context.fill();
    case 'square':
      context.rect(x - 3.5, y - 3.5, 7, 7);
      return context.fill();
    case 'bars':
      segments(context, [x - 2.5, y - 4, x - 2.5, y + 4, x + 2.5, y - 4, x + 2.5, y + 4]);
      return context.stroke();
    case 'question':
      context.font = '700 11px sans-serif';
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      return context.fillText('?', x, y + 0.5);
  }
}

function polygon(context: Context, corners: readonly number[]): void {
  for (let at = 0; at + 1 < corners.length; at += 2) context.lineTo(corners[at] ?? 0, corners[at + 1] ?? 0);
  context.closePath();
}

function segments(context: Context, ends: readonly number[]): void {
  for (let at = 0; at + 3 < ends.length; at += 4) {
    context.moveTo(ends[at] ?? 0, ends[at + 1] ?? 0);
    context.lineTo(ends[at + 2] ?? 0, ends[at + 3] ?? 0);
  }
}

/** So many cameras, and how many of them are not well, with the shape of the worst. */
export function paintCluster(context: Context, cluster: ShownCluster, x: number, y: number, colours: MapColours): void {
  const state = clusterState(cluster);
  if (state === null) return;
  const radius = clusterRadius(cluster);
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
  context.fillStyle = colours.halo;
  context.fill();
  context.lineWidth = 2.5;
  context.strokeStyle = colours.tones[state.worst.tone];
  context.stroke();
  const text = String(cluster.items.length);
  context.font = `650 12px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colours.text;
  context.fillText(text, x, y + 0.5);
  if (state.unwell > 0) paintBadge(context, state.worst, { x: x + radius * 0.75, y: y - radius * 0.75 }, colours);
}

function paintBadge(
  context: Context,
  worst: MapCamera,
  { x, y }: { readonly x: number; readonly y: number },
  colours: MapColours,
): void {
  context.beginPath();
  context.arc(x, y, 8, 0, TURN);
  context.fillStyle = colours.halo;
  context.fill();
  paintShape(context, worst.shape, x, y, colours.tones[worst.tone]);
}

export function clusterRadius({ items }: ShownCluster): number {
  return items.length === 1 ? MARKER_RADIUS : Math.min(24, 13 + 2 * Math.log2(items.length));
}

/** Text that can be read on any ground. */
export function paintLabel(
  context: Context,
  text: string,
  {
    x,
    y,
    font,
    colour,
    halo,
  }: { readonly x: number; readonly y: number; readonly font: string; readonly colour: string; readonly halo: string },
): void {
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
