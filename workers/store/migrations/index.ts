import { firstSchema } from './0001-first-schema.ts';
import { pathClass } from './0020-path-class.ts';
import type { Migration } from './migration.ts';

/** In order; numbers may be left out, but nothing is ever put before what has shipped. The last one is the schema's. */
export const MIGRATIONS: readonly Migration[] = [firstSchema, pathClass];
export const LATEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));
