import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Run } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { type CameraSessions, endSession, type SessionParts, sessionStart } from './camera-sessions.ts';
import { readState } from './replay-checkpoint.ts';
import { createReplayFiles } from './replay-files.ts';
import { analysisFingerprint, runDifference, runOf } from './run-identity.ts';
import type { RunnerSourceInfo } from './runner-ports.ts';

/**
 * A replay: one recording, or one file of a folder, is one session of one run. It keeps the settings and the detector it
 * began with, whatever happens to its camera meanwhile; only drawings may change, because every fact names their versions.
 */
export function createReplaySessions(parts: SessionParts, job: ReplayJob): CameraSessions {
  const { keeper, detector, software, config } = parts;
  const fingerprint = analysisFingerprint(config);
  /** With the drawings of now and everything else as it was at the beginning. */
  let current = config;
  let info: RunnerSourceInfo | null = null;
  /** The run of the session to go on with; null once that was done, or when there is none. */
  let begun: Run | null = job.checkpoint === null ? null : (readState(job.checkpoint)?.run ?? null);
  let modelId = job.run?.modelId ?? begun?.modelId ?? config.analysis.modelId;
  const files = createReplayFiles(job);

  function open(info: RunnerSourceInfo, run: Run): void {
    keeper.open(sessionStart(current, info, run, detector));
    // In one batch with the opening of its session: a file is never known to be played in a session that is not.
    if (info.item !== null && keeper.sessionId !== null) keeper.note(files.playing(info.item, keeper.sessionId));
    begun = null;
    modelId = run.modelId;
  }

  return {
    get sessionId() {
      return keeper.sessionId;
    },
    get zones() {
      return keeper.zones;
    },
    get modelId() {
      return modelId;
    },
    fingerprint,
    runStarted(next) {
      info = next;
    },
    runEnded({ reason, willResume, settled }) {
      if (reason === 'stopped') return keeper.leave();
      if (willResume) return;
      // Cut short behind its very last frame: what was left open then is finished now.
      if (begun !== null && info !== null) open(info, begun);
      keeper.forget();
      begun = null;
      if (settled !== null) keeper.note(files.over(settled));
      endSession(parts, reason);
      keeper.flush();
    },
    filesFound(names) {
      for (const fact of files.found(names)) keeper.note(fact);
      keeper.flush();
    },
    step(frame, { by, detections }) {
      if (info === null) return ok([]);
      const run = runOf(by, fingerprint, info, software);
      const before = keeper.run ?? begun;
      if (before !== null && before.runId !== run.runId) return runChanged(before, run);
      if (keeper.run === null) open(info, run);
      return ok(keeper.step(frame, detections));
    },
    update(next) {
      current = { ...config, lines: next.lines, zones: countingZonesOf(next, config) };
      keeper.setDrawings(current);
    },
    storeRestored: () => keeper.leave(),
  };
}

/** Regions and masks are settings that make the numbers; counting zones are drawings. */
function countingZonesOf(next: CameraConfig, begunWith: CameraConfig): CameraConfig['zones'] {
  return [
    ...next.zones.filter(({ kind }) => kind === 'zone'),
    ...begunWith.zones.filter(({ kind }) => kind !== 'zone'),
  ];
}

function runChanged(before: Run, after: Run): Result<never> {
  return fail(
    'run-changed',
    `While the recording was replayed there was a change of ${runDifference(before, after)}.`,
    'Replay it again: its numbers must not come from two different runs.',
  );
}
