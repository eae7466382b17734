import { firstSchema } from './0001-first-schema.ts';
import { replayFiles } from './0002-replay-files.ts';
import { generation } from './0010-generation.ts';
import { models } from './0011-models.ts';
import { pathClass } from './0020-path-class.ts';
import { runSize } from './0021-run-size.ts';
import { frameTimes } from './0022-frame-times.ts';
import { sealedAddresses } from './0030-sealed-addresses.ts';
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
];
export const LATEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));
