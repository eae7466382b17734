import { firstSchema } from './0001-first-schema.ts';
import { replayFiles } from './0002-replay-files.ts';
import type { Migration } from './migration.ts';

/** In order, without gaps: the number of the last one is the version of the schema. */
export const MIGRATIONS: readonly Migration[] = [firstSchema, replayFiles];
export const LATEST_VERSION = MIGRATIONS.length;
