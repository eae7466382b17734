import type { Key, Translation } from '../translate.ts';
import { calibration } from './calibration.ts';
import { cameraProblems } from './camera-problems.ts';
import { camera } from './camera.ts';
import { cameras } from './cameras.ts';
import { common } from './common.ts';
import { corrections } from './corrections.ts';
import { happenings } from './happenings.ts';
import { importProblems } from './import-problems.ts';
import { incidents } from './incidents.ts';
import { live } from './live.ts';
import { map } from './map.ts';
import { modelProblems } from './model-problems.ts';
import { models } from './models.ts';
import { queues } from './queues.ts';
import { outlook } from './outlook.ts';
import { siteProblems } from './site-problems.ts';
import { system } from './system.ts';
import { traffic } from './traffic.ts';
import { zones } from './zones.ts';
import { palette } from './palette.ts';
import { tile } from './tile.ts';
import { wall } from './wall.ts';

/** Fails to compile when there is a key that English does not have. */
function exactly<T extends Translation>(texts: T & Record<Exclude<keyof T, Key>, never>): Translation {
  return texts;
}

/** Vietnamese: a missing key and a key too many do not compile. */
export const vi: Translation = exactly({
  ...common,
  ...live,
  ...wall,
  ...tile,
  ...palette,
  ...map,
  ...happenings,
  ...incidents,
  ...camera,
  ...calibration,
  ...queues,
  ...corrections,
  ...cameras,
  ...system,
  ...models,
  ...traffic,
  ...outlook,
  ...siteProblems,
  ...cameraProblems,
  ...modelProblems,
  ...importProblems,
  ...zones,
});
