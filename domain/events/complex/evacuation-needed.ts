import type { IncidentRule } from '../kinds.ts';
import { camerasOf, incidentsOf, lastSeconds } from './simple-event.ts';
import type { PatternFound, SimpleEvent } from './simple-event.ts';
import type { ComplexSettings } from './settings.ts';

const FLEEING: ReadonlySet<IncidentRule> = new Set(['on-carriageway', 'wrong-way']);

/** People on carriageways and drivers against the traffic at many cameras at once: they leave something behind. */
export function evacuationNeeded(
  window: readonly SimpleEvent[],
  latest: SimpleEvent,
  { evacuation }: ComplexSettings,
): PatternFound | null {
  if (latest.kind !== 'incident' || !FLEEING.has(latest.rule)) return null;
  const fleeing = incidentsOf(lastSeconds(window, latest.utcUs, evacuation.withinSeconds)).filter(({ rule }) =>
    FLEEING.has(rule),
  );
  const cameras = camerasOf(fleeing);
  if (fleeing.length < evacuation.events || cameras.length < evacuation.cameras) return null;
  const fromUtcUs = Math.min(...fleeing.map(({ utcUs }) => utcUs));
  return { fromUtcUs, cameras, values: { events: fleeing.length, cameras: cameras.length } };
}
