import type { IncidentRule } from '../kinds.ts';
import { camerasOf, incidentsOf, lastSeconds } from './simple-event.ts';
import type { PatternFound, SimpleEvent } from './simple-event.ts';
import type { ComplexSettings } from './settings.ts';

const BLOCKED: ReadonlySet<IncidentRule> = new Set(['jam', 'spillback', 'over-capacity']);

/** Queues, jams and full zones at several cameras within some minutes: one holds the other up. */
export function gridlockFormation(
  window: readonly SimpleEvent[],
  latest: SimpleEvent,
  { gridlock }: ComplexSettings,
): PatternFound | null {
  if (latest.kind !== 'incident' || !BLOCKED.has(latest.rule)) return null;
  const blocked = incidentsOf(lastSeconds(window, latest.utcUs, gridlock.withinSeconds)).filter(({ rule }) =>
    BLOCKED.has(rule),
  );
  const cameras = camerasOf(blocked);
  if (blocked.length < gridlock.events || cameras.length < gridlock.cameras) return null;
  const fromUtcUs = Math.min(...blocked.map(({ utcUs }) => utcUs));
  return { fromUtcUs, cameras, values: { events: blocked.length, cameras: cameras.length } };
}
