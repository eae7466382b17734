import { z } from 'zod';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { IncidentFact } from '../../domain/contracts/incidents.ts';
import {
  createIncidentWatch,
  finishIncidents,
  prepareIncidents,
  stepIncidents,
} from '../../domain/events/incident-watch.ts';
import {
  createPictureWatch,
  restorePicture,
  serializePicture,
  stepPicture,
} from '../../domain/events/picture/picture-watch.ts';
import { restoreIncidents, serializeIncidents } from '../../domain/events/snapshot.ts';
import { SETTINGS_OF } from '../../domain/events/settings.ts';
import type { IncidentNews } from '../../domain/events/sign.ts';
import type { SpeedReader } from '../../domain/events/rule-frame.ts';
import type { Result } from '../../domain/base/result.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { TrackerStep } from '../../domain/tracking/track-facts.ts';
import type { SessionFrame, SessionStart } from './session-start.ts';
import type { SessionSpeeds } from './session-speeds.ts';

/** A source time and the universal time that belongs to it. */
interface Moment {
  readonly mediaUs: number;
  readonly utcUs: number;
}

/** The incidents of a session, as facts. */
export interface SessionIncidents {
  step(step: TrackerStep, frame: SessionFrame): IncidentFact[];
  setDrawings(config: CameraConfig): void;
  finish(at: Moment): IncidentFact[];
  serialize(): unknown;
}

export interface SessionIncidentsSetup {
  readonly sessionId: string;
  readonly start: Pick<SessionStart, 'config' | 'width' | 'height'>;
  readonly speeds: SessionSpeeds | null;
  readonly restored: unknown;
}

const storedSchema = z.object({ rules: z.unknown(), picture: z.unknown() });

function readable<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the checkpoint cannot be read: ${result.failure.message}`);
}

/** The rules under the settings and the calibration that the session was opened with; zones may change within it. */
export function createSessionIncidents(setup: SessionIncidentsSetup): SessionIncidents {
  const { sessionId, speeds, restored } = setup;
  const { width, height } = setup.start;
  const aspect = width / height;
  const { analysis, calibration } = setup.start.config;
  const settings = analysis.incidents;
  const view = calibration === null ? null : calibratedView(calibration);
  const stored = restored === undefined || restored === null ? null : storedSchema.parse(restored);
  const watch = stored === null ? createIncidentWatch() : readable(restoreIncidents(stored.rules));
  const pixels = stored === null ? createPictureWatch() : readable(restorePicture(stored.picture));
  const configOf = (config: CameraConfig) => prepareIncidents({ aspect, settings, view, zones: watchedZones(config) });
  const speedOf = speeds === null ? null : speedReader(speeds);
  let rules = configOf(setup.start.config);
  const factsOf = (news: readonly IncidentNews[], at: Moment): IncidentFact[] =>
    news.map((one) => factOf(sessionId, one, settings[SETTINGS_OF[one.rule]].severity, at));
  return {
    step(step, frame) {
      const { mediaUs, frameId, raw } = frame;
      // Everybody who is there, hidden ones and those of whom nobody is sure yet as well.
      const boxes = [...step.observed.map(({ box }) => box), ...[...watch.users.values()].map(({ box }) => box)];
      const picture = stepPicture(pixels, rules, { raw, width, height, nowUs: mediaUs, boxes });
      return factsOf(stepIncidents(watch, rules, { mediaUs, frameId, step, speedOf, picture }), frame);
    },
    setDrawings(config) {
      // Zones are remembered by their place in the list; what somebody stands in is looked up anew on the next frame.
      for (const user of watch.users.values()) user.zones = [];
      rules = configOf(config);
    },
    finish: (at) => factsOf(finishIncidents(watch, at.mediaUs), at),
    serialize: () => ({ rules: serializeIncidents(watch), picture: serializePicture(pixels) }),
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
  at: Moment,
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
