import { Mesh, MeshLambertMaterial, PCFShadowMap, PerspectiveCamera, PlaneGeometry, WebGLRenderer } from 'three';
import type { Scene } from 'three';
import { BODIES } from '../../world/bodies.ts';
import { createActor } from '../actor.ts';
import { posed } from './posed.ts';
import { stage } from './stage.ts';

export interface StreetWish {
  readonly size: readonly [width: number, height: number];
  readonly night: boolean;
}

const LANE = 3.5;
const LANES = 6;
const REACH = 90;

/** Every body in traffic as a camera on a mast sees it, small and far: this is what a detector gets. */
export function drawStreet({ size, night }: StreetWish): void {
  const canvas = document.createElement('canvas');
  document.body.replaceChildren(canvas);
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(...size);
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  const scene = stage(night, REACH);
  drawRoad(scene);
  fillRoad(scene, night);
  const camera = new PerspectiveCamera(38, size[0] / size[1], 0.5, 400);
  camera.up.set(0, 0, 1);
  camera.position.set(-24, -12, 8.5);
  camera.lookAt(14, 0, 0);
  renderer.render(scene, camera);
}

function drawRoad(scene: Scene): void {
  const strip = (y: number, width: number, from: number, to: number, colour: string): void => {
    const mesh = new Mesh(new PlaneGeometry(to - from, width), new MeshLambertMaterial({ color: colour }));
    mesh.position.set((from + to) / 2, y, colour === '#47484a' ? 0.004 : 0.008);
    mesh.receiveShadow = true;
    scene.add(mesh);
  };
  strip(0, LANE * LANES, -60, 260, '#47484a');
  for (let line = 1; line < LANES; line += 1) {
    for (let x = -40; x < 200; x += 9) strip((line - LANES / 2) * LANE, 0.14, x, x + 3, '#c9c9c4');
  }
}

/** Lane after lane with one body behind the other; three lanes come, three go. */
function fillRoad(scene: Scene, night: boolean): void {
  const ahead = Array.from({ length: LANES }, (_, lane) => -14 + lane * 2.5);
  Array.from({ length: 3 }, () => BODIES)
    .flat()
    .forEach(({ id, length, colours }, at) => {
      const lane = at % LANES;
      const x = (ahead[lane] ?? 0) + length / 2;
      ahead[lane] = x + length / 2 + 3.5 + ((at * 7) % 5);
      const pose = { x, y: (lane - (LANES - 1) / 2) * LANE, heading: lane < LANES / 2 ? 0 : Math.PI };
      const colour = colours[(at * 5) % colours.length]?.[0] ?? '#888888';
      const state = posed({ id: at + 1, bodyId: id, colour, pose, signalling: at % 5 === 0, odometer: at * 0.37 });
      scene.add(createActor(state, { seconds: 0.5, lampsOn: night }).root);
    });
}
