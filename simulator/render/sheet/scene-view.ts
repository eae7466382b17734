import { WebGLRenderer } from 'three';
import { cameraAt } from '../../camera/mounts.ts';
import { SCENES } from '../../scenes/scenes.ts';
import type { Scene } from '../../scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../traffic/simulation.ts';
import { moodNamed } from '../light/mood.ts';
import { drawingCamera } from '../picture/projection.ts';
import { createTheatre } from '../picture/theatre.ts';
import type { Moment } from '../picture/wishes.ts';

export interface PlaceWish {
  readonly scene: string;
  readonly seed: number;
  /** So many seconds of traffic before the picture. */
  readonly seconds: number;
  readonly mounts: readonly number[];
  /** As `moodNamed` reads them. */
  readonly moods: readonly string[];
  readonly size: readonly [width: number, height: number];
}

export interface PlaceTimes {
  readonly actors: number;
  readonly triangles: number;
  readonly calls: number;
  /** Milliseconds of one picture with everything warm. */
  readonly frame: number;
}

/** A place with its traffic, one mount to a column and one mood to a row; says how long a picture takes. */
export function drawPlaces({ scene: name, seed, seconds, mounts, moods, size }: PlaceWish): PlaceTimes {
  const scene = sceneNamed(name)(seed);
  const moment = trafficAfter(scene, seconds);
  const canvas = document.createElement('canvas');
  document.body.replaceChildren(canvas);
  const [width, height] = size;
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(width * mounts.length, height * moods.length);
  renderer.setScissorTest(true);
  const views = mounts.flatMap((index) => scene.mounts[index] ?? []);
  let frame = 0;
  moods.forEach((mood, row) => {
    const theatre = createTheatre(renderer, { scene: name, seed, mood: moodNamed(mood, seed) });
    views.forEach((mount, column) => {
      const corner = [column * width, (moods.length - 1 - row) * height] as const;
      renderer.setViewport(...corner, width, height);
      renderer.setScissor(...corner, width, height);
      const camera = cameraAt(mount, { width, height });
      const drawing = drawingCamera(camera);
      theatre.show(moment, camera, drawing);
      renderer.render(theatre.scene, drawing);
      const start = performance.now();
      renderer.render(theatre.scene, drawing);
      // Only reading waits until everything is drawn.
      renderer.getContext().readPixels(0, 0, 1, 1, 0x1908, 0x1401, new Uint8Array(4));
      frame = Math.max(frame, performance.now() - start);
    });
    theatre.dispose();
  });
  const { triangles, calls } = renderer.info.render;
  return { actors: moment.actors.length, triangles, calls, frame };
}

function sceneNamed(name: string): (seed: number) => Scene {
  const found = SCENES[name];
  if (found === undefined)
    throw new RangeError(`no scene is called ${name}; there is ${Object.keys(SCENES).join(', ')}`);
  return found;
}

function trafficAfter(scene: Scene, seconds: number): Moment {
  const traffic = createTraffic(scene);
  while (traffic.seconds < seconds - STEP_SECONDS / 2) traffic.step();
  return { seconds, actors: traffic.actors(), signals: traffic.signals() };
}
