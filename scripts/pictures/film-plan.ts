import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Camera } from '../../simulator/camera/camera.ts';
import type { CameraMotion } from '../../simulator/camera/motion.ts';
import type { Mood } from '../../simulator/render/light/mood.ts';
import type { Sensor } from '../../simulator/render/picture/wishes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import type { RunOptions } from '../../simulator/traffic/run.ts';
import { repositoryRoot } from '../run-program.ts';

/** Everything that a film depends on. */
export interface FilmPlan extends RunOptions {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly motion: CameraMotion;
  readonly mood: Mood;
  readonly sensor: Sensor;
  readonly oversampling: number;
  readonly encoding: Encoding;
}

/** Constant quality (x264's scale, less is better), or so many kbit a second as a bad line leaves. */
export type Encoding = { readonly crf: number } | { readonly kbit: number };

/** What tells one film from another, the simulator's own code included. */
export function planHash({ scene, ...plan }: FilmPlan): string {
  const { name, seed, incidents } = scene;
  const text = JSON.stringify({ name, seed, incidents, ...plan, simulator: simulatorHash() });
  return createHash('sha256').update(text).digest('hex');
}

let known: string | null = null;

/** Pictures made by other code are other pictures: what is kept of them is kept under this. */
export function simulatorHash(): string {
  if (known !== null) return known;
  const hash = createHash('sha256');
  const files = globSync('simulator/**/*.ts', { cwd: repositoryRoot }).filter((file) => !file.includes('sheet'));
  for (const file of files.sort()) {
    hash.update(`${file.replaceAll(path.sep, '/')}\0`).update(readFileSync(path.join(repositoryRoot, file)));
  }
  known = hash.digest('hex').slice(0, 16);
  return known;
}
