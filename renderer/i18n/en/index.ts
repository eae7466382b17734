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

/** English is the source of the keys: every other language must have exactly these. */
export const en = {
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
} as const;
