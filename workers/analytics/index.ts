export { type CameraRunner, createCameraRunner, type RunnerFrame, type RunnerPorts } from './camera-runner.ts';
export { createDetectorClient, type DetectorClient } from './detector-client.ts';
export { openOutbox, type Outbox } from './outbox.ts';
export { decodePathChunks, retroCount } from './stored-paths.ts';
