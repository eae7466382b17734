export { type CameraRunner, createCameraRunner } from './camera-runner.ts';
export { createDetectorClient, type DetectorClient } from './detector-client.ts';
export { openOutbox, type Outbox } from './outbox.ts';
export { continued } from './replay-checkpoint.ts';
export type { RunnerFrame, RunnerPorts } from './runner-ports.ts';
export { decodePathChunks, type RetroAnswer, retroCount, type RetroQuestion } from './stored-paths.ts';
export {
  type MovementRetroAnswer,
  type MovementRetroQuestion,
  type ProposalQuestion,
  proposeMovements,
  retroMovements,
} from './stored-movements.ts';
