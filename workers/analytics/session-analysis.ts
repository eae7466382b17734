import { z } from 'zod';
import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { OverlayQueue } from '../../domain/contracts/approach-facts.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { ZonesNow } from '../../domain/contracts/density.ts';
import type { Result } from '../../domain/base/result.ts';
import { restoreTrackCounter, serializeTrackCounter } from '../../domain/counting/counter-snapshot.ts';
import {
  type CounterStep,
  type CountingRules,
  createTrackCounter,
  replaceRules,
  stepTrackCounter,
} from '../../domain/counting/track-counter.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { levelScores } from '../../domain/detection/level-scores.ts';
import { filterByAreas } from '../../domain/detection/region-filter.ts';
import { thresholdTable } from '../../domain/detection/thresholds.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../domain/tracking/settings.ts';
import type { TrackerSettings } from '../../domain/tracking/settings.ts';
import { createTracker, finishTracker, stepTracker } from '../../domain/tracking/tracker.ts';
import { restoreTracker, serializeTracker } from '../../domain/tracking/tracker-snapshot.ts';
import type { EndedTrack, TrackerStep } from '../../domain/tracking/track-facts.ts';
import {
  type CoverageStretch,
  createCoverage,
  finishCoverage,
  restoreCoverage,
  stepCoverage,
} from '../../domain/traffic/coverage.ts';
import type { FactBatchBuilder } from './fact-batch.ts';
import { createSessionQueues } from './session-queues.ts';
import { createSessionIncidents } from './session-incidents.ts';
import { createSessionSpeeds } from './session-speeds.ts';
import type { SessionSpeeds } from './session-speeds.ts';
import { createSessionZones } from './session-zones.ts';
import { overlayOf, type OverlayTrack } from './overlay.ts';
import { createPathCollector, type PathPiece } from './path-collector.ts';
import type { SessionFrame, SessionStart } from './session-start.ts';
import type { SessionWatch } from './session-watch.ts';

/** Everything that one session of one camera remembers, from detections to facts. The same history gives the same facts. */
export interface SessionAnalysis {
  readonly frames: number;
  readonly zones: ZonesNow;
  /** The queues on the last frame; null where no approach is drawn. */
  queues(): readonly OverlayQueue[] | null;
  step(frame: SessionFrame, detections: Detections, batch: FactBatchBuilder): readonly OverlayTrack[];
  setDrawings(config: CameraConfig, batch: FactBatchBuilder): void;
  finish(at: Moment, batch: FactBatchBuilder): void;
  serialize(): unknown;
}

/** A source time and the universal time that belongs to it. */
interface Moment {
  readonly mediaUs: number;
  readonly utcUs: number;
}

const storedSchema = z.object({
  tracker: z.unknown(),
  counter: z.unknown(),
  paths: z.unknown(),
  coverage: z.unknown(),
  speeds: z.unknown(),
  zones: z.unknown(),
  queues: z.unknown(),
  incidents: z.unknown(),
  frames: z.number().int(),
});

