import { describe, expect, it } from 'vitest';
import { complexIncidentSchema } from '../../../../domain/contracts/incidents.ts';
import type { CommittedIncident, ComplexIncident } from '../../../../domain/contracts/incidents.ts';
import { createComplexWatch } from '../../../../workers/site/complex-watch.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function incident(
  cursor: number,
  seconds: number,
  kind: CommittedIncident['kind'],
  change: object = {},
): CommittedIncident {
  const times = { openedUtcUs: seconds * 1e6, toUtcUs: null };
  return { cursor, incidentId: uuid(cursor), kind, cameraId: 'north', mode: 'live', ...times, ...change };
}

function watch(told: Parameters<typeof createComplexWatch>[0]['told'] = []) {
  const reported: ComplexIncident[] = [];
  return { reported, watch: createComplexWatch({ told, report: (found) => reported.push(found) }) };
}

describe('the patterns of a site', () => {
  const accident = [incident(1, 10, 'sudden-stop'), incident(2, 40, 'stopped-vehicle')];

  it('are reported with the cursor of the event that completed them, in a form that the store takes', () => {
    const { reported, watch: patterns } = watch();
    patterns.incidents(accident);
    expect(reported).toMatchObject([{ pattern: 'accident-pattern', ordinal: 2, cameras: ['north'], fromUtcUs: 10e6 }]);
    expect(complexIncidentSchema.safeParse(reported[0]).error).toBeUndefined();
  });

  it('take an incident once, though it is told again when it closes and when somebody acts on it', () => {
    const { reported, watch: patterns } = watch();
    const jam = incident(1, 10, 'jam', { cameraId: 'a' });
    patterns.incidents([jam, { ...jam, cursor: 5, toUtcUs: 60e6 }, { ...jam, cursor: 6 }]);
    patterns.incidents([incident(7, 70, 'spillback', { cameraId: 'b' })]);
    expect(reported).toEqual([]);
  });

  it('take nothing from replays', () => {
    const { reported, watch: patterns } = watch();
    patterns.incidents(accident.map((one) => ({ ...one, mode: 'replay' as const })));
    expect(reported).toEqual([]);
  });

  it('rest after a restart as long as they would have', () => {
    const told = [{ pattern: 'accident-pattern' as const, cameras: ['north'], openedUtcUs: 0 }];
    const { reported, watch: patterns } = watch(told);
    patterns.incidents(accident);
    expect(reported).toEqual([]);
    patterns.incidents([incident(8, 1000, 'near-miss'), incident(9, 1010, 'debris')]);
    expect(reported).toHaveLength(1);
  });
});
