import {
  AmbientLight,
  Color,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { ActorState } from '../../world/actors.ts';
import { bodyWithId } from '../../world/bodies.ts';
import { createActor, removeActor } from '../actor.ts';
import { setReflectedSky } from '../materials/reflected-sky.ts';

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
    const actor = createActor(stateOf(row, night), { seconds: 0.1, lampsOn: night });
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

function stage(night: boolean): Scene {
  const scene = new Scene();
  scene.background = new Color(night ? '#0b0d12' : '#aeb6bc');
  setReflectedSky(
    night
      ? { zenith: '#05070c', horizon: '#1c2028', ground: '#0a0a0a' }
      : { zenith: '#9fb4cc', horizon: '#dfe5ea', ground: '#55544f' },
  );
  const ground = new Mesh(new PlaneGeometry(200, 200), new MeshLambertMaterial({ color: '#6b6c6e' }));
  ground.receiveShadow = true;
  const sun = new DirectionalLight('#fff4e4', night ? 0.1 : 2.2);
  sun.position.set(14, 22, 30);
  sun.castShadow = !night;
  sun.shadow.mapSize.set(2048, 2048);
  Object.assign(sun.shadow.camera, { left: -12, right: 12, top: 12, bottom: -12, near: 1, far: 90 });
  sun.shadow.normalBias = 0.03;
  const sky = new HemisphereLight('#dbe6f2', '#6a665e', night ? 0.12 : 1.5);
  sky.position.set(0, 0, 1);
  scene.add(ground, sun, sky, new AmbientLight('#ffffff', night ? 0.05 : 0.15));
  return scene;
}

function stateOf({ bodyId, colour }: SheetRow, night: boolean): ActorState {
  const body = bodyWithId(bodyId);
  return {
    id: 1,
    class: body.class,
    bodyId,
    colour,
    position: { x: 0, y: 0 },
    heading: 0,
    parts: body.parts.map(({ from, length }) => ({ x: body.length / 2 - from - length / 2, y: 0, heading: 0 })),
    speed: 0,
    acceleration: 0,
    lane: '',
    length: body.length,
    width: body.width,
    height: body.height,
    braking: night,
    indicator: night ? 'left' : 'none',
    odometer: 0.3,
  };
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

Object.assign(window, { drawSheet });