/** A checkpoint that cannot be read is a bug or a damaged store: going on from it would make wrong numbers. */
function readable<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the checkpoint cannot be read: ${result.failure.message}`);
}

function rulesOf(config: CameraConfig, aspect: number): CountingRules {
  const lostAfterUs = config.analysis.journey.lostSeconds * US_PER_SECOND;
  const zones = config.zones.filter((zone) => zone.kind === 'zone').map((zone) => ({ ...zone, lostAfterUs }));
  return { aspect, lines: config.lines, zones };
}

function areasOf(config: CameraConfig) {
  return config.zones.flatMap(({ kind, points, reference }) => (kind === 'zone' ? [] : [{ kind, points, reference }]));
}

/** What a session remembers, fresh or as a checkpoint left it. */
function createParts(
  sessionId: string,
  start: SessionStart,
  settings: TrackerSettings,
  stored: z.infer<typeof storedSchema> | null,
) {
  const { config, width, height } = start;
  const { aspect } = settings;
  const rules = rulesOf(config, aspect);
  const speeds = createSessionSpeeds(config, stored?.speeds);
  const watches = {
    zones: createSessionZones(sessionId, start, stored?.zones),
    queues: createSessionQueues({ sessionId, config, aspect, stored: stored?.queues }),
    incidents: createSessionIncidents({ sessionId, config, width, height, speeds, restored: stored?.incidents }),
  };
  const everyWatch: readonly SessionWatch[] = Object.values(watches);
  return {
    tracker: stored === null ? createTracker(settings) : readable(restoreTracker(stored.tracker, settings)),
    counter: stored === null ? createTrackCounter(rules) : readable(restoreTrackCounter(stored.counter, rules)),
    paths: createPathCollector(stored?.paths),
    speeds,
    coverage: stored === null ? createCoverage() : readable(restoreCoverage(stored.coverage)),
    watches,
    everyWatch,
  };
}

/** Leaves what the camera looks at, with scores on one scale. */
function judgeOf({ config, modelThresholds }: SessionStart, highScore: number): (seen: Detections) => Detections {
  const areas = areasOf(config);
  const table = thresholdTable(modelThresholds.standard, modelThresholds.byClass, config.analysis.thresholds);
  return (seen) => levelScores(filterByAreas(seen, areas), table, highScore);
}

interface SessionSetup {
  readonly sessionId: string;
  readonly start: SessionStart;
  readonly restored: unknown;
}

/** Makes the analysis of a session, fresh or as a checkpoint left it. */
export function createSessionAnalysis({ sessionId, start, restored }: SessionSetup): SessionAnalysis {
  const settings = { ...DEFAULT_TRACKER_SETTINGS, aspect: start.width / start.height };
  const stored = restored === undefined ? null : storedSchema.parse(restored);
  const { tracker, counter, paths, speeds, coverage, watches, everyWatch } = createParts(
    sessionId,
    start,
    settings,
    stored,
  );
  const judge = judgeOf(start, settings.highScore);
  const claims = createClaims(sessionId);
  let frames = stored?.frames ?? 0;

  function take(step: TrackerStep, at: Moment, batch: FactBatchBuilder): CounterStep {
    const counted = stepTrackCounter(counter, step, speeds?.meter ?? null);
    addCounted(sessionId, counted, speeds, at, batch);
    for (const piece of paths.step(step, tracksOf(counted))) batch.addPiece(sessionId, piece, utcsOf(at, piece));
    for (const track of step.ended) addEnded(sessionId, track, at, batch);
    return counted;
  }

  return {
    get frames() {
      return frames;
    },
    get zones() {
      return watches.zones.now();
    },
    queues: () => watches.queues.overlay(),
    step(frame, detections, batch) {
      frames += 1;
      const { frameId, mediaUs, utcUs, raw, blind } = frame;
      const step = stepTracker(tracker, { frameId, mediaUs, detections: judge(detections) });
      const counted = take(step, frame, batch);
      // What the picture does not show, nobody has watched: a frozen picture is full of vehicles that stand.
      if (blind !== true) {
        for (const watch of everyWatch) watch.step({ frameId, mediaUs, utcUs, raw, step, counted }, batch);
        for (const stretch of stepCoverage(coverage, mediaUs)) claims.add(stretch, frame, batch);
      }
      return step.observed.map((point) => overlayOf(point, speeds?.meter ?? null));
    },
    setDrawings(config, batch) {
      replaceRules(counter, rulesOf(config, settings.aspect));
      for (const watch of everyWatch) watch.setDrawings(config, batch);
    },
    finish(at, batch) {
      take(finishTracker(tracker), at, batch);
      for (const stretch of finishCoverage(coverage)) claims.add(stretch, at, batch);
      for (const watch of everyWatch) watch.finish(at, batch);
    },
    serialize: () => ({
      tracker: serializeTracker(tracker),
      counter: serializeTrackCounter(counter),
      paths: paths.serialize(),
      coverage,
      speeds: speeds?.meter.serialize() ?? null,
      zones: watches.zones.serialize(),
      queues: watches.queues.serialize(),
      incidents: watches.incidents.serialize(),
      frames,
    }),
  };
}

/** Universal time of a source time near a moment of which both are known. */
function utcOf(at: Moment, mediaUs: number): number {
  return Math.round(at.utcUs + (mediaUs - at.mediaUs));
}

function utcsOf(at: Moment, { firstMediaUs, lastMediaUs }: Pick<PathPiece, 'firstMediaUs' | 'lastMediaUs'>) {
  return { firstUtcUs: utcOf(at, firstMediaUs), lastUtcUs: utcOf(at, lastMediaUs) };
}

function tracksOf({ crossings, visits }: CounterStep): ReadonlySet<number> {
  return new Set([...crossings, ...visits].map(({ track }) => track));
}

function addCounted(
  sessionId: string,
  { crossings, visits }: CounterStep,
  speeds: SessionSpeeds | null,
  at: Moment,
  batch: FactBatchBuilder,
): void {
  for (const { speed, ...crossing } of crossings) {
    const utcUs = utcOf(at, crossing.mediaUs);
    const measured = speed === null || speeds === null ? {} : { speed: speeds.factOf(speed) };
    batch.add({ kind: 'crossing', sessionId, ...crossing, utcUs, ...measured });
  }
  for (const visit of visits)
    batch.add({
      kind: 'zone-visit',
      sessionId,
      ...visit,
      enterUtcUs: utcOf(at, visit.enterMediaUs),
      exitUtcUs: utcOf(at, visit.exitMediaUs),
    });
}

function addEnded(sessionId: string, track: EndedTrack, at: Moment, batch: FactBatchBuilder): void {
  batch.add({
    kind: 'track-end',
    sessionId,
    ...track,
    firstUtcUs: utcOf(at, track.firstMediaUs),
    lastUtcUs: utcOf(at, track.lastMediaUs),
  });
}

/**
 * Tells watched stretches in universal time. Those that touch share the moment at which they do, though the anchor moves:
 * otherwise some milliseconds would be claimed twice, or by nobody, and an unbroken day would not be one claim.
 */
function createClaims(sessionId: string) {
  let end: Moment | null = null;
  return {
    add(stretch: CoverageStretch, at: Moment, batch: FactBatchBuilder): void {
      const { fromMediaUs, toMediaUs } = stretch;
      const fromUtcUs = end?.mediaUs === fromMediaUs ? end.utcUs : utcOf(at, fromMediaUs);
      end = { mediaUs: toMediaUs, utcUs: utcOf(at, toMediaUs) };
      batch.add({ kind: 'coverage', sessionId, ...stretch, fromUtcUs, toUtcUs: end.utcUs });
    },
  };
}
