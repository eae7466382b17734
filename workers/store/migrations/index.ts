import { firstSchema } from './0001-first-schema.ts';
import { replayFiles } from './0002-replay-files.ts';
import { generation } from './0003-generation.ts';
import { models } from './0004-models.ts';
import { pathClass } from './0005-path-class.ts';
import { runSize } from './0006-run-size.ts';
import { frameTimes } from './0007-frame-times.ts';
import { sealedAddresses } from './0008-sealed-addresses.ts';
import { age } from './0009-age.ts';
import { calibration } from './0010-calibration.ts';
import { movements } from './0011-movements.ts';
import { zoneStates } from './0012-zone-states.ts';
import { approaches } from './0013-approaches.ts';
import { corrections } from './0016-corrections.ts';
import { incidents } from './0017-incidents.ts';
import { frameDrops } from './0018-frame-drops.ts';
import type { Migration } from './migration.ts';

/** In order: the number of the last one is the version of the schema. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  replayFiles,
  generation,
  models,
  pathClass,
  runSize,
  frameTimes,
  sealedAddresses,
  age,
  calibration,
  movements,
  zoneStates,
  approaches,
  corrections,
  incidents,
  frameDrops,
];
export const LATEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));
