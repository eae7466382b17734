import { expect, it } from 'vitest';
import type { ModelStatus } from '../../../../../domain/contracts/messages.ts';
import { unloaded } from '../../../../../workers/entries/parts/model-link.ts';

const READY: ModelStatus = {
  modelId: 'road',
  title: 'Road',
  family: 'yolox',
  sha256: 'f'.repeat(64),
  provider: 'cpu',
  device: 'processor',
  fallback: 'webgpu: not there',
  inputWidth: 416,
  inputHeight: 416,
  resize: 'letterbox',
  classes: ['car'],
  state: 'ready',
  wanted: true,
  reason: '',
  note: '',
  standIn: false,
  inferMsP50: 10,
  inferMsP95: 12,
  batchMean: 1,
  queue: 3,
};

it.each([
  ['ready', 'available'],
  ['loading', 'available'],
  ['available', 'available'],
  ['failed', 'failed'],
] as const)('a model that was %s is %s once its process is gone, and runs on nothing', (state, left) => {
  const model = unloaded({ ...READY, state });
  expect(model).toMatchObject({ state: left, wanted: false, provider: '', queue: 0, inferMsP50: 0 });
  expect(model).toMatchObject({ title: 'Road', classes: ['car'], inputWidth: 416 });
});
