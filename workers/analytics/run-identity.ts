import { createHash } from 'node:crypto';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Run } from '../../domain/contracts/facts.ts';
import type { MessageOf } from '../../domain/contracts/messages.ts';

/** What of a camera's settings changes the numbers. Lines and counting zones do not: their versions stand in each fact. */
export function analysisFingerprint(config: CameraConfig): string {
  const areas = config.zones
    .filter((zone) => zone.kind !== 'zone')
    .map(({ kind, points, reference }) => ({ kind, points, reference }));
  const { maxFps, width, thresholds, modelId, hardwareDecode } = config.analysis;
  return sha256(JSON.stringify({ maxFps, width, thresholds, modelId, hardwareDecode, areas }));
}

/** The run that a detector's answer, the settings and the decoder make up; its id is the hash of all of it. */
export function runOf(
  by: Pick<MessageOf<'detections'>, 'modelId' | 'modelSha256' | 'provider'>,
  configSha256: string,
  decoder: string,
  software: string,
): Run {
  const parts = {
    modelId: by.modelId,
    modelSha256: by.modelSha256,
    configSha256,
    decoder,
    provider: by.provider,
    software,
  };
  return { runId: sha256(JSON.stringify(parts)).slice(0, 32), ...parts };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
