import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CounterStep } from '../../domain/counting/track-counter.ts';
import type { TrackerStep } from '../../domain/tracking/track-facts.ts';
import type { FactBatchBuilder } from './fact-batch.ts';

/** A source time and the universal time that belongs to it. */
export interface WatchedMoment {
  readonly mediaUs: number;
  readonly utcUs: number;
}

/** What one frame came to: who was seen, and what it counted. */
export interface WatchedStep extends WatchedMoment {
  readonly frameId: number;
  /** The analysed picture; read at once and never kept. */
  readonly raw: Uint8Array;
  readonly step: TrackerStep;
  readonly counted: CounterStep;
}

/** Something that a session watches beyond counting: it takes every frame, tells facts, and goes on from a checkpoint. */
export interface SessionWatch {
  step(watched: WatchedStep, batch: FactBatchBuilder): void;
  /** Other lines and zones from now on; what was told only of those that are gone is told to its end. */
  setDrawings(config: CameraConfig, batch: FactBatchBuilder): void;
  /** The session is over. */
  finish(at: WatchedMoment, batch: FactBatchBuilder): void;
  serialize(): unknown;
}
