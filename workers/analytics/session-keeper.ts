import { randomUUID } from 'node:crypto';
import { anchoredUtc, toMediaUs, type UtcAnchor } from '../../domain/base/time.ts';
import type { OverlayQueue } from '../../domain/contracts/approach-facts.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { ZonesNow } from '../../domain/contracts/density.ts';
import type { Checkpoint, ReplayFile, Run } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { createFactBatch } from './fact-batch.ts';
import type { Outbox } from './outbox.ts';
import type { OverlayTrack } from './overlay.ts';
import { type Drawings, frameHash, readState, writeState } from './replay-checkpoint.ts';
import type { SessionFrame, SessionStart } from './session-start.ts';
import { createSessionAnalysis, type SessionAnalysis } from './session-analysis.ts';

/**
 * The session of one camera: opens with its run, turns frames into facts, closes with a reason. A replay's session
 * outlives its process: it goes on from the checkpoint that the store committed together with the facts up to it.
 */
export interface SessionKeeper {
  readonly sessionId: string | null;
  readonly run: Run | null;
  readonly anchor: UtcAnchor | null;
  /** The zones of the open session. */
  readonly zones: ZonesNow | null;
  open(start: SessionStart): void;
  step(frame: SessionFrame, detections: Detections): readonly OverlayTrack[];
  /** The queues on the last frame; null where none is measured. */
  queues(): readonly OverlayQueue[] | null;
  /** Lines and zones from now on; a replay takes them over with its next checkpoint. */
  setDrawings(config: CameraConfig): void;
  /** Puts a fact beside those of the session, into the same batch. */
  note(fact: ReplayFile): void;
  /** Hands over what was gathered. */
  flush(): void;
  close(reason: string, drops: Readonly<Record<string, number>>): void;
  /** Lets go of a replay's session without ending it: its next process goes on from the last checkpoint. */
  leave(): void;
  /** What a killed process left cannot be gone on with: the next session is a fresh one. */
  forget(): void;
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
  /** What is counted at; `next` takes its place with the next checkpoint of a replay, null while nothing changed. */
  drawings: Drawings;
  next: CameraConfig | null;
  last: Pick<SessionFrame, 'mediaUs' | 'utcUs'> | null;
  /** Source time of the last checkpoint, null before the first. */
  checkpointUs: number | null;
}

/** Keeps the sessions of one camera or of one replay. */
export function createSessionKeeper(ports: SessionKeeperPorts): SessionKeeper {
  return new Keeper(ports);
}

class Keeper implements SessionKeeper {
  readonly #ports: SessionKeeperPorts;
  readonly #batch = createFactBatch();
  #session: OpenSession | null = null;
  /** Used once: where a killed process broke off. */
  #left: Checkpoint | null;

  constructor(ports: SessionKeeperPorts) {
    this.#ports = ports;
    this.#left = ports.job?.checkpoint ?? null;
  }

  get sessionId(): string | null {
    return this.#session?.id ?? null;
  }

  get run(): Run | null {
    return this.#session?.start.run ?? null;
  }

  get anchor(): UtcAnchor | null {
    return this.#session?.start.anchor ?? null;
  }

  get zones(): ZonesNow | null {
    return this.#session?.analysis.zones ?? null;
  }

