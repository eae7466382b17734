import type { IncidentDetail } from '../../../domain/contracts/incidents.ts';

export const INCIDENT_ID = '99999999-9999-4999-8999-999999999999';

/** A wrong-way driver of the camera north, whom nobody has seen to. */
export const incident: IncidentDetail = {
  ...{ place: '1-1', cursor: 1, incidentId: INCIDENT_ID, kind: 'wrong-way', severity: 'critical', cameraId: 'north' },
  ...{ sessionId: null, mode: 'live', zoneName: 'Ramp', fromUtcUs: 1, openedUtcUs: 2, toUtcUs: null, end: null },
  ...{
    stage: 'detected',
    acknowledgedBy: null,
    assignee: null,
    cameras: [],
    earlierId: null,
    laterId: null,
    actions: [],
  },
  evidence: { tracks: [3], frameId: 1, lastFrameId: 2, box: null, place: null, values: { degrees: 178 } },
};
