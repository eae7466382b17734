import { firstSchema } from './0001-first-schema.ts';
import { generation } from './0010-generation.ts';
import { models } from './0011-models.ts';
import type { Migration } from './migration.ts';

/** In order: the number of the last one is the version of the schema. */
export const MIGRATIONS: readonly Migration[] = [firstSchema, generation, models];
export const LATEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));
