import { offsetTo } from '../../domain/map/places.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { between, directionTo, fromPose } from '../../simulator/world/ground.ts';
import type { GroundPoint, GroundPose } from '../../simulator/world/ground.ts';
import { sceneOf } from '../demo/town-place.ts';
import { TOWN } from '../demo/town.ts';
import { placed } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** The middle of the town: shapes are in metres from here. */
export const ORIGIN = { latitude: 52.09, longitude: 5.112 };

/** A road that leaves a scene: its end, outwards, and its width from kerb to kerb. */
export interface RoadEnd {
  readonly pose: GroundPose;
  readonly width: number;
}

/** A scene as it stands in the town. */
export interface TownScene {
  readonly id: string;
  readonly scene: Scene;
  /** Where its own middle lies, and where its east points. */
  readonly stand: GroundPose;
  readonly ends: readonly RoadEnd[];
}

export const TOWN_SCENES: readonly TownScene[] = TOWN.map((town) => {
  const { scene, mount } = sceneOf(town);
  const { east, north } = offsetTo(ORIGIN, town);
  const heading = (town.turned * Math.PI) / 180;
  // The place is that of the camera, not of the scene's middle.
  const back = fromPose({ x: 0, y: 0, heading }, mount.position.x, mount.position.y);
  const stand = { x: east - back.x, y: north - back.y, heading };
  return { id: town.id, scene, stand, ends: roadEnds(scene).map((end) => endInTown(end, stand)) };
});

/** The end of a scene that lies farthest in a direction of the town, in degrees counter-clockwise from east. */
export function endTowards(id: string, degrees: number): RoadEnd {
  const angle = (degrees * Math.PI) / 180;
  const found = TOWN_SCENES.find((one) => one.id === id);
  const off = ({ pose }: RoadEnd): number => Math.cos(pose.heading - angle);
  const best = found?.ends.toSorted((a, b) => off(b) - off(a))[0];
  if (best === undefined) throw new Error(`no road leaves ${id}`);
  return best;
}

function endInTown({ pose, width }: RoadEnd, stand: GroundPose): RoadEnd {
  const [at] = placed([pose], stand);
  return { pose: { ...(at ?? pose), heading: pose.heading + stand.heading }, width };
}

function roadEnds(scene: Scene): readonly RoadEnd[] {
  const { kerbs, carriageways } = scene.ground;
  return kerbs.length > 0 ? armEnds(kerbs) : carriageways.slice(0, 1).flatMap(bandEnds);
}

/** Each kerb goes in along one arm and out along the next: two kerbs end beside each other. */
function armEnds(kerbs: readonly Shape[]): readonly RoadEnd[] {
  return kerbs.flatMap((kerb) => {
    const start = kerb[0];
    const others = kerbs.flatMap((other) => (other === kerb ? [] : (other.at(-1) ?? [])));
    if (start === undefined) return [];
    const gap = (point: GroundPoint): number => Math.hypot(point.x - start.x, point.y - start.y);
    const nearest = others.toSorted((a, b) => gap(a) - gap(b))[0];
    return nearest === undefined ? [] : [endOf(start, nearest, { x: 0, y: 0 })];
  });
}

/** A band goes along its left edge and back along its right. */
function bandEnds(band: Shape): readonly RoadEnd[] {
  const half = band.length >> 1;
  const [a, b, c, d] = [band[0], band.at(-1), band[half - 1], band[half]];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  const [start, end] = [between(a, b, 0.5), between(c, d, 0.5)];
  return [endOf(a, b, end), endOf(c, d, start)];
}

function endOf(left: GroundPoint, right: GroundPoint, inside: GroundPoint): RoadEnd {
  const middle = between(left, right, 0.5);
  const heading = directionTo(inside, middle);
  return { pose: { ...middle, heading }, width: Math.hypot(left.x - right.x, left.y - right.y) };
}
