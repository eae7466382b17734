import { z } from 'zod';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
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
import { createSessionIncidents } from './session-incidents.ts';
import { createSessionSpeeds } from './session-speeds.ts';
import type { SessionSpeeds } from './session-speeds.ts';
import { overlayOf, type OverlayTrack } from './overlay.ts';
import { createPathCollector } from './path-collector.ts';
import type { PathPiece } from './path-collector.ts';
import type { SessionFrame, SessionStart } from './session-start.ts';

/** Everything that one session of one camera remembers, from detections to facts. The same history gives the same facts. */
export interface SessionAnalysis {
  readonly frames: number;
  step(frame: SessionFrame, detections: Detections, batch: FactBatchBuilder): readonly OverlayTrack[];
  setDrawings(config: CameraConfig): void;
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
  incidents: z.unknown(),
  frames: z.number().int(),
});

/** A checkpoint that cannot be read is a bug or a damaged store: going on from it would make wrong numbers. */
function readable<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the checkpoint cannot be read: ${result.failure.message}`);
}

function rulesOf(config: CameraConfig, aspect: number): CountingRules {
  return { aspect, lines: config.lines, zones: config.zones.filter((zone) => zone.kind === 'zone') };
}

function areasOf(config: CameraConfig) {
  return config.zones.flatMap(({ kind, points, reference }) => (kind === 'zone' ? [] : [{ kind, points, reference }]));
}

/** Makes the analysis of a session, fresh or as a checkpoint left it. */
export function createSessionAnalysis(setup: {
  readonly sessionId: string;
  readonly start: SessionStart;
  readonly restored: unknown;
}): SessionAnalysis {
  const { sessionId, start } = setup;
  const { width, height, modelThresholds } = start;
  const aspect = width / height;
  const settings = { ...DEFAULT_TRACKER_SETTINGS, aspect };
  const stored = setup.restored === undefined ? null : storedSchema.parse(setup.restored);
  const tracker = stored === null ? createTracker(settings) : readable(restoreTracker(stored.tracker, settings));
  const rules = rulesOf(start.config, aspect);
  const counter = stored === null ? createTrackCounter(rules) : readable(restoreTrackCounter(stored.counter, rules));
  const paths = createPathCollector(stored?.paths);
  const speeds = createSessionSpeeds(start.config, stored?.speeds);
  const incidents = createSessionIncidents({ sessionId, start, speeds, restored: stored?.incidents });
  const coverage = stored === null ? createCoverage() : readable(restoreCoverage(stored.coverage));
  const areas = areasOf(start.config);
  const table = thresholdTable(modelThresholds.standard, modelThresholds.byClass, start.config.analysis.thresholds);
  const claims = createClaims(sessionId);
  let frames = stored?.frames ?? 0;

  function take(step: TrackerStep, at: Moment, batch: FactBatchBuilder): void {
    const counted = stepTrackCounter(counter, step, speeds?.meter ?? null);
    addCounted(sessionId, counted, speeds, at, batch);
    for (const piece of paths.step(step, tracksOf(counted))) addPiece(sessionId, piece, at, batch);
    for (const track of step.ended) addEnded(sessionId, track, at, batch);
  }

  return {
    get frames() {
      return frames;
    },
    step(frame, detections, batch) {
      frames += 1;
      const judged = levelScores(filterByAreas(detections, areas), table, settings.highScore);
      const step = stepTracker(tracker, { frameId: frame.frameId, mediaUs: frame.mediaUs, detections: judged });
      take(step, frame, batch);
      for (const fact of incidents.step(step, frame)) batch.add(fact);
      for (const stretch of stepCoverage(coverage, frame.mediaUs)) claims.add(stretch, frame, batch);
      return step.observed.map((point) => overlayOf(point, speeds?.meter ?? null));
    },
    setDrawings(config) {
      replaceRules(counter, rulesOf(config, aspect));
      incidents.setDrawings(config);
    },
    finish(at, batch) {
      take(finishTracker(tracker), at, batch);
      for (const fact of incidents.finish(at)) batch.add(fact);
      for (const stretch of finishCoverage(coverage)) claims.add(stretch, at, batch);
    },
    serialize: () => ({
      tracker: serializeTracker(tracker),
      counter: serializeTrackCounter(counter),
      paths: paths.serialize(),
      coverage,
      speeds: speeds?.meter.serialize() ?? null,
      incidents: incidents.serialize(),
      frames,
    }),
  };
}

/** Universal time of a source time near a moment of which both are known. */
function utcOf(at: Moment, mediaUs: number): number {
  return Math.round(at.utcUs + (mediaUs - at.mediaUs));
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

function addPiece(sessionId: string, piece: PathPiece, at: Moment, batch: FactBatchBuilder): void {
  const times = { firstUtcUs: utcOf(at, piece.firstMediaUs), lastUtcUs: utcOf(at, piece.lastMediaUs) };
  batch.addPiece(sessionId, piece, times);
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
