import { PCFShadowMap, PerspectiveCamera, Vector3, WebGLRenderer } from 'three';
import { bodyWithId } from '../../world/bodies.ts';
import { createActor, removeActor } from '../actor.ts';
import { posed } from './posed.ts';
import { stage } from './stage.ts';
import { drawPlaces } from './scene-view.ts';
import { drawStreet } from './street.ts';

/** One row of a sheet: a body in one colour. */
export interface SheetRow {
  readonly bodyId: string;
  readonly colour: string;
}

export interface SheetWish {
  readonly rows: readonly SheetRow[];
  readonly cell: readonly [width: number, height: number];
  readonly night: boolean;
}

/** From the front left, the rear, the side, and from above as a camera on a mast looks; degrees. */
const VIEWS: readonly (readonly [yaw: number, pitch: number])[] = [
  [38, 14],
  [158, 16],
  [90, 5],
  [35, 40],
];
const FIELD_OF_VIEW = 22;
const MIDDLE = { x: 0, y: 0, heading: 0 };

/** Draws each body from every side, one row each, into the page's canvas. */
export function drawSheet({ rows, cell, night }: SheetWish): void {
  const [width, height] = cell;
  const canvas = document.createElement('canvas');
  document.body.replaceChildren(canvas);
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(width * VIEWS.length, height * rows.length);
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.setScissorTest(true);
  const scene = stage(night);
  rows.forEach((row, at) => {
    const actor = createActor(posed({ ...row, id: 1, pose: MIDDLE, signalling: night, odometer: 0.3 }), {
      seconds: 0.5,
      lampsOn: night,
    });
    scene.add(actor.root);
    VIEWS.forEach(([yaw, pitch], column) => {
      const frame = [column * width, (rows.length - 1 - at) * height, width, height] as const;
      renderer.setViewport(...frame);
      renderer.setScissor(...frame);
      renderer.render(scene, cameraFor(row.bodyId, yaw, pitch, width / height));
    });
    removeActor(actor);
  });
}

function cameraFor(bodyId: string, yaw: number, pitch: number, aspect: number): PerspectiveCamera {
  const { length, width, height } = bodyWithId(bodyId);
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, aspect, 0.5, 300);
  const [turn, down] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  const across = Math.abs(Math.sin(turn)) * length + Math.abs(Math.cos(turn)) * width + 0.3;
  const tall = height * Math.cos(down) + (Math.abs(Math.cos(turn)) * length + width) * Math.sin(down);
  const reach =
    Math.max(tall * 0.94, height * 1.16, (across * 1.12) / aspect) / 2 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
  const away = reach + (Math.abs(Math.cos(turn)) * length) / 3;
  camera.up.set(0, 0, 1);
  camera.position.set(
    away * Math.cos(turn) * Math.cos(down),
    away * Math.sin(turn) * Math.cos(down),
    height / 2 + away * Math.sin(down),
  );
  camera.lookAt(new Vector3(0, 0, height / 2));
  return camera;
}

Object.assign(window, { drawSheet, drawStreet, drawPlaces });
