import type { Message, ViewHead } from '../../../domain/contracts/messages.ts';
import type { DetectorClient, Outbox } from '../../analytics/index.ts';
import type { FfmpegBinary } from '../../ingest/index.ts';
import type { Log } from '../../runtime/log.ts';
import type { StoreLink } from './store-link.ts';

/** What all cameras of a process share. */
export interface FleetParts {
  readonly ffmpeg: FfmpegBinary;
  readonly detector: DetectorClient;
  readonly outbox: Outbox;
  readonly software: string;
  readonly allowedFolders: readonly string[];
  watched(cameraId: string): boolean;
  publish(head: ViewHead, jpeg: Uint8Array): void;
  readonly log: Log;
  tell(message: Message): void;
  command: StoreLink['command'];
}
