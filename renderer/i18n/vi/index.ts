import type { Key, Translation } from '../translate.ts';
import { calibration } from './calibration.ts';
import { cameraProblems } from './camera-problems.ts';
import { camera } from './camera.ts';
import { cameras } from './cameras.ts';
import { common } from './common.ts';
import { happenings } from './happenings.ts';
import { importProblems } from './import-problems.ts';
import { live } from './live.ts';
import { map } from './map.ts';
import { modelProblems } from './model-problems.ts';
import { models } from './models.ts';
import { siteProblems } from './site-problems.ts';
import { system } from './system.ts';

/** Fails to compile when there is a key that English does not have. */
function exactly<T extends Translation>(texts: T & Record<Exclude<keyof T, Key>, never>): Translation {
  return texts;
}

/** Vietnamese: a missing key and a key too many do not compile. */
export const vi: Translation = exactly({
  ...common,
  ...live,
  ...map,
  ...happenings,
  ...camera,
  ...calibration,
  ...cameras,
  ...system,
  ...models,
  ...siteProblems,
  ...cameraProblems,
  ...modelProblems,
  ...importProblems,
});
