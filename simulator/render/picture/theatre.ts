import { Scene } from 'three';
import type { PerspectiveCamera, WebGLRenderer } from 'three';
import { toGround } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';
import { SCENES } from '../../scenes/scenes.ts';
import type { ActorState } from '../../world/actors.ts';
import type { GroundPoint } from '../../world/ground.ts';
import { randomStream } from '../../world/random.ts';
import { createActor, litLamps, removeActor, updateActor } from '../actor.ts';
import type { DrawnActor } from '../actor.ts';
import { createLampGlow } from '../light/lamps.ts';
import { lampsAreOn } from '../light/mood.ts';
import { createSky } from '../light/sky.ts';
import { createWeather } from '../light/weather.ts';
import { clearOfCameras } from '../place/clear-of-cameras.ts';
import { createPlace } from '../place/place.ts';
import type { Moment, TheatreWish } from './wishes.ts';

export interface Theatre {
  readonly scene: Scene;
  readonly actors: ReadonlyMap<number, DrawnActor>;
  show(moment: Moment, camera: Camera, drawn: PerspectiveCamera): void;
  dispose(): void;
}

/** A place with its sky, and whoever moves in it. */
export function createTheatre(renderer: WebGLRenderer, { scene: name, seed, mood }: TheatreWish): Theatre {
  const make = SCENES[name];
  if (make === undefined) throw new Error(`there is no scene ${name}`);
  const scene = new Scene();
  const { ground, mounts } = make(seed);
  const place = createPlace(clearOfCameras(ground, mounts), randomStream(seed, `${name} looks`));
  const sky = createSky(mood);
  const glow = createLampGlow(mood);
  const weather = createWeather(mood);
  place.setMood(mood);
  sky.applyTo(scene, renderer);
  scene.add(place.root, sky.root, glow.root, weather.root);
  const actors = new Map<number, DrawnActor>();
  const lampsOn = lampsAreOn(mood);
  return {
    scene,
    actors,
    show({ seconds, actors: states, signals }, camera, drawn) {
      moveActors(scene, actors, states, { seconds, lampsOn });
      place.setSignals(signals);
      glow.update(
        states.flatMap((state) => {
          const actor = actors.get(state.id);
          return actor === undefined ? [] : [{ state, lamps: litLamps(actor) }];
        }),
      );
      weather.update(seconds);
      sky.follow(drawn, focusOf(camera));
    },
    dispose() {
      for (const actor of actors.values()) removeActor(actor);
      place.dispose();
      sky.dispose();
      glow.dispose();
      weather.dispose();
    },
  };
}

/** Shadows are drawn round a place some way before the camera, where most of what it sees stands. */
const FARTHEST_FOCUS = 42;

function focusOf(camera: Camera): GroundPoint {
  const middle = toGround(camera, { u: camera.width / 2, v: camera.height * 0.6 });
  const { x, y } = camera.position;
  const away = middle === null ? Infinity : Math.hypot(middle.x - x, middle.y - y);
  const reach = Math.min(away, FARTHEST_FOCUS);
  return { x: x + reach * Math.cos(camera.yaw), y: y + reach * Math.sin(camera.yaw) };
}

function moveActors(
  scene: Scene,
  actors: Map<number, DrawnActor>,
  states: readonly ActorState[],
  moment: { readonly seconds: number; readonly lampsOn: boolean },
): void {
  const present = new Set(states.map(({ id }) => id));
  for (const [id, actor] of actors) {
    if (present.has(id)) continue;
    removeActor(actor);
    actors.delete(id);
  }
  for (const state of states) {
    const known = actors.get(state.id);
    if (known !== undefined) {
      updateActor(known, state, moment);
      continue;
    }
    const made = createActor(state, moment);
    actors.set(state.id, made);
    scene.add(made.root);
  }
}
