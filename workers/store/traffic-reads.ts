import type { MovementCounts, MovementTrack, MovementVolumes } from '../../domain/contracts/traffic-api.ts';
import type { ZoneHistory } from '../../domain/contracts/density.ts';
import type { IncidentDetail, IncidentFilter, IncidentRow, IncidentSummary } from '../../domain/contracts/incidents.ts';
import type { CameraChangeView, RunView } from '../../domain/contracts/changes.ts';
import { readChanges } from './read-changes.ts';
import type { ChangesQuery } from './read-changes.ts';
import { readRun } from './read-runs.ts';
import type { TrackVisit } from '../../domain/contracts/journey-api.ts';
import { readFlows } from './read-flows.ts';
import type { FlowsQuery } from './read-flows.ts';
import { readApproachMinutes } from './read-approaches.ts';
import type { ApproachMinuteRow, ApproachMinutesQuery } from './read-approaches.ts';
import { readIncident, readIncidents, readIncidentSummary, readNewestIncidentCursor } from './read-incidents.ts';
import type { ClassSupport } from '../../domain/traffic/class-support.ts';
import { readClassSupport } from './read-class-support.ts';
import type { ClassSupportQuery } from './read-class-support.ts';
import { readMovementCounts, readMovementTracks, readMovementVolumes } from './read-movements.ts';
import type { MovementsQuery, MovementTracksQuery, MovementVolumesQuery } from './read-movements.ts';
import { readPassages, readTrackVisits, readVisits } from './read-passages.ts';
import type { Passages } from './read-passages.ts';
import { readZoneHistory } from './read-zones.ts';
import type { ZoneHistoryQuery } from './read-zones.ts';
import type { Sql } from './sqlite.ts';

/** What the reader tells of traffic beyond crossings and totals. */
export interface TrafficReads {
  /** What passed the lines of the whole site. */
  readonly flows: (query: FlowsQuery) => ReturnType<typeof readFlows>;
  /** What changed about a camera and may show in its numbers, in the order of time. */
  readonly changes: (query: ChangesQuery) => CameraChangeView[];
  readonly run: (runId: string) => RunView | null;
  /** Null where nobody knows what the models of the time could tell. */
  readonly classSupport: (query: ClassSupportQuery) => ClassSupport | null;
  readonly movementCounts: (query: MovementsQuery) => MovementCounts;
  readonly movementVolumes: (query: MovementVolumesQuery) => MovementVolumes;
  readonly movementTracks: (query: MovementTracksQuery) => MovementTrack[];
  readonly zoneHistory: (query: ZoneHistoryQuery) => ZoneHistory;
  /** What drives at the lines of a camera, in order of time, and what of that time was watched. */
  readonly passages: (query: ApproachMinutesQuery) => Passages;
  /** Stays in zones that ended in a stretch of time. */
  readonly zoneVisits: (query: ApproachMinutesQuery) => ReturnType<typeof readVisits>;
  readonly trackVisits: (sessionId: string, track: number) => TrackVisit[];
  readonly approachMinutes: (query: ApproachMinutesQuery) => ApproachMinuteRow[];
  readonly incidents: (filter: IncidentFilter) => IncidentRow[];
  readonly incident: (incidentId: string) => IncidentDetail | null;
  readonly incidentSummary: () => IncidentSummary;
  readonly newestIncidentCursor: () => number;
}

/** Makes several statements of a read look at one state of the data. */
type AtOnce = <A extends unknown[], T>(read: (...asked: A) => T) => (...asked: A) => T;

export function trafficReads(sql: Sql, atOnce: AtOnce): TrafficReads {
  return {
    flows: atOnce((query: FlowsQuery) => readFlows(sql, query)),
    changes: atOnce((query: ChangesQuery) => readChanges(sql, query)),
    run: (runId) => readRun(sql, runId),
    classSupport: atOnce((query: ClassSupportQuery) => readClassSupport(sql, query)),
    movementCounts: atOnce((query: MovementsQuery) => readMovementCounts(sql, query)),
    movementVolumes: atOnce((query: MovementVolumesQuery) => readMovementVolumes(sql, query)),
    movementTracks: (query) => readMovementTracks(sql, query),
    zoneHistory: atOnce((query: ZoneHistoryQuery) => readZoneHistory(sql, query)),
    passages: atOnce((query: ApproachMinutesQuery) => readPassages(sql, query)),
    zoneVisits: (query) => readVisits(sql, query),
    trackVisits: (sessionId, track) => readTrackVisits(sql, sessionId, track),
    approachMinutes: (query) => readApproachMinutes(sql, query),
    incidents: (filter) => readIncidents(sql, filter),
    incident: atOnce((incidentId: string) => readIncident(sql, incidentId)),
    incidentSummary: atOnce(() => readIncidentSummary(sql)),
    newestIncidentCursor: () => readNewestIncidentCursor(sql),
  };
}