  open(start: SessionStart): void {
    const left = this.#left;
    this.#left = null;
    const id = left?.sessionId ?? randomUUID();
    const state = left === null ? null : readState(left);
    const { lines, zones } = state?.drawings ?? start.config;
    const begun = { ...start, config: { ...start.config, lines, zones } };
    const analysis = createSessionAnalysis({ sessionId: id, start: begun, restored: state?.analysis });
    const next = state === null ? null : start.config;
    const last = left === null ? null : momentOf(left, start);
    const checkpointUs = last?.mediaUs ?? null;
    this.#session = { id, start, analysis, drawings: { lines, zones }, next, last, checkpointUs };
    this.#addOpening(id, start);
    // A replay's opening waits for its first checkpoint: no session is ever stored of which nobody knows how to go on.
    if (this.#ports.job === null) this.flush();
  }

  step(frame: SessionFrame, detections: Detections): readonly OverlayTrack[] {
    const open = this.#session;
    if (open === null) return [];
    const overlay = open.analysis.step(frame, detections, this.#batch);
    open.last = frame;
    this.#handOver(open, frame);
    return overlay;
  }

  queues(): readonly OverlayQueue[] | null {
    return this.#session?.analysis.queues() ?? null;
  }

  setDrawings(config: CameraConfig): void {
    if (this.#session === null) return;
    this.#session.next = config;
    // A replay that is cut short goes back to its checkpoint, and has to find what it counted at behind it.
    if (this.#ports.job === null) this.#takeDrawings(this.#session);
  }

  note(fact: ReplayFile): void {
    this.#batch.add(fact);
  }

  flush(): void {
    if (this.#batch.count === 0) return;
    const { facts, body } = this.#batch.take();
    this.#ports.outbox.put(facts, body);
  }

  close(reason: string, drops: Readonly<Record<string, number>>): void {
    const open = this.#session;
    if (open === null) return;
    this.#session = null;
    const lastMediaUs = open.last?.mediaUs ?? open.start.anchor.mediaUs;
    const lastUtcUs = open.last?.utcUs ?? anchoredUtc(open.start.anchor, toMediaUs(lastMediaUs));
    open.analysis.finish({ mediaUs: lastMediaUs, utcUs: lastUtcUs }, this.#batch);
    const end = { lastMediaUs, lastUtcUs, frames: open.analysis.frames, drops: { ...drops } };
    this.#batch.add({ kind: 'session-end', sessionId: open.id, reason, ...end });
    this.flush();
  }

  leave(): void {
    if (this.#session === null) return;
    this.#session = null;
    this.flush();
  }

  forget(): void {
    this.#left = null;
  }

  #handOver(open: OpenSession, frame: SessionFrame): void {
    const { job } = this.#ports;
    if (job === null) return this.flush();
    const due = open.checkpointUs === null || frame.mediaUs - open.checkpointUs >= CHECKPOINT_US;
    if (due) this.#addCheckpoint(open, frame, job.jobId);
    if (due || this.#batch.count >= REPLAY_LUMP) this.flush();
  }

  #addOpening(sessionId: string, { config, run, model, width, height, anchor }: SessionStart): void {
    const { cameraId, job } = this.#ports;
    this.#batch.add({
      kind: 'session-open',
      sessionId,
      cameraId,
      mode: job === null ? 'live' : 'replay',
      jobId: job?.jobId ?? null,
      run,
      ...(model === null ? {} : { model }),
      cameraRevision: config.revision,
      width,
      height,
      anchorUtcUs: anchor.utcUs,
      anchorMediaUs: anchor.mediaUs,
      anchorQuality: anchor.quality,
    });
  }

  #takeDrawings(open: OpenSession): void {
    if (open.next === null) return;
    open.analysis.setDrawings(open.next, this.#batch);
    open.drawings = { lines: open.next.lines, zones: open.next.zones };
    open.next = null;
  }

  #addCheckpoint(open: OpenSession, frame: SessionFrame, jobId: string): void {
    open.checkpointUs = frame.mediaUs;
    this.#takeDrawings(open);
    const { drawings, analysis } = open;
    this.#batch.add({
      kind: 'checkpoint',
      sessionId: open.id,
      jobId,
      frameId: frame.frameId,
      mediaUs: frame.mediaUs,
      frameSha256: frameHash(frame.raw),
      state: writeState({ run: open.start.run, drawings, analysis: analysis.serialize() }),
    });
  }
}

function momentOf({ mediaUs }: Checkpoint, { anchor }: SessionStart): OpenSession['last'] {
  const at = toMediaUs(mediaUs);
  return { mediaUs: at, utcUs: anchoredUtc(anchor, at) };
}
