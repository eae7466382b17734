import type { TownKind } from '../../../../domain/contracts/town-map.ts';
import type { MapColours } from './map-colours.ts';
import type { TownShape, TownShapes } from './town-shapes.ts';
import { worldSize } from './map-projection.ts';

type Context = CanvasRenderingContext2D;

/** A square of the map to paint, in pixels of the whole map at its zoom. */
export interface TownTile {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** On a smaller map a kind would be a blur. */
const FROM_ZOOM: Readonly<Record<TownKind, number>> = {
  ...{ water: 0, green: 0, plaza: 13, building: 15, street: 13 },
  ...{ footway: 17, carriageway: 0, island: 16, kerb: 17 },
};
/** Roads stay visible on a small map: no thinner than so many pixels. */
const LEAST_WIDTH = 1.4;
const MARGIN = 4;

/** Paints one square of the town; nothing of it is kept. */
export function paintTown(context: Context, { layers }: TownShapes, tile: TownTile, colours: MapColours): void {
  context.fillStyle = colours.land;
  context.fillRect(0, 0, tile.size, tile.size);
  for (const { kind, shapes } of layers) {
    if (tile.zoom < FROM_ZOOM[kind]) continue;
    context.beginPath();
    for (const shape of shapes) if (isNear(shape, tile)) trace(context, shape, tile, kind !== 'kerb');
    paintKind(context, kind, tile.zoom, colours);
  }
}

function paintKind(context: Context, kind: TownKind, zoom: number, colours: MapColours): void {
  if (kind === 'kerb') {
    context.strokeStyle = colours.edge;
    context.lineWidth = 1;
    return context.stroke();
  }
  context.fillStyle = colourOf(kind, colours);
  context.fill();
  if ((kind === 'carriageway' || kind === 'street') && zoom < 16) {
    context.strokeStyle = colourOf(kind, colours);
    context.lineWidth = kind === 'street' ? LEAST_WIDTH / 2 : LEAST_WIDTH;
    context.stroke();
  }
}

function colourOf(kind: Exclude<TownKind, 'kerb'>, colours: MapColours): string {
  switch (kind) {
    case 'carriageway':
      return colours.road;
    case 'footway':
    case 'street':
      return colours.street;
    case 'island':
      return colours.green;
    default:
      return colours[kind];
  }
}

function isNear({ left, top, right, bottom }: TownShape, tile: TownTile): boolean {
  const size = worldSize(tile.zoom);
  return (
    right * size >= tile.left - MARGIN &&
    left * size <= tile.left + tile.size + MARGIN &&
    bottom * size >= tile.top - MARGIN &&
    top * size <= tile.top + tile.size + MARGIN
  );
}

function trace(context: Context, { points }: TownShape, tile: TownTile, closed: boolean): void {
  const size = worldSize(tile.zoom);
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x, y] = [(points[at] ?? 0) * size - tile.left, (points[at + 1] ?? 0) * size - tile.top];
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  if (closed) context.closePath();
}
