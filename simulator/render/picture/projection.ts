import { Matrix4, PerspectiveCamera } from 'three';
import { axesOf } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';

const NEAR = 0.5;
const FAR = 1600;

export interface Projection {
  /** From the camera's own frame (x right, y up, looking along -z) to the ground's. */
  readonly world: Matrix4;
  readonly projection: Matrix4;
}

/**
 * A camera of the simulator in three's matrices, exactly, but for the bend of its lens, which is not drawn. With an overscan
 * it sees so many times as much to each side.
 */
export function projectionOf(camera: Camera, overscan = 1): Projection {
  const [right, down, ahead] = axesOf(camera);
  const { position, width, height, verticalFov } = camera;
  const world = new Matrix4().set(
    ...[right[0], -down[0], -ahead[0], position.x],
    ...[right[1], -down[1], -ahead[1], position.y],
    ...[right[2], -down[2], -ahead[2], position.z],
    ...[0, 0, 0, 1],
  );
  const top = NEAR * Math.tan(verticalFov / 2) * overscan;
  const side = (top * width) / height;
  return { world, projection: new Matrix4().makePerspective(-side, side, top, -top, NEAR, FAR) };
}

/** The same as a camera that three draws with. */
export function drawingCamera(camera: Camera, overscan = 1): PerspectiveCamera {
  const drawing = new PerspectiveCamera();
  aimCamera(drawing, camera, overscan);
  return drawing;
}

/** For a camera that moves. */
export function aimCamera(drawing: PerspectiveCamera, camera: Camera, overscan = 1): void {
  const { world, projection } = projectionOf(camera, overscan);
  drawing.near = NEAR;
  drawing.far = FAR;
  drawing.matrixAutoUpdate = false;
  drawing.matrix.copy(world);
  drawing.matrix.decompose(drawing.position, drawing.quaternion, drawing.scale);
  drawing.updateMatrixWorld(true);
  drawing.projectionMatrix.copy(projection);
  drawing.projectionMatrixInverse.copy(projection).invert();
}
