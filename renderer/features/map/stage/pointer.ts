import type { Map as LeafletMap } from 'leaflet';
import type { MapPlace } from '../../../../domain/map/places.ts';
import { turnBetween } from '../../../../domain/map/places.ts';
import { clusterAt, handleAt, handlesOf, headingTo } from './hit-test.ts';
import type { HandleKind, ScreenPoint } from './hit-test.ts';
import { onScreen, placeOfWorld, worldSize } from './map-projection.ts';
import type { MapWindow } from './map-projection.ts';
import type { MapScene } from './map-scene.ts';
import { inWorld } from './shown-cameras.ts';
import type { ShownCluster, WorldCamera } from './shown-cameras.ts';

/** What a drag makes of the camera; `done` when the hand lets go. */
export type Dragged = { readonly done: boolean } & (
  | { readonly kind: 'place'; readonly place: MapPlace }
  | { readonly kind: 'heading'; readonly heading: number }
  | { readonly kind: 'width'; readonly fieldOfView: number }
);

export interface PointerOptions {
  readonly map: LeafletMap;
  readonly container: HTMLElement;
  readonly events: {
    readonly onPick: (cameraId: string | null) => void;
    readonly onPickSeveral: (cameraIds: readonly string[]) => void;
    readonly onDrag: (dragged: Dragged) => void;
  };
  readonly now: () => {
    readonly scene: MapScene;
    readonly clusters: readonly ShownCluster[];
    readonly window: MapWindow;
  };
}

/** Clicks open, handles drag; everything else is the map's own. Answers how to stop. */
export function listenToPointer(options: PointerOptions): () => void {
  const { map, container, now } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let drag: Drag | null = null;
  // Letting go of a drag is a click to the browser, and would choose what lies under it.
  let isClickOfDrag = false;
  const pointOf = ({ clientX, clientY }: PointerEvent): ScreenPoint => {
    const { left, top } = container.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0 || drag !== null) return;
    isClickOfDrag = false;
    drag = dragFrom(now(), pointOf(event));
    if (drag === null) return;
    map.dragging.disable();
    container.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return void showReach(options, pointOf(event));
    drag.moved = true;
    options.events.onDrag({ ...draggedTo(drag, now().window, pointOf(event)), done: false });
  };
  const end = (event: PointerEvent) => {
    if (drag === null) return;
    const { moved } = drag;
    if (moved) options.events.onDrag({ ...draggedTo(drag, now().window, pointOf(event)), done: true });
    isClickOfDrag = moved;
    drag = null;
    map.dragging.enable();
  };
  container.addEventListener('pointerdown', begin, { signal, capture: true });
  container.addEventListener('pointermove', move, { signal });
  container.addEventListener('pointerup', end, { signal });
  container.addEventListener('pointercancel', end, { signal });
  map.on('click', ({ containerPoint }) => {
    if (!isClickOfDrag) pick(options, containerPoint);
  });
  return () => stopping.abort();
}

interface Drag {
  readonly kind: HandleKind;
  readonly world: WorldCamera;
  /** From the pointer to what it took hold of, so that nothing jumps. */
  readonly off: ScreenPoint;
  moved: boolean;
}

type Now = ReturnType<PointerOptions['now']>;

function dragFrom({ scene, window }: Now, point: ScreenPoint): Drag | null {
  const camera = scene.cameras.find(({ id }) => id === scene.movableId);
  if (camera === undefined) return null;
  const world = inWorld(camera);
  const handle = handleAt(handlesOf(world, window), point);
  if (handle === null) return null;
  return { kind: handle.kind, world, off: { x: handle.x - point.x, y: handle.y - point.y }, moved: false };
}

const NARROWEST = 1;
const WIDEST = 180;

function draggedTo({ kind, world, off }: Drag, window: MapWindow, pointer: ScreenPoint) {
  const point = { x: pointer.x + off.x, y: pointer.y + off.y };
  if (kind === 'place') {
    const size = worldSize(window.zoom);
    return { kind, place: placeOfWorld({ x: (window.left + point.x) / size, y: (window.top + point.y) / size }) };
  }
  const heading = headingTo(onScreen(window, world.at), point);
  if (kind === 'heading') return { kind, heading };
  const half = Math.abs(turnBetween(world.camera.heading ?? 0, heading));
  return { kind: 'width' as const, fieldOfView: Math.min(WIDEST, Math.max(NARROWEST, 2 * half)) };
}

/** A click on a cluster goes nearer; cameras that no zoom tells apart are listed. */
function pick({ map, events, now }: PointerOptions, point: ScreenPoint): void {
  const { clusters, window } = now();
  const cluster = clusterAt(clusters, window, point);
  const [first, second] = cluster?.items ?? [];
  if (cluster === null || first === undefined) return events.onPick(null);
  if (second === undefined) return events.onPick(first.id);
  const corners = cluster.items.map(({ world }): [number, number] => [
    world.camera.place.latitude,
    world.camera.place.longitude,
  ]);
  const before = map.getZoom();
  map.fitBounds(corners, { padding: [60, 60], animate: false });
  if (map.getZoom() <= before) events.onPickSeveral(cluster.items.map(({ id }) => id));
}

/** The cursor says what a press would take hold of. */
function showReach({ container, now }: PointerOptions, point: ScreenPoint): void {
  const current = now();
  const isReached = dragFrom(current, point) !== null || clusterAt(current.clusters, current.window, point) !== null;
  container.style.cursor = isReached ? 'pointer' : '';
}
