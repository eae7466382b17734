import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { IncidentFact } from '../../domain/contracts/incidents.ts';
import {
  createIncidentWatch,
  finishIncidents,
  prepareIncidents,
  stepIncidents,
} from '../../domain/events/incident-watch.ts';
import { restoreIncidents, serializeIncidents } from '../../domain/events/snapshot.ts';
import { SETTINGS_OF } from '../../domain/events/settings.ts';
import type { IncidentNews } from '../../domain/events/sign.ts';
import type { SpeedReader } from '../../domain/events/rule-frame.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { FactBatchBuilder } from './fact-batch.ts';
import type { SessionSpeeds } from './session-speeds.ts';
import type { SessionWatch, WatchedMoment } from './session-watch.ts';

export interface SessionIncidentsSetup {
  readonly sessionId: string;
  readonly config: CameraConfig;
  readonly aspect: number;
  readonly speeds: SessionSpeeds | null;
  readonly restored: unknown;
}

/** The rules under the settings and the calibration that the session was opened with; zones may change within it. */
export function createSessionIncidents(setup: SessionIncidentsSetup): SessionWatch {
  const { sessionId, speeds, restored, aspect } = setup;
  const { analysis, calibration } = setup.config;
  const settings = analysis.incidents;
  const view = calibration === null ? null : calibratedView(calibration);
  const stored = restored === undefined || restored === null ? null : restoreIncidents(restored);
  if (stored !== null && !stored.ok) throw new Error(`the checkpoint cannot be read: ${stored.failure.message}`);
  const watch = stored?.value ?? createIncidentWatch();
  const configOf = (config: CameraConfig) => prepareIncidents({ aspect, settings, view, zones: watchedZones(config) });
  const speedOf = speeds === null ? null : speedReader(speeds);
  let rules = configOf(setup.config);
  const factsOf = (news: readonly IncidentNews[], at: WatchedMoment): IncidentFact[] =>
    news.map((one) => factOf(sessionId, one, settings[SETTINGS_OF[one.rule]].severity, at));
  const tell = (news: readonly IncidentNews[], at: WatchedMoment, batch: FactBatchBuilder): void => {
    for (const fact of factsOf(news, at)) batch.add(fact);
  };
  return {
    step({ mediaUs, utcUs, frameId, step }, batch) {
      const news = stepIncidents(watch, rules, { mediaUs, frameId, step, speedOf, picture: null });
      tell(news, { mediaUs, utcUs }, batch);
    },
    setDrawings(config) {
      // Zones are remembered by their place in the list; what somebody stands in is looked up anew on the next frame.
      for (const user of watch.users.values()) user.zones = [];
      rules = configOf(config);
    },
    finish: (at, batch) => tell(finishIncidents(watch, at.mediaUs), at, batch),
    serialize: () => serializeIncidents(watch),
  };
}

function watchedZones({ zones }: CameraConfig) {
  return zones.flatMap(({ kind, versionId, points, reference, watch }) =>
    kind === 'zone' && watch !== undefined ? [{ versionId, points, reference, watch }] : [],
  );
}

function speedReader({ meter }: SessionSpeeds): SpeedReader {
  return (track, className, atUs) => {
    const { metresPerSecond, plusMinus } = meter.read(track, className, atUs);
    return metresPerSecond === null || plusMinus === null ? null : { metresPerSecond, plusMinus };
  };
}

function factOf(
  sessionId: string,
  { rule, ordinal, zone, fromUs, openedUs, toUs, end, evidence }: IncidentNews,
  severity: IncidentFact['severity'],
  at: WatchedMoment,
): IncidentFact {
  const utcOf = (mediaUs: number): number => Math.round(at.utcUs + (mediaUs - at.mediaUs));
  return {
    kind: 'incident',
    ...{ sessionId, rule, ordinal, severity, zoneVersionId: zone, end },
    fromMediaUs: fromUs,
    fromUtcUs: utcOf(fromUs),
    openedMediaUs: openedUs,
    openedUtcUs: utcOf(openedUs),
    toMediaUs: toUs,
    toUtcUs: toUs === null ? null : utcOf(toUs),
    evidence: {
      ...evidence,
      tracks: [...evidence.tracks],
      box: evidence.box === null ? null : [...evidence.box],
      values: { ...evidence.values },
    },
  };
}
