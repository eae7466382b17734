import type { Failure } from '../../domain/base/result.ts';
import type { MediaUs, UtcAnchor } from '../../domain/base/time.ts';
import type { FileMark } from '../../domain/camera/folder-walk.ts';
import type { ReplayJob, ViewHead } from '../../domain/contracts/messages.ts';
import type { DetectorClient } from './detector-client.ts';
import type { Outbox } from './outbox.ts';

/** A frame from the source; the fields that analysis needs. */
export interface RunnerFrame {
  readonly frameId: number;
  readonly mediaUs: MediaUs;
  readonly utcUs: number;
  /** Another one than that of the frame before begins another session of a live camera. */
  readonly anchor: UtcAnchor;
  readonly arrivedUtcUs: number;
  readonly raw: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly format: 'yuv420p' | 'bgr24';
  readonly jpeg: Uint8Array | null;
  /** It shows nothing of the road: frozen, or covered. */
  readonly blind?: boolean;
}

/** What is known of a run of the source once its first pictures are there. */
export interface RunnerSourceInfo {
  readonly width: number;
  readonly height: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly codec: string;
  readonly decoder: string;
  /** Why hardware was asked for but software decodes; null when nothing fell back. */
  readonly decoderFallback: string | null;
  readonly anchor: UtcAnchor;
  readonly durationUs: number | null;
  /** The file of a folder; null for other sources. */
  readonly item: RunnerFolderItem | null;
}

/** The file of a folder that a run plays. */
export interface RunnerFolderItem {
  readonly index: number;
  readonly count: number;
  readonly name: string;
  readonly mark: FileMark;
}

/** One file of a folder that is not opened again. */
export interface RunnerSettledFile {
  readonly name: string;
  readonly state: 'played' | 'passed-over';
  readonly note: string;
  readonly clock: { readonly utcUs: number | null; readonly quality: 'given' | 'assumed' } | null;
}

/** What a runner has to know of the end of a run. */
export interface RunnerRunEnd {
  readonly reason: string;
  readonly drops: Readonly<Record<string, number>>;
  /** The very next frame comes in another run. */
  readonly willResume: boolean;
  readonly settled: RunnerSettledFile | null;
}

/** What a runner needs of its process. */
export interface RunnerPorts {
  readonly job: ReplayJob | null;
  readonly detector: DetectorClient;
  readonly outbox: Outbox;
  readonly software: string;
  nowMs(): number;
  nowUtcUs(): number;
  watched(): boolean;
  publish(head: ViewHead, jpeg: Uint8Array): void;
  log(level: 'info' | 'warn' | 'error', text: string, fields?: Record<string, string | number>): void;
  /** A replay cannot go on: the reason is for the person who started it. */
  onHopeless(failure: Failure): void;
}
