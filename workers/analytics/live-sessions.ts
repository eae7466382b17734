import { ok } from '../../domain/base/result.ts';
import { isSameAnchor } from '../../domain/base/time.ts';
import { type CameraSessions, endSession, type SessionParts, sessionStart } from './camera-sessions.ts';
import { analysisFingerprint, runOf } from './run-identity.ts';
import type { RunnerSourceInfo } from './runner-ports.ts';

/** A live camera: whatever changes the numbers closes its session, and the next frame opens another. */
export function createLiveSessions(parts: SessionParts): CameraSessions {
  const { keeper, detector, software } = parts;
  let config = parts.config;
  let fingerprint = analysisFingerprint(config);
  let info: RunnerSourceInfo | null = null;
  return {
    get sessionId() {
      return keeper.sessionId;
    },
    get zones() {
      return keeper.zones;
    },
    get modelId() {
      return config.analysis.modelId;
    },
    get fingerprint() {
      return fingerprint;
    },
    runStarted(next) {
      info = next;
    },
    runEnded({ reason, willResume }) {
      if (!willResume) endSession(parts, reason);
    },
    filesFound: () => undefined,
    step(frame, { by, detections }) {
      if (info === null) return ok([]);
      const run = runOf(by, fingerprint, info, software);
      if (keeper.run?.runId !== run.runId) endSession(parts, 'run-changed');
      if (keeper.anchor !== null && !isSameAnchor(keeper.anchor, frame.anchor)) endSession(parts, 'clock-changed');
      if (keeper.sessionId === null) {
        keeper.open(sessionStart(config, { ...info, anchor: frame.anchor }, run, detector));
      }
      return ok(keeper.step(frame, detections));
    },
    update(next) {
      const changed = analysisFingerprint(next);
      if (changed !== fingerprint) endSession(parts, 'settings-changed');
      if (!next.analysis.enabled) endSession(parts, 'analysis-off');
      fingerprint = changed;
      config = next;
      keeper.setDrawings(next);
    },
    storeRestored: () => endSession(parts, 'database-restored'),
  };
}
