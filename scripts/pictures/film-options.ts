import { strongestBend } from '../../simulator/camera/camera.ts';
import { cameraAt } from '../../simulator/camera/mounts.ts';
import type { CameraMount } from '../../simulator/camera/mounts.ts';
import type { CameraMotion } from '../../simulator/camera/motion.ts';
import { LIGHTS, WEATHERS } from '../../simulator/render/light/mood.ts';
import type { Sensor } from '../../simulator/render/picture/wishes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import type { RunOptions } from '../../simulator/traffic/run.ts';
import type { FilmPlan } from './film-plan.ts';

/** The options of a film as a command line gives them; all but the camera have a usual value. */
export const FILM_OPTIONS = {
  camera: { type: 'string' },
  light: { type: 'string', default: 'day' },
  weather: { type: 'string', default: 'clear' },
  size: { type: 'string', default: '640x360' },
  lens: { type: 'string', default: '0' },
  shake: { type: 'string', default: '0' },
  noise: { type: 'string', default: '0.1' },
  dirt: { type: 'string', default: '0' },
  crf: { type: 'string', default: '22' },
  kbit: { type: 'string' },
} as const;

export type FilmTexts = { readonly [Name in keyof typeof FILM_OPTIONS]?: string | undefined };

export const FILM_USAGE = `  --camera NAME|N   also makes pictures, as the scene's camera of this name or number sees it:
      --light ${LIGHTS.join('|')}  --weather ${WEATHERS.join('|')}  --size 640x360
      --lens K1 (0 straight, -0.2 barrel)  --shake MILLIRADIANS  --noise 0..1  --dirt 0..1
      --crf 22, or --kbit N for a bad line  --workers 2`;

/** Reads what kind of film is wished; says in words what cannot be. */
export function readFilm(scene: Scene, run: RunOptions, texts: FilmTexts): FilmPlan {
  const mount = mountNamed(scene, texts.camera ?? '');
  const [width, height] = readSize(texts.size ?? '640x360');
  const straight = cameraAt(mount, { width, height });
  const light = oneOf('light', LIGHTS, texts.light);
  const weather = oneOf('weather', WEATHERS, texts.weather);
  return {
    ...{ scene, ...run, mood: { light, weather, seed: scene.seed }, oversampling: 1.5 },
    camera: { ...straight, k1: readNumber('lens', texts.lens, [strongestBend(straight), 0.35]) },
    motion: motionOf(scene, run, readNumber('shake', texts.shake, [0, 20]) / 1000),
    sensor: sensorOf(scene.seed, texts),
    encoding:
      texts.kbit === undefined
        ? { crf: readNumber('crf', texts.crf, [0, 51]) }
        : { kbit: readNumber('kbit', texts.kbit, [20, 100_000]) },
  };
}

function mountNamed({ name, mounts }: Scene, wished: string): CameraMount {
  const found = mounts.find((mount) => mount.name === wished) ?? mounts[/^\d+$/.test(wished) ? Number(wished) : -1];
  if (found !== undefined) return found;
  const known = mounts.map((mount, at) => `${at} "${mount.name}"`).join(', ');
  throw new Error(`--camera ${wished}: ${name} has ${known}`);
}

function readSize(text: string): readonly [number, number] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const size = [Number(width), Number(height)] as const;
  if (size.every((side) => side >= 64 && side <= 3840 && side % 2 === 0)) return size;
  throw new Error(`--size ${text}: write WIDTHxHEIGHT in even numbers from 64 to 3840`);
}

function readNumber(name: string, text: string | undefined, [low, high]: readonly [number, number]): number {
  const value = Number(text);
  if (text !== undefined && text !== '' && value >= low && value <= high) return value;
  throw new Error(`--${name} ${text ?? ''}: write a number from ${shortly(low)} to ${shortly(high)}`);
}

function shortly(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function oneOf<Known extends string>(name: string, known: readonly Known[], text: string | undefined): Known {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new Error(`--${name} ${text ?? ''}: one of ${known.join(', ')}`);
  return found;
}

/** A knock of the camera is an incident of the scene; here it gets its pictures. */
export function motionOf({ seed, incidents }: Scene, { warmUpSeconds }: RunOptions, swing: number): CameraMotion {
  const knock = incidents.find((incident) => incident.kind === 'camera-knocked');
  return {
    shake: swing === 0 ? null : { swing, hertz: 1.3, seed },
    knock:
      knock?.kind === 'camera-knocked'
        ? { at: knock.at - warmUpSeconds, yaw: knock.yaw, pitch: knock.pitch, roll: knock.roll }
        : null,
  };
}

function sensorOf(seed: number, { noise, dirt }: FilmTexts): Sensor {
  return {
    noise: readNumber('noise', noise, [0, 1]),
    dirt: readNumber('dirt', dirt, [0, 1]),
    ...{ gain: 1, vignette: 0.15, softness: 0.15, paleness: 0.1, seed },
  };
}
