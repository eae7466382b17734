import { createHash } from 'node:crypto';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Run } from '../../domain/contracts/facts.ts';
import type { MessageOf } from '../../domain/contracts/messages.ts';

/** What of a camera's settings changes the numbers, its calibration among them. Lines and counting zones do not: their versions stand in each fact. */
export function analysisFingerprint(config: CameraConfig): string {
  const areas = config.zones
    .filter((zone) => zone.kind !== 'zone')
    .map(({ kind, points, reference }) => ({ kind, points, reference }));
  const { maxFps, width, thresholds, modelId, hardwareDecode } = config.analysis;
  const { speed, density, queue, journey, incidents } = config.analysis;
  const calibration = config.calibration?.versionId ?? null;
  const measures = { speed, density, queue, journey, incidents, calibration };
  return sha256(JSON.stringify({ maxFps, width, thresholds, modelId, hardwareDecode, areas, ...measures }));
}

/** The run that a detector's answer, the settings and the source make up; its id is the hash of all of it. */
export function runOf(
  by: Pick<MessageOf<'detections'>, 'modelId' | 'modelSha256' | 'provider'>,
  configSha256: string,
  { decoder, width, height }: Pick<Run, 'decoder' | 'width' | 'height'>,
  software: string,
): Run {
  const parts = {
    modelId: by.modelId,
    modelSha256: by.modelSha256,
    configSha256,
    width,
    height,
    decoder,
    provider: by.provider,
    software,
  };
  return { runId: sha256(JSON.stringify(parts)).slice(0, 32), ...parts };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const WORDS: readonly (readonly [keyof Run, string])[] = [
  ['modelId', 'the detector'],
  ['modelSha256', 'the file of the detector'],
  ['provider', 'the device of the detector'],
  ['configSha256', 'the settings of the camera'],
  ['width', 'the width of the analysed picture'],
  ['height', 'the height of the analysed picture'],
  ['decoder', 'the decoder'],
  ['software', 'the version of this program'],
];

/** What differs between two runs, in words. */
export function runDifference(before: Run, after: Run): string {
  return WORDS.filter(([part]) => before[part] !== after[part])
    .map(([part, words]) => `${words} (${shortly(before[part])}, now ${shortly(after[part])})`)
    .join(', ');
}

function shortly(part: string | number): string {
  return String(part).slice(0, 40);
}
