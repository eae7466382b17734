import type { IncidentRule } from '../kinds.ts';
import { incidentsOf, lastSeconds } from './simple-event.ts';
import type { PatternFound, SimpleEvent } from './simple-event.ts';
import type { ComplexSettings } from './settings.ts';

const FIRST: ReadonlySet<IncidentRule> = new Set(['sudden-stop', 'near-miss', 'wrong-way']);
const THEN: ReadonlySet<IncidentRule> = new Set(['stopped-vehicle', 'on-carriageway', 'jam', 'spillback', 'debris']);

/** A sudden stop, a near miss or a wrong-way driver, and soon after it somebody stands where nobody should, at one camera. */
export function accidentPattern(
  window: readonly SimpleEvent[],
  latest: SimpleEvent,
  { accident }: ComplexSettings,
): PatternFound | null {
  if (latest.kind !== 'incident' || !THEN.has(latest.rule)) return null;
  const before = incidentsOf(lastSeconds(window, latest.utcUs, accident.withinSeconds)).filter(
    ({ rule, cameraId, id }) => FIRST.has(rule) && cameraId === latest.cameraId && id !== latest.id,
  );
  if (before.length === 0) return null;
  const fromUtcUs = Math.min(...before.map(({ utcUs }) => utcUs));
  return { fromUtcUs, cameras: [latest.cameraId], values: { events: before.length + 1 } };
}
