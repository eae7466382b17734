/** The door of this room: pictures of any source, with their times, for whoever asks. */
export { type FfmpegBinary, findFfmpeg } from './ffmpeg-binary.ts';
export { createLatestSlot, type LatestSlot } from './latest-slot.ts';
export { redact } from './locations.ts';
export type { SourceOptions } from './attempts.ts';
export { DEFAULT_INGEST, type RunningSource, startCameraSource } from './source-handler.ts';
export type { SourceStats } from './source-counters.ts';
export type {
  ChildNote,
  FolderItem,
  FolderPlace,
  IngestSettings,
  PixelFormat,
  ResumePoint,
  RunEnd,
  RunInfo,
  SettledFile,
  SourceClock,
  SourceFrame,
  SourceListener,
  SourceLog,
} from './types.ts';
