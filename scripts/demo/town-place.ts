import { cameraAt } from '../../simulator/camera/mounts.ts';
import type { CameraMount } from '../../simulator/camera/mounts.ts';
import { SCENES } from '../../simulator/scenes/scenes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import type { TownCamera } from './town.ts';

/** How a camera stands in the town, as the product stores it. */
export interface TownPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly heading: number;
  readonly fieldOfView: number;
}

export function sceneOf(town: TownCamera): { readonly scene: Scene; readonly mount: CameraMount } {
  const scene = SCENES[town.scene]?.(town.seed);
  if (scene === undefined) throw new Error(`${town.id}: there is no scene ${town.scene}`);
  const mount = scene.mounts.find((one) => one.name === town.mount);
  if (mount !== undefined) return { scene, mount };
  const known = scene.mounts.map((one) => one.name).join(', ');
  throw new Error(`${town.id}: ${town.scene} has no camera "${town.mount}", but ${known}`);
}

/** The place and the heading (clockwise from north) of a camera of the town. */
export function townPlace(town: TownCamera, size: { readonly width: number; readonly height: number }): TownPlace {
  const { yaw, verticalFov } = cameraAt(sceneOf(town).mount, size);
  const heading = 90 - ((yaw * 180) / Math.PI + town.turned);
  const width = 2 * Math.atan(Math.tan(verticalFov / 2) * (size.width / size.height));
  return {
    latitude: town.latitude,
    longitude: town.longitude,
    heading: tenth(((heading % 360) + 360) % 360),
    fieldOfView: tenth((width * 180) / Math.PI),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
