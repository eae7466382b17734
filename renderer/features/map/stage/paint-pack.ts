import type { VectorTile, VectorTileFeature, VectorTileLayer } from '@mapbox/vector-tile';
import type { MapColours } from './map-colours.ts';

type Context = CanvasRenderingContext2D;

/** Where a tile of the map lies on the square that is painted: larger than it where the map has no finer ones. */
export interface PackSquare {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly zoom: number;
}

/** Names of layers differ between those who make maps; these are the usual two sets. */
const GROUND = ['earth', 'landcover', 'landuse', 'park'] as const;
const WATER = ['water', 'ocean'] as const;
const WATERWAYS = ['waterway'] as const;
const BUILDINGS = ['buildings', 'building'] as const;
const ROADS = ['roads', 'transportation'] as const;

const GREEN = new Set(
  ['park', 'forest', 'wood', 'grass', 'grassland', 'meadow', 'nature_reserve', 'cemetery', 'golf_course'].concat([
    'recreation_ground',
    'village_green',
    'garden',
    'scrub',
    'farmland',
    'pitch',
    'national_park',
    'protected_area',
  ]),
);

/** Paints one square of a site's own map in the colours of this screen. */
export function paintPack(context: Context, tile: VectorTile, square: PackSquare, colours: MapColours): void {
  context.fillStyle = colours.land;
  context.fillRect(0, 0, square.size, square.size);
  context.save();
  context.beginPath();
  context.rect(0, 0, square.size, square.size);
  context.clip();
  for (const layer of found(tile, GROUND)) fillLayer(context, layer, square, colours.green, isGreen);
  for (const layer of found(tile, WATER)) fillLayer(context, layer, square, colours.water, isArea);
  for (const layer of found(tile, WATERWAYS)) strokeLayer(context, layer, square, colours.water, () => 1.5);
  if (square.zoom >= 14) {
    for (const layer of found(tile, BUILDINGS)) fillLayer(context, layer, square, colours.building, isArea);
  }
  for (const layer of found(tile, ROADS)) paintRoads(context, layer, square, colours);
  context.restore();
}

function found(tile: VectorTile, names: readonly string[]): readonly VectorTileLayer[] {
  return names.flatMap((name) => tile.layers[name] ?? []);
}

const AREA = 3;
const LINE = 2;
const isArea = ({ type }: VectorTileFeature): boolean => type === AREA;

function kindOf({ properties }: VectorTileFeature): string {
  return String(properties['kind'] ?? properties['class'] ?? '');
}

function isGreen(feature: VectorTileFeature): boolean {
  return isArea(feature) && GREEN.has(kindOf(feature));
}

function fillLayer(
  context: Context,
  layer: VectorTileLayer,
  square: PackSquare,
  colour: string,
  wanted: (feature: VectorTileFeature) => boolean,
): void {
  context.beginPath();
  for (let at = 0; at < layer.length; at += 1) {
    const feature = layer.feature(at);
    if (wanted(feature)) trace(context, feature, layer.extent, square);
  }
  context.fillStyle = colour;
  context.fill();
}

function strokeLayer(
  context: Context,
  layer: VectorTileLayer,
  square: PackSquare,
  colour: string,
  widthOf: (feature: VectorTileFeature) => number | null,
): void {
  const byWidth = new Map<number, VectorTileFeature[]>();
  for (let at = 0; at < layer.length; at += 1) {
    const feature = layer.feature(at);
    const width = feature.type === LINE ? widthOf(feature) : null;
    if (width !== null) byWidth.set(width, [...(byWidth.get(width) ?? []), feature]);
  }
  context.strokeStyle = colour;
  context.lineJoin = 'round';
  for (const [width, features] of [...byWidth].toSorted(([a], [b]) => a - b)) {
    context.beginPath();
    for (const feature of features) trace(context, feature, layer.extent, square);
    context.lineWidth = width;
    context.stroke();
  }
}

/** Metres would be honest, but nobody could see a road on a small map. */
const ROAD_SHARES: readonly (readonly [kinds: readonly string[], share: number, fromZoom: number])[] = [
  [['highway', 'motorway', 'trunk'], 1, 0],
  [['major_road', 'primary', 'secondary'], 0.75, 9],
  [['medium_road', 'tertiary'], 0.55, 12],
  [['minor_road', 'minor', 'residential', 'service'], 0.45, 13],
  [['path', 'track', 'other'], 0.15, 15],
];

function paintRoads(context: Context, layer: VectorTileLayer, square: PackSquare, colours: MapColours): void {
  const widest = Math.max(1.2, 10 * 2 ** (square.zoom - 17));
  const shareOf = (feature: VectorTileFeature): number | null => {
    const row = ROAD_SHARES.find(([kinds]) => kinds.includes(kindOf(feature)));
    return row === undefined || square.zoom < row[2] ? null : row[1];
  };
  const widthOf =
    (least: number, most: number) =>
    (feature: VectorTileFeature): number | null => {
      const share = shareOf(feature);
      return share === null || share < least || share > most ? null : Math.max(0.8, widest * share);
    };
  strokeLayer(context, layer, square, colours.street, widthOf(0, 0.5));
  strokeLayer(context, layer, square, colours.road, widthOf(0.51, 1));
}

function trace(context: Context, feature: VectorTileFeature, extent: number, square: PackSquare): void {
  const scale = (square.size * square.scale) / extent;
  for (const ring of feature.loadGeometry()) {
    for (const [at, { x, y }] of ring.entries()) {
      const [px, py] = [x * scale - square.left, y * scale - square.top];
      if (at === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
  }
}
