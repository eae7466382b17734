import { Map as LeafletMap } from 'leaflet';
import type { LayerGroup } from 'leaflet';
import type { MapPlace } from '../../../../domain/map/places.ts';
import { readColours } from './map-colours.ts';
import type { MapColours } from './map-colours.ts';
import { placeOfWorld, worldPoint, worldSize } from './map-projection.ts';
import type { MapWindow } from './map-projection.ts';
import { EMPTY_SCENE } from './map-scene.ts';
import type { MapScene } from './map-scene.ts';
import { paintOverlay } from './overlay.ts';
import { listenToPointer } from './pointer.ts';
import type { Dragged } from './pointer.ts';
import { clustersAt } from './shown-cameras.ts';
import type { ShownCluster } from './shown-cameras.ts';
import type { TownShapes } from './town-shapes.ts';

export interface MapViewState extends MapPlace {
  readonly zoom: number;
}

export interface StageEvents {
  readonly onView: (view: MapViewState) => void;
  readonly onPick: (cameraId: string | null) => void;
  /** Cameras that no zoom tells apart. */
  readonly onPickSeveral: (cameraIds: readonly string[]) => void;
  readonly onDrag: (dragged: Dragged) => void;
}

export interface MapGround {
  readonly layer: LayerGroup | { addTo(map: LeafletMap): unknown; remove(): unknown };
  /** Names that stand over the ground, where the ground has some. */
  readonly town: TownShapes | null;
}

export interface MapStage {
  readonly map: LeafletMap;
  readonly show: (scene: MapScene) => void;
  readonly setGround: (ground: MapGround | null) => void;
  readonly point: (cameraId: string | null) => void;
  readonly lookAt: (place: MapPlace, zoom?: number) => void;
  readonly lookAtAll: (places: readonly MapPlace[]) => void;
  readonly colours: () => MapColours;
  /** Cameras that are seen now, from the top left to the bottom right. */
  readonly seenCameras: () => readonly string[];
  readonly stop: () => void;
}

export const ZOOMS = { least: 3, most: 20 } as const;
const CLOSEST_FIT = 17;

/** The map with everything on it; knows no React. */
export function startMapStage(container: HTMLElement, start: MapViewState, events: StageEvents): MapStage {
  const map = newMap(container, start);
  const canvas = overlayOn(container);
  let scene = EMPTY_SCENE;
  let ground: MapGround | null = null;
  let pointedId: string | null = null;
  let colours = readColours(container);
  const clustering = rememberedClusters();
  let frame: number | null = null;

  const clustersNow = (): readonly ShownCluster[] => clustering(scene, map.getZoom());
  const paint = () => {
    frame = null;
    const context = fitted(canvas, map);
    if (context === null) return;
    const picture = { scene, clusters: clustersNow(), town: ground?.town ?? null, pointedId };
    paintOverlay(context, picture, windowOf(map), colours);
  };
  const ask = () => {
    frame ??= requestAnimationFrame(paint);
  };
  map.on('move zoom viewreset resize', ask);
  map.on('moveend', () => events.onView(viewOf(map)));
  const now = () => ({ scene, clusters: clustersNow(), window: windowOf(map) });
  const stopPointer = listenToPointer({ map, container, events, now });
  const sizes = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  sizes.observe(container);
  ask();

  return {
    map,
    show: (next) => {
      scene = next;
      colours = readColours(container);
      ask();
    },
    setGround: (next) => {
      ground?.layer.remove();
      ground = next;
      next?.layer.addTo(map);
      ask();
    },
    point: (cameraId) => {
      pointedId = cameraId;
      ask();
    },
    lookAt: (place, zoom) => map.setView([place.latitude, place.longitude], zoom ?? map.getZoom(), { animate: false }),
    lookAtAll: (places) => lookAtAll(map, places),
    colours: () => colours,
    seenCameras: () => seenCameras(scene, windowOf(map)),
    stop: () => {
      if (frame !== null) cancelAnimationFrame(frame);
      sizes.disconnect();
      stopPointer();
      map.remove();
      canvas.remove();
    },
  };
}

function newMap(container: HTMLElement, start: MapViewState): LeafletMap {
  return new LeafletMap(container, {
    ...{ center: [start.latitude, start.longitude], zoom: start.zoom, minZoom: ZOOMS.least, maxZoom: ZOOMS.most },
    ...{ zoomControl: false, attributionControl: false, keyboardPanDelta: 120 },
    // What lies over the ground is painted by us at every move: an animated zoom would leave it behind.
    ...{ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false },
  });
}

function overlayOn(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.dataset['overlay'] = '';
  container.append(canvas);
  return canvas;
}

/** Works the clusters out anew only where the scene or the zoom is another one than before. */
function rememberedClusters(): (scene: MapScene, zoom: number) => readonly ShownCluster[] {
  let known: { readonly scene: MapScene; readonly zoom: number; readonly list: readonly ShownCluster[] } | null = null;
  return (scene, zoom) => {
    if (known?.scene !== scene || known.zoom !== zoom) known = { scene, zoom, list: clustersAt(scene, zoom) };
    return known.list;
  };
}

function viewOf(map: LeafletMap): MapViewState {
  const { lat, lng } = map.getCenter();
  return { latitude: lat, longitude: lng, zoom: map.getZoom() };
}

export function windowOf(map: LeafletMap): MapWindow {
  const { x: width, y: height } = map.getSize();
  const { min } = map.getPixelBounds();
  return { zoom: map.getZoom(), left: min?.x ?? 0, top: min?.y ?? 0, width, height };
}

/** The place under a point of the screen. */
export function placeUnder(
  { zoom, left, top }: MapWindow,
  { x, y }: { readonly x: number; readonly y: number },
): MapPlace {
  const size = worldSize(zoom);
  return placeOfWorld({ x: (left + x) / size, y: (top + y) / size });
}

function fitted(canvas: HTMLCanvasElement, map: LeafletMap): CanvasRenderingContext2D | null {
  const { x: width, y: height } = map.getSize();
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function lookAtAll(map: LeafletMap, places: readonly MapPlace[]): void {
  if (places.length === 0) return;
  const corners = places.map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
  map.fitBounds(corners, { padding: [50, 50], maxZoom: CLOSEST_FIT, animate: false });
}

function seenCameras({ cameras }: MapScene, { zoom, left, top, width, height }: MapWindow): readonly string[] {
  const size = worldSize(zoom);
  return cameras
    .map((camera) => {
      const { x, y } = worldPoint(camera.place);
      return { id: camera.id, x: x * size - left, y: y * size - top };
    })
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height)
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(({ id }) => id);
}
