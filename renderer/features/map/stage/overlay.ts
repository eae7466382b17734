import type { MapColours } from './map-colours.ts';
import { handlesOf } from './hit-test.ts';
import { onScreen, worldPoint } from './map-projection.ts';
import type { MapWindow } from './map-projection.ts';
import type { MapScene } from './map-scene.ts';
import { paintGround } from './paint-ground.ts';
import { MARKER_RADIUS, paintCluster, paintLabel, paintMarker, paintShape } from './paint-markers.ts';
import { inWorld } from './shown-cameras.ts';
import type { ShownCluster } from './shown-cameras.ts';
import { startPlaces } from './text-places.ts';
import type { TextPlaces } from './text-places.ts';
import type { TownShapes } from './town-shapes.ts';

type Context = CanvasRenderingContext2D;

export interface OverlayPicture {
  readonly scene: MapScene;
  readonly clusters: readonly ShownCluster[];
  readonly town: TownShapes | null;
  /** The camera that keys point at. */
  readonly pointedId: string | null;
}

/** Beyond the edge of the screen by so much a view or a label may still reach in. */
const MARGIN = 220;
const NAMES_FROM_ZOOM = 15;

/** Everything over the ground, from below: views and lines, street names, markers, incidents, handles. */
export function paintOverlay(context: Context, picture: OverlayPicture, window: MapWindow, colours: MapColours): void {
  const { scene } = picture;
  context.clearRect(0, 0, window.width, window.height);
  const shown = picture.clusters.filter((cluster) => isWithin(cluster.x - window.left, cluster.y - window.top, window));
  const singles = shown.flatMap(({ items: [first, second] }) =>
    first !== undefined && second === undefined ? [first.world] : [],
  );
  for (const world of singles) {
    paintGround(context, world, window, { colours, layers: scene.layers, chosen: world.id === scene.selectedId });
  }
  const places = startPlaces();
  for (const { x, y, items } of shown) places.take(x - window.left, y - window.top, items.length > 1 ? 40 : 24, 24);
  paintMarkers(context, picture, shown, window, colours);
  if (scene.layers.has('names')) {
    paintCameraNames(context, picture, shown, { window, colours, places });
    paintTownNames(context, picture.town, { window, colours, places });
  }
  if (scene.layers.has('incidents')) paintIncidents(context, scene, window, colours);
  paintHandles(context, scene, window, colours);
}

function isWithin(x: number, y: number, { width, height }: MapWindow): boolean {
  return x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN;
}

function paintMarkers(
  context: Context,
  { scene, pointedId }: OverlayPicture,
  shown: readonly ShownCluster[],
  window: MapWindow,
  colours: MapColours,
): void {
  for (const cluster of shown) {
    const [x, y] = [cluster.x - window.left, cluster.y - window.top];
    const [first, second] = cluster.items;
    if (first === undefined) continue;
    if (second !== undefined) paintCluster(context, cluster, x, y, colours);
    else {
      const chosen = first.id === scene.selectedId || first.id === pointedId;
      paintMarker(context, first.world.camera, { x, y, chosen }, colours);
    }
  }
}

interface Names {
  readonly window: MapWindow;
  readonly colours: MapColours;
  readonly places: TextPlaces;
}

function paintCameraNames(
  context: Context,
  { scene }: OverlayPicture,
  shown: readonly ShownCluster[],
  { window, colours, places }: Names,
): void {
  for (const { x, y, items } of shown) {
    const [first, second] = items;
    if (first === undefined || second !== undefined) continue;
    const { camera } = first.world;
    const chosen = camera.id === scene.selectedId;
    if (window.zoom < NAMES_FROM_ZOOM && !chosen) continue;
    const text = camera.tone === 'normal' ? camera.name : `${camera.name} · ${camera.word}`;
    const at = { x: x - window.left, y: y - window.top + MARKER_RADIUS + 11 };
    if (!places.take(at.x, at.y, text.length * 6.6, 15) && !chosen) continue;
    paintLabel(context, text, { ...at, font: `600 12px ${colours.font}`, colour: colours.text, halo: colours.halo });
  }
}

function paintTownNames(context: Context, town: TownShapes | null, { window, colours, places }: Names): void {
  if (town === null || window.zoom < 14) return;
  for (const { text, kind, turned, ...point } of town.names) {
    if (kind === 'street' && window.zoom < 16) continue;
    if (kind === 'quarter' && window.zoom > 17) continue;
    const { x, y } = onScreen(window, point);
    const reach = text.length * 6;
    if (
      !isWithin(x, y, window) ||
      !places.take(x, y, Math.abs(turned) > 45 ? 16 : reach, Math.abs(turned) > 45 ? reach : 16)
    )
      continue;
    context.save();
    context.translate(x, y);
    context.rotate((turned * Math.PI) / 180);
    const font = kind === 'street' ? `500 11px ${colours.font}` : `italic 500 13px ${colours.font}`;
    paintLabel(context, text, { x: 0, y: 0, font, colour: colours.name, halo: colours.halo });
    context.restore();
  }
}

function paintIncidents(context: Context, { incidents }: MapScene, window: MapWindow, colours: MapColours): void {
  for (const { place, tone } of incidents) {
    const { x, y } = onScreen(window, worldPoint(place));
    if (!isWithin(x, y, window)) continue;
    context.beginPath();
    context.rect(x - 9, y - 9, 18, 18);
    context.fillStyle = colours.halo;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = colours.tones[tone];
    context.stroke();
    paintShape(context, 'triangle', x, y, colours.tones[tone]);
  }
}

function paintHandles(
  context: Context,
  { cameras, movableId }: MapScene,
  window: MapWindow,
  colours: MapColours,
): void {
  const camera = cameras.find(({ id }) => id === movableId);
  if (camera === undefined) return;
  for (const { kind, x, y } of handlesOf(inWorld(camera), window)) {
    context.beginPath();
    if (kind === 'place') context.arc(x, y, MARKER_RADIUS + 5, 0, 2 * Math.PI);
    else context.arc(x, y, kind === 'heading' ? 7 : 5, 0, 2 * Math.PI);
    if (kind !== 'place') {
      context.fillStyle = colours.halo;
      context.fill();
    }
    context.lineWidth = 2.5;
    context.strokeStyle = colours.focus;
    context.stroke();
  }
}
