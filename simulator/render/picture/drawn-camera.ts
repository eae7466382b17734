import { Matrix4, PerspectiveCamera } from 'three';
import { axesOf } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';

const [NEAR, FAR] = [0.4, 1500];

/** A camera of three that sees what the camera of the simulator sees through a straight lens, `overscan` times as much of it. */
export function projectionOf(camera: Camera, overscan = 1): PerspectiveCamera {
  const drawn = new PerspectiveCamera();
  drawn.matrixAutoUpdate = false;
  placeCamera(drawn, camera, overscan);
  return drawn;
}

/** Moves a camera of three to where the simulator's is. */
export function placeCamera(drawn: PerspectiveCamera, camera: Camera, overscan = 1): void {
  const [right, down, ahead] = axesOf(camera);
  const { x, y, z } = camera.position;
  drawn.matrix.set(
    ...[right[0], -down[0], -ahead[0], x],
    ...[right[1], -down[1], -ahead[1], y],
    ...[right[2], -down[2], -ahead[2], z],
    ...([0, 0, 0, 1] as const),
  );
  drawn.matrix.decompose(drawn.position, drawn.quaternion, drawn.scale);
  drawn.updateMatrixWorld(true);
  drawn.near = NEAR;
  drawn.far = FAR;
  drawn.fov = (2 * Math.atan(Math.tan(camera.verticalFov / 2) * overscan) * 180) / Math.PI;
  drawn.aspect = camera.width / camera.height;
  drawn.updateProjectionMatrix();
}

/** What takes a part of the picture, given from -1 to 1, to fill the whole of it. */
export function cropTo(left: number, bottom: number, right: number, top: number): Matrix4 {
  const [sx, sy] = [2 / (right - left), 2 / (top - bottom)];
  return new Matrix4().set(
    ...([sx, 0, 0, (-sx * (left + right)) / 2] as const),
    ...([0, sy, 0, (-sy * (bottom + top)) / 2] as const),
    ...([0, 0, 1, 0] as const),
    ...([0, 0, 0, 1] as const),
  );
}
