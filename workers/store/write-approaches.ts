import type { ApproachMinuteFact } from '../../domain/contracts/approach-facts.ts';
import { PLACED } from './write-context.ts';
import type { Stray, WriteContext } from './write-context.ts';

/** A minute is told once, when it is over or its session is: sent again it changes nothing. */
export function writeApproachMinute(context: WriteContext, fact: ApproachMinuteFact): Stray {
  const session = context.session(fact.sessionId);
  if (session === null) return { stray: 'no such session' };
  const zone = context.zoneVersion(fact.zoneVersionId);
  const line = context.lineVersion(fact.lineVersionId);
  if (zone === null) return { stray: 'no such zone version' };
  if (line === null) return { stray: 'no such line version' };
  if (zone.camera !== session.camera || line.camera !== session.camera) {
    return { stray: 'the approach belongs to another camera' };
  }
  context
    .sql(
      `INSERT INTO approach_minute (session, zone_version, line_version, start_utc_us, watched_us, queue_us,
         queue_us_by_class, max_vehicles, max_by_class, max_metres, metres, arrivals, departures, joined, discharged,
         delay_us, delayed, saturation_us, saturation_headways, spillback_us)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (zone_version, start_utc_us, session, line_version) DO NOTHING`,
    )
    .run(session.id, zone.id, line.id, ...columnsOf(fact));
  return PLACED;
}

function columnsOf(fact: ApproachMinuteFact): readonly (number | string | null)[] {
  return [
    ...[fact.startUtcUs, fact.watchedUs, fact.queueUs, JSON.stringify(fact.queueUsByClass)],
    ...[fact.maxVehicles, JSON.stringify(fact.maxByClass), fact.maxMetres, fact.metres],
    ...[fact.arrivals, fact.departures, fact.joined, fact.discharged, fact.delayUs, fact.delayed],
    ...[fact.saturationUs, fact.saturationHeadways, fact.spillbackUs],
  ];
}
