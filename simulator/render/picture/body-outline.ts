import { Matrix4, Mesh } from 'three';
import type { Object3D, PerspectiveCamera } from 'three';
import { focalLength } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';
import { isSolid } from './identity-colours.ts';

/** Left, top, right and bottom in pixels; may reach past the edges of the picture. */
export interface Outline {
  /** As the picture shows it, through the lens. */
  readonly bent: Edges;
  /** As a straight lens would show it, in focal lengths from the middle; v grows downwards. */
  readonly straight: Edges;
}

interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const NEAREST = 0.2;
/** Further out a bent lens folds back on itself. */
const FARTHEST = 4;

/** The box around every corner of a body, limbs and mirrors too, hidden or not; null for what lies behind the camera. */
export function outlineOf(body: Object3D, camera: Camera, drawn: PerspectiveCamera): Outline | null {
  const focal = focalLength(camera);
  const [straight, bent] = [nothing(), nothing()];
  const toCamera = new Matrix4();
  body.traverseVisible((node) => {
    if (!(node instanceof Mesh) || !isSolid(node)) return;
    const e = toCamera.multiplyMatrices(drawn.matrixWorldInverse, node.matrixWorld).elements;
    const corners = node.geometry.getAttribute('position');
    for (let at = 0; at < corners.count; at += 1) {
      const [px, py, pz] = [corners.getX(at), corners.getY(at), corners.getZ(at)];
      const depth = -(e[2] * px + e[6] * py + e[10] * pz + e[14]);
      if (depth < NEAREST) continue;
      const x = (e[0] * px + e[4] * py + e[8] * pz + e[12]) / depth;
      const y = -(e[1] * px + e[5] * py + e[9] * pz + e[13]) / depth;
      widen(straight, x, y);
      const stretch = focal * (1 + camera.k1 * Math.min(FARTHEST, x * x + y * y));
      widen(bent, camera.width / 2 + x * stretch, camera.height / 2 + y * stretch);
    }
  });
  return straight.left > straight.right ? null : { bent, straight };
}

function nothing(): Edges {
  return { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
}

function widen(edges: Edges, x: number, y: number): void {
  if (x < edges.left) edges.left = x;
  if (x > edges.right) edges.right = x;
  if (y < edges.top) edges.top = y;
  if (y > edges.bottom) edges.bottom = y;
}
