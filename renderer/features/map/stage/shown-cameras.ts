import { clusterItems } from '../../../../domain/map/clusters.ts';
import type { Cluster } from '../../../../domain/map/clusters.ts';
import type { MapPlace } from '../../../../domain/map/places.ts';
import type { MapCamera, MapScene, MarkerTone } from './map-scene.ts';
import { worldPoint, worldSize } from './map-projection.ts';
import type { WorldPoint } from './map-projection.ts';

/** A line, with its ends as points of the whole map. */
export interface WorldLine {
  readonly line: MapCamera['lines'][number];
  readonly from: WorldPoint;
  readonly to: WorldPoint;
}

/** A camera with everything of it as points of the whole map: worked out once, drawn at every move. */
export interface WorldCamera {
  readonly id: string;
  readonly camera: MapCamera;
  readonly at: WorldPoint;
  readonly seen: readonly WorldPoint[] | null;
  readonly lines: readonly WorldLine[];
  readonly zones: readonly { readonly zone: MapCamera['zones'][number]; readonly outline: readonly WorldPoint[] }[];
}

const known = new WeakMap<MapCamera, WorldCamera>();

export function inWorld(camera: MapCamera): WorldCamera {
  const found = known.get(camera);
  if (found !== undefined) return found;
  const all = (places: readonly MapPlace[]): readonly WorldPoint[] => places.map(worldPoint);
  const made: WorldCamera = {
    ...{ id: camera.id, camera, at: worldPoint(camera.place) },
    seen: camera.seen === null ? null : all(camera.seen),
    lines: camera.lines.map((line) => ({ line, from: worldPoint(line.from), to: worldPoint(line.to) })),
    zones: camera.zones.map((zone) => ({ zone, outline: all(zone.outline) })),
  };
  known.set(camera, made);
  return made;
}

export interface ShownItem extends WorldPoint {
  readonly id: string;
  readonly world: WorldCamera;
}
export type ShownCluster = Cluster<ShownItem>;

const CELL = 46;
/** From here on single cameras are told apart, unless they hang on one mast. */
const APART_ZOOM = 17;
const APART_CELL = 14;

/** Cameras and clusters at a zoom, in pixels of the whole map. The selected camera is never hidden in a cluster. */
export function clustersAt({ cameras, selectedId, movableId }: MapScene, zoom: number): readonly ShownCluster[] {
  const size = worldSize(zoom);
  const items = cameras.map((camera): ShownItem => {
    const world = inWorld(camera);
    return { id: camera.id, world, x: world.at.x * size, y: world.at.y * size };
  });
  const apart = new Set([selectedId, movableId].filter((id) => id !== null));
  return clusterItems(items, zoom >= APART_ZOOM ? APART_CELL : CELL, apart);
}

const WORST_FIRST: readonly MarkerTone[] = ['jam', 'heavy', 'warning', 'info', 'off', 'normal'];

/** The worst state in a cluster, and how many of its cameras are not well. */
export function clusterState(cluster: ShownCluster): { readonly worst: MapCamera; readonly unwell: number } | null {
  const rank = ({ world }: ShownItem): number => WORST_FIRST.indexOf(world.camera.tone);
  const [first, ...rest] = cluster.items;
  if (first === undefined) return null;
  const worst = rest.reduce((one, other) => (rank(other) < rank(one) ? other : one), first);
  return {
    worst: worst.world.camera,
    unwell: cluster.items.filter(({ world }) => world.camera.tone !== 'normal').length,
  };
}
