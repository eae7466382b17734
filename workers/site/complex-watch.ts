import type { ComplexIncident } from '../../domain/contracts/incidents.ts';
import type { CommittedIncident } from '../../domain/contracts/incidents.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { createComplexState, rest, stepComplex } from '../../domain/events/complex/complex-events.ts';
import { DEFAULT_COMPLEX_SETTINGS } from '../../domain/events/complex/settings.ts';
import type { SimpleEvent } from '../../domain/events/complex/simple-event.ts';
import type { ComplexPattern } from '../../domain/events/kinds.ts';

/** Patterns over the live events of all cameras, as they are committed. */
export interface ComplexWatch {
  crossings(crossings: readonly CommittedCrossing[]): void;
  incidents(incidents: readonly CommittedIncident[]): void;
}

export interface ComplexWatchPorts {
  /** What was told last, before this process began: it still rests. */
  readonly told: readonly {
    readonly pattern: ComplexPattern;
    readonly cameras: readonly string[];
    readonly openedUtcUs: number;
  }[];
  readonly report: (found: ComplexIncident) => void;
}

export function createComplexWatch({ told, report }: ComplexWatchPorts): ComplexWatch {
  const state = createComplexState();
  const settings = DEFAULT_COMPLEX_SETTINGS;
  for (const { pattern, cameras, openedUtcUs } of told)
    rest(state, pattern, { cameras }, openedUtcUs + settings.coolDownSeconds * 1e6);
  const take = (event: SimpleEvent): void => {
    for (const { cameras, values, ...news } of stepComplex(state, event, settings))
      report({ ...news, cameras: [...cameras], values: { ...values } });
  };
  return {
    crossings(crossings) {
      for (const { mode, cursor, sessionId, track, lineVersionId, ordinal, cameraId, utcUs } of crossings) {
        // The feed tells a crossing again when its class becomes final: it is the same one.
        const id = `${sessionId} ${track} ${lineVersionId} ${ordinal}`;
        if (mode !== 'replay') take({ kind: 'crossing', cursor, id, cameraId, utcUs });
      }
    },
    incidents(incidents) {
      for (const { kind, mode, cursor, incidentId, cameraId, openedUtcUs } of incidents)
        if (mode === 'live')
          take({ kind: 'incident', rule: kind, cursor, id: incidentId, cameraId, utcUs: openedUtcUs });
    },
  };
}
