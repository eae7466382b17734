import { recordAudit } from './command-context.ts';
import type { WriteContext } from './write-context.ts';

/** The one row that every site has. Cameras are added by whoever composes the processes. */
export function seedSite(context: WriteContext, site: { readonly name: string; readonly timeZone: string }): void {
  context
    .sql('INSERT INTO site (id, name, time_zone, created_utc_us) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
    .run(site.name, site.timeZone, context.nowUtcUs());
}

/** What was counted after the backup is gone from the totals: that stretch must not look like an empty road. */
export function recordRestore(
  context: WriteContext,
  restored: { readonly from: string; readonly backupUtcUs: number; readonly keptAs: string },
): void {
  const now = context.nowUtcUs();
  context
    .sql(
      `INSERT INTO hole (camera, from_utc_us, cause, to_utc_us)
       SELECT id, ?, 'database-restored', ? FROM camera WHERE hidden_utc_us IS NULL
       ON CONFLICT (camera, from_utc_us, cause) DO UPDATE SET to_utc_us = max(to_utc_us, excluded.to_utc_us)`,
    )
    .run(Math.min(restored.backupUtcUs, now), now);
  recordAudit(context, 'store', 'store.restore', restored.from, `the damaged file was kept as ${restored.keptAs}`);
}
