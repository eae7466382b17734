import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CameraConfig, lineVersionSchema, zoneVersionSchema } from '../../domain/contracts/camera-config.ts';
import { type Checkpoint, type Run, runSchema } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import { analysisFingerprint } from './run-identity.ts';

/** What was drawn on a camera at a time, each in its version. */
export type Drawings = Pick<CameraConfig, 'lines' | 'zones'>;

/** What a checkpoint's text holds: the memory of the analysis, what it counts at, and the run that alone may go on with it. */
export interface CheckpointState {
  readonly run: Run;
  readonly drawings: Drawings;
  readonly analysis: unknown;
}

const stateSchema = z.object({
  run: runSchema,
  drawings: z.object({ lines: z.array(lineVersionSchema), zones: z.array(zoneVersionSchema) }),
  analysis: z.unknown(),
});

/** The text of a checkpoint. */
export function writeState(state: CheckpointState): string {
  return JSON.stringify(state);
}

/** What a checkpoint holds; null when another version of this program wrote it. */
export function readState(checkpoint: Checkpoint): CheckpointState | null {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(checkpoint.state));
    if (!parsed.success) return null;
    const { run, drawings, analysis } = parsed.data;
    return { run, drawings, analysis };
  } catch {
    return null;
  }
}

/** The SHA-256 of a frame's pixels: proof, after a restart, that the decoder gives the same picture again. */
export function frameHash(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

/**
 * The job as it is to be worked on: going on where it was cut short, or with its first frame and in sessions of its own.
 * It may not go on under other settings or another version of the program: half of its rows would come from another run
 * than the one that its session names, and a folder would be counted by two.
 */
export function continued(job: ReplayJob, kind: 'file' | 'folder', camera: CameraConfig, software: string): ReplayJob {
  const { run, folder } = job;
  const sameRun = run !== null && run.configSha256 === analysisFingerprint(camera) && run.software === software;
  if (!sameRun || (folder !== null) !== (kind === 'folder')) return anew(job);
  const playing = folder?.files.find(({ state }) => state === 'playing');
  if (folder !== null && playing === undefined) return { ...job, ...NO_CHECKPOINT };
  if (job.checkpoint === null || readState(job.checkpoint) === null) return anew(job);
  return playing === undefined || playing.sessionId === job.sessionId ? job : anew(job);
}

const NO_CHECKPOINT = { sessionId: null, checkpoint: null, anchor: null };

function anew(job: ReplayJob): ReplayJob {
  return { ...job, ...NO_CHECKPOINT, run: null, sessionEnd: null, folder: null };
}
