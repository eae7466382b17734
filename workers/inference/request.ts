import type { Result } from '../../domain/base/result.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import type { QueuedFrame } from './frame-queue.ts';
import { pictureBytes } from './picture.ts';
import type { Picture } from './picture.ts';
import type { ProviderName } from './session.ts';
import { fail, ok } from '../../domain/base/result.ts';

export interface InferenceRequest extends Picture {
  readonly cameraId: string;
  readonly frameId: number;
  /** null: the site's default. */
  readonly modelId: string | null;
  readonly lossless: boolean;
}

export interface InferenceResult {
  readonly detections: Detections;
  readonly modelId: string;
  readonly modelSha256: string;
  readonly provider: ProviderName;
  readonly waitMs: number;
  readonly inferMs: number;
  readonly batch: number;
}

/** A frame in the queue, and who wants to know. */
export interface WaitingFrame extends QueuedFrame {
  readonly request: InferenceRequest;
  answer(result: Result<InferenceResult>): void;
}

const MAX_SIDE = 8192;

/** Refuses pictures whose bytes are not what their size and format say. */
export function checkPicture({ width, height, format, pixels }: Picture): Result<void> {
  const expected = pictureBytes(format, width, height);
  if (width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE && pixels.length === expected)
    return ok(undefined);
  const message = `a ${format} picture of ${width}×${height} has ${expected} bytes, but ${pixels.length} came`;
  return fail('frame-size', message, 'Restart the camera; if it stays so, report it.');
}
