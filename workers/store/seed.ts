import type { WriteContext } from './write-context.ts';

/** The one row that every site has. Cameras are added by whoever composes the processes. */
export function seedSite(context: WriteContext, site: { readonly name: string; readonly timeZone: string }): void {
  context
    .sql('INSERT INTO site (id, name, time_zone, created_utc_us) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
    .run(site.name, site.timeZone, context.nowUtcUs());
}
