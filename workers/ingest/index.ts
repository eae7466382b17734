export { DEFAULT_INGEST, type RunningSource, startCameraSource } from './interim.ts';
export { type FfmpegBinary, findFfmpeg } from './ffmpeg-binary.ts';
export type { IngestSettings } from './types.ts';
