import { Scene as Stage, WebGLRenderer } from 'three';
import { axesOf } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';
import { cameraAt } from '../../camera/mounts.ts';
import { SCENES } from '../../scenes/scenes.ts';
import type { Scene } from '../../scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../traffic/simulation.ts';
import type { ActorState, SignalState } from '../../world/actors.ts';
import type { GroundPoint } from '../../world/ground.ts';
import { randomStream } from '../../world/random.ts';
import { createActor, litLamps } from '../actor.ts';
import { createLampGlow } from '../light/lamps.ts';
import { lampsAreOn, moodNamed } from '../light/mood.ts';
import type { Mood } from '../light/mood.ts';
import { createSky } from '../light/sky.ts';
import { createWeather } from '../light/weather.ts';
import { drawingCamera } from '../picture/projection.ts';
import { clearOfCameras } from '../place/clear-of-cameras.ts';
import { createPlace } from '../place/place.ts';

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
  const place = createPlace(clearOfCameras(scene.ground, scene.mounts), randomStream(seed, 'place'));
  let frame = 0;
  moods.forEach((mood, row) => {
    const view = stageFor(moodNamed(mood, seed), moment, { place, renderer });
    views.forEach((mount, column) => {
      const corner = [column * width, (moods.length - 1 - row) * height] as const;
      renderer.setViewport(...corner, width, height);
      renderer.setScissor(...corner, width, height);
      const camera = cameraAt(mount, { width, height });
      view.draw(camera);
      const start = performance.now();
      view.draw(camera);
      // Only reading waits until everything is drawn.
      renderer.getContext().readPixels(0, 0, 1, 1, 0x1908, 0x1401, new Uint8Array(4));
      frame = Math.max(frame, performance.now() - start);
    });
    view.dispose();
  });
  const { triangles, calls } = renderer.info.render;
  const times = { actors: moment.actors.length, triangles, calls, frame };
  place.dispose();
  return times;
}

function sceneNamed(name: string): (seed: number) => Scene {
  const found = SCENES[name];
  if (found === undefined)
    throw new RangeError(`no scene is called ${name}; there is ${Object.keys(SCENES).join(', ')}`);
  return found;
}

interface Moment {
  readonly seconds: number;
  readonly actors: readonly ActorState[];
  readonly signals: readonly SignalState[];
}

function trafficAfter(scene: Scene, seconds: number): Moment {
  const traffic = createTraffic(scene);
  while (traffic.seconds < seconds - STEP_SECONDS / 2) traffic.step();
  return { seconds, actors: traffic.actors(), signals: traffic.signals() };
}

function stageFor(
  mood: Mood,
  { seconds, actors, signals }: Moment,
  { place, renderer }: { readonly place: ReturnType<typeof createPlace>; readonly renderer: WebGLRenderer },
) {
  const stage = new Stage();
  const sky = createSky(mood);
  const glow = createLampGlow(mood);
  const weather = createWeather(mood);
  const drawn = actors.map((state) => ({ state, actor: createActor(state, { seconds, lampsOn: lampsAreOn(mood) }) }));
  stage.add(place.root, sky.root, glow.root, weather.root, ...drawn.map(({ actor }) => actor.root));
  place.setMood(mood);
  place.setSignals(signals);
  sky.applyTo(stage, renderer);
  weather.update(seconds);
  return {
    draw: (camera: Camera): void => {
      const drawing = drawingCamera(camera);
      glow.update(drawn.map(({ state, actor }) => ({ state, lamps: litLamps(actor) })));
      sky.follow(drawing, focusOf(camera));
      renderer.render(stage, drawing);
    },
    dispose: (): void => {
      for (const part of [sky, glow, weather]) part.dispose();
      for (const { actor } of drawn) actor.root.removeFromParent();
    },
  };
}

/** The ground that fills most of the picture: before the camera, not farther than shadows reach. */
export function focusOf(camera: Camera): GroundPoint {
  const [, , ahead] = axesOf(camera);
  const { position } = camera;
  const flat = Math.hypot(ahead[0], ahead[1]) || 1;
  const reach = Math.min(45, ahead[2] < 0 ? (position.z / -ahead[2]) * flat : 45);
  return { x: position.x + (ahead[0] / flat) * reach, y: position.y + (ahead[1] / flat) * reach };
}
