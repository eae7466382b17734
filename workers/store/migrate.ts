import { APPLICATION_ID, pragmaNumber } from './sqlite.ts';
import type { Db } from './sqlite.ts';
import type { Migration } from './migrations/migration.ts';

export interface MigrationReport {
  readonly from: number;
  readonly to: number;
  readonly backup: string | null;
}

/** Brings a database to the newest schema, step by step; a database that holds data is copied first. */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  backUp: (name: string) => Promise<string>,
): Promise<MigrationReport> {
  const from = pragmaNumber(db, 'user_version');
  const wanted = migrations.filter((step) => step.version > from);
  const backup = from > 0 && wanted.length > 0 ? await backUp(`before-version-${from + 1}`) : null;
  for (const step of wanted) applyOne(db, step);
  return { from, to: pragmaNumber(db, 'user_version'), backup };
}

function applyOne(db: Db, step: Migration): void {
  const current = pragmaNumber(db, 'user_version');
  if (step.version <= current) {
    throw new RangeError(`migration ${step.version} does not follow version ${current}`);
  }
  db.transaction(() => {
    step.up(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${step.version}`);
  }).immediate();
}
