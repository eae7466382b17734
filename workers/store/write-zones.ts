import type { ZoneMinuteFact, ZoneStateFact } from '../../domain/contracts/density.ts';
import { PLACED } from './write-context.ts';
import type { KnownSession, KnownVersion, Stray, WriteContext } from './write-context.ts';

/** The session and the zone of a fact, or why there is no place for it. */
function placeOf(
  context: WriteContext,
  { sessionId, zoneVersionId }: { readonly sessionId: string; readonly zoneVersionId: string },
): { readonly session: KnownSession; readonly zone: KnownVersion } | { readonly stray: string } {
  const session = context.session(sessionId);
  if (session === null) return { stray: 'no such session' };
  const zone = context.zoneVersion(zoneVersionId);
  if (zone === null) return { stray: 'no such zone version' };
  return zone.camera === session.camera ? { session, zone } : { stray: 'the zone belongs to another camera' };
}

export function writeZoneState(context: WriteContext, fact: ZoneStateFact): Stray {
  const place = placeOf(context, fact);
  if ('stray' in place) return place;
  context
    .sql(
      `INSERT INTO zone_state (session, zone_version, ordinal, from_state, to_state, density, media_us, utc_us)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, zone_version, ordinal) DO NOTHING`,
    )
    .run(place.session.id, place.zone.id, fact.ordinal, fact.from, fact.to, fact.density, fact.mediaUs, fact.utcUs);
  return PLACED;
}

/** A minute that is still growing is told again and again; the one that was watched longest counts. */
export function writeZoneMinute(context: WriteContext, fact: ZoneMinuteFact): Stray {
  const place = placeOf(context, fact);
  if ('stray' in place) return place;
  const { normal, warning, heavy, jam } = fact.inStateUs;
  context
    .sql(
      `INSERT INTO zone_minute (session, zone_version, start_utc_us, watched_us, mean_density, max_density,
         mean_vehicles, max_vehicles, mean_pcu, mean_by_class, normal_us, warning_us, heavy_us, jam_us)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (session, zone_version, start_utc_us) DO UPDATE SET watched_us = excluded.watched_us,
         mean_density = excluded.mean_density, max_density = excluded.max_density,
         mean_vehicles = excluded.mean_vehicles, max_vehicles = excluded.max_vehicles, mean_pcu = excluded.mean_pcu,
         mean_by_class = excluded.mean_by_class, normal_us = excluded.normal_us, warning_us = excluded.warning_us,
         heavy_us = excluded.heavy_us, jam_us = excluded.jam_us
       WHERE excluded.watched_us > zone_minute.watched_us`,
    )
    .run(
      place.session.id,
      place.zone.id,
      fact.startUtcUs,
      fact.watchedUs,
      fact.meanDensity,
      fact.maxDensity,
      fact.meanVehicles,
      fact.maxVehicles,
      fact.meanPcu,
      JSON.stringify(fact.meanByClass),
      ...[normal, warning, heavy, jam],
    );
  return PLACED;
}
