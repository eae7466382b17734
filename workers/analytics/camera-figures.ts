import { toUtcUs } from '../../domain/base/time.ts';
import type { CameraCondition } from '../../domain/camera/states.ts';
import type { CameraStatus } from '../../domain/contracts/messages.ts';
import type { RunnerSourceInfo } from './runner-ports.ts';

/** What a runner knows of its camera; the source adds its own figures. */
export type RunnerStatus = Omit<CameraStatus, 'fps' | 'bitrateKbps' | 'restarts' | 'lastFrameUtcUs' | 'clock' | 'nextTryUtcUs'>;

/** The state of a camera as the screens show it. */
export function conditionFigures(
  condition: CameraCondition | null,
  nowUtcUs: number,
): Pick<CameraStatus, 'state' | 'reason' | 'detail' | 'sinceUtcUs'> {
  if (condition === null) return { state: 'connecting', reason: 'starting', detail: '', sinceUtcUs: toUtcUs(nowUtcUs) };
  const { state, reason, detail, sinceUtcUs } = condition;
  return { state, reason, detail, sinceUtcUs };
}

/** The source of a camera as the screens show it. */
export function sourceFigures(
  info: RunnerSourceInfo | null,
): Pick<CameraStatus, 'codec' | 'sourceWidth' | 'sourceHeight' | 'decoder' | 'decoderFallback'> {
  const { codec, sourceWidth, sourceHeight, decoder, decoderFallback } = info ?? NO_SOURCE;
  return { codec, sourceWidth, sourceHeight, decoder, decoderFallback };
}

const NO_SOURCE = { codec: '', sourceWidth: 0, sourceHeight: 0, decoder: '', decoderFallback: null };

/** How much of a recording, or of a folder of them, is done, from 0 to 1; null for sources without an end. */
export function progressOf(
  info: Pick<RunnerSourceInfo, 'durationUs' | 'anchor' | 'item'> | null,
  lastMediaUs: number | null,
): number | null {
  const span = info?.durationUs ?? 0;
  if (info === null || lastMediaUs === null || span <= 0) return null;
  const ofFile = Math.min(1, Math.max(0, (lastMediaUs - info.anchor.mediaUs) / span));
  return info.item === null ? ofFile : (info.item.index + ofFile) / info.item.count;
}
