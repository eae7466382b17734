import { createHash, randomUUID } from 'node:crypto';
import { anchoredUtc, toMediaUs } from '../../domain/base/time.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Checkpoint, Run } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { createFactBatch } from './fact-batch.ts';
import type { Outbox } from './outbox.ts';
import type { OverlayTrack } from './overlay.ts';
import type { SessionFrame, SessionStart } from './session-start.ts';
import { createSessionAnalysis, type SessionAnalysis } from './session-analysis.ts';

/**
 * The session of one camera: opens with its run, turns frames into facts, closes with a reason. A replay's session
 * outlives its process: it goes on from the checkpoint that the store committed together with the facts up to it.
 */
export interface SessionKeeper {
  readonly sessionId: string | null;
  readonly run: Run | null;
  open(start: SessionStart): void;
  step(frame: SessionFrame, detections: Detections): readonly OverlayTrack[];
  setDrawings(config: CameraConfig): void;
  /** Hands over what was gathered. */
  flush(): void;
  close(reason: string, drops: Readonly<Record<string, number>>): void;
}

export interface SessionKeeperPorts {
  readonly cameraId: string;
  readonly outbox: Outbox;
  readonly job: ReplayJob | null;
}

/** Source time between two checkpoints: a kill costs at most twice this, and a checkpoint costs a commit. */
const CHECKPOINT_US = 4_000_000;
/** Facts of a replay are handed over in lumps; live facts leave at once. */
const REPLAY_LUMP = 400;

interface OpenSession {
  readonly id: string;
  readonly start: SessionStart;
  readonly analysis: SessionAnalysis;
  last: SessionFrame | null;
  checkpointUs: number;
}

/** The SHA-256 of a frame's pixels: proof, after a restart, that the decoder gives the same picture again. */
export function frameHash(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

/** Keeps the sessions of one camera or of one replay. */
export function createSessionKeeper({ cameraId, outbox, job }: SessionKeeperPorts): SessionKeeper {
  const batch = createFactBatch();
  let session: OpenSession | null = null;
  /** Used once: the session that a killed process left behind. */
  let resume = job === null ? null : { sessionId: job.sessionId, checkpoint: job.checkpoint };

  function flush(): void {
    if (batch.count === 0) return;
    const { facts, body } = batch.take();
    outbox.put(facts, body);
  }

  function checkpoint(open: OpenSession, frame: SessionFrame, jobId: string): void {
    const fact: Checkpoint = {
      kind: 'checkpoint',
      sessionId: open.id,
      jobId,
      frameId: frame.frameId,
      mediaUs: frame.mediaUs,
      frameSha256: frameHash(frame.raw),
      state: JSON.stringify(open.analysis.serialize()),
    };
    batch.add(fact);
    open.checkpointUs = frame.mediaUs;
    flush();
  }

  return {
    get sessionId() {
      return session?.id ?? null;
    },
    get run() {
      return session?.start.run ?? null;
    },
    open(start) {
      const left = resume;
      resume = null;
      const id = left?.sessionId ?? randomUUID();
      const restored = left?.checkpoint?.state;
      const analysis = createSessionAnalysis({
        sessionId: id,
        start,
        restored: restored === undefined ? undefined : JSON.parse(restored),
      });
      session = { id, start, analysis, last: null, checkpointUs: left?.checkpoint?.mediaUs ?? start.anchor.mediaUs };
      batch.add({
        kind: 'session-open',
        sessionId: id,
        cameraId,
        mode: job === null ? 'live' : 'replay',
        jobId: job?.jobId ?? null,
        run: start.run,
        width: start.width,
        height: start.height,
        anchorUtcUs: start.anchor.utcUs,
        anchorMediaUs: start.anchor.mediaUs,
        anchorQuality: start.anchor.quality,
      });
      flush();
    },
    step(frame, detections) {
      const open = session;
      if (open === null) return [];
      const overlay = open.analysis.step(frame, detections, batch);
      open.last = frame;
      if (job === null) flush();
      else if (frame.mediaUs - open.checkpointUs >= CHECKPOINT_US) checkpoint(open, frame, job.jobId);
      else if (batch.count >= REPLAY_LUMP) flush();
      return overlay;
    },
    setDrawings: (config) => session?.analysis.setDrawings(config),
    flush,
    close(reason, drops) {
      const open = session;
      if (open === null) return;
      session = null;
      const lastMediaUs = open.last?.mediaUs ?? open.start.anchor.mediaUs;
      const utcUs = open.last?.utcUs ?? anchoredUtc(open.start.anchor, toMediaUs(lastMediaUs));
      open.analysis.finish({ mediaUs: lastMediaUs, utcUs }, batch);
      batch.add({
        kind: 'session-end',
        sessionId: open.id,
        reason,
        lastMediaUs,
        frames: open.analysis.frames,
        drops: { ...drops },
      });
      flush();
    },
  };
}
