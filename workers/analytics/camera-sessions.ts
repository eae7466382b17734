import type { Result } from '../../domain/base/result.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { ZonesNow } from '../../domain/contracts/density.ts';
import type { ModelFacts, Run } from '../../domain/contracts/facts.ts';
import type { ModelStatus } from '../../domain/contracts/messages.ts';
import type { DetectorAnswer, DetectorClient } from './detector-client.ts';
import type { OverlayTrack } from './overlay.ts';
import type { RunnerFrame, RunnerRunEnd, RunnerSourceInfo } from './runner-ports.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { SessionStart } from './session-start.ts';

export type Seen = Extract<DetectorAnswer, { ok: true }>;

/** Which session the frames of a camera, or of a replay, belong to. */
export interface CameraSessions {
  readonly sessionId: string | null;
  /** The zones of the open session. */
  readonly zones: ZonesNow | null;
  /** The detector to ask; null takes the site's choice. */
  readonly modelId: string | null;
  /** What of the settings makes the numbers. */
  readonly fingerprint: string;
  runStarted(info: RunnerSourceInfo): void;
  runEnded(end: Omit<RunnerRunEnd, 'drops'>): void;
  /** Files of a folder that were not there before. */
  filesFound(names: readonly string[]): void;
  /** Makes facts of a frame; a failure says why nothing more can be made of this source. */
  step(frame: RunnerFrame, seen: Seen): Result<readonly OverlayTrack[]>;
  update(config: CameraConfig): void;
  /** The store lost a part of what it had: no session goes on over that gap. */
  storeRestored(): void;
}

/** What live cameras and replays keep their sessions with. */
export interface SessionParts {
  readonly config: CameraConfig;
  readonly keeper: SessionKeeper;
  readonly detector: Pick<DetectorClient, 'models'>;
  readonly software: string;
  /** What was dropped since the session before ended. */
  takeDrops(): Readonly<Record<string, number>>;
}

/** For models that do not say how sure they have to be. */
const STANDARD_THRESHOLD = 0.4;

/** What a session is opened with. */
export function sessionStart(
  config: CameraConfig,
  { width, height, anchor }: RunnerSourceInfo,
  run: Run,
  { models }: Pick<DetectorClient, 'models'>,
): SessionStart {
  const model = models?.models.find(({ modelId }) => modelId === run.modelId);
  const modelThresholds = { standard: model?.defaultThreshold ?? STANDARD_THRESHOLD, byClass: model?.thresholds ?? {} };
  return { config, run, model: modelFacts(model, run), width, height, anchor, modelThresholds };
}

/** The file may have been swapped since the answer that opens the session. */
function modelFacts(model: ModelStatus | undefined, run: Run): ModelFacts | null {
  if (model === undefined || model.sha256 !== run.modelSha256) return null;
  const { title, family, inputWidth, inputHeight, classes } = model;
  return { title, family, inputWidth, inputHeight, classes };
}

/** Ends the open session, if there is one; drops without a session go to the next one. */
export function endSession({ keeper, takeDrops }: SessionParts, reason: string): void {
  if (keeper.sessionId !== null) keeper.close(reason, takeDrops());
}
