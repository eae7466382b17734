import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import { type Checkpoint, type Run, runSchema } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { analysisFingerprint } from './run-identity.ts';

/** What a checkpoint's text holds: the memory of the analysis, and the run that alone may go on with it. */
export interface CheckpointState {
  readonly run: Run;
  readonly analysis: unknown;
}

const stateSchema = z.object({ run: runSchema, analysis: z.unknown() });

/** The text of a checkpoint. */
export function writeState(state: CheckpointState): string {
  return JSON.stringify(state);
}

/** What a checkpoint holds; null when another version of this program wrote it. */
export function readState(checkpoint: Checkpoint): CheckpointState | null {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(checkpoint.state));
    return parsed.success ? { run: parsed.data.run, analysis: parsed.data.analysis } : null;
  } catch {
    return null;
  }
}

/** The SHA-256 of a frame's pixels: proof, after a restart, that the decoder gives the same picture again. */
export function frameHash(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

/**
 * Whether a replay that was cut short may go on in its session. It may not under other settings or another version of
 * the program: half of its rows would come from another run than the one that its session names.
 */
export function canContinue(job: ReplayJob, camera: CameraConfig, software: string): boolean {
  const run = job.checkpoint === null ? null : (readState(job.checkpoint)?.run ?? null);
  return run !== null && run.configSha256 === analysisFingerprint(camera) && run.software === software;
}
