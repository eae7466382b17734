import { describe, expect, it } from 'vitest';
import type { MessageOf, ModelStatus } from '../../../../domain/contracts/messages.ts';
import { sessionStart as startOf } from '../../../../workers/analytics/camera-sessions.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import { ANCHOR, camera, DECODER, ofKind, sessionStart } from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

const { run } = sessionStart();
const status: ModelStatus = {
  ...{ modelId: run.modelId, title: 'Small', family: 'yolox', sha256: run.modelSha256, provider: 'cpu', device: '' },
  ...{ fallback: null, inputWidth: 448, inputHeight: 256, resize: 'letterbox', classes: ['car'], state: 'ready' },
  ...{
    reason: '',
    standIn: true,
    inferMsP50: 1,
    inferMsP95: 1,
    batchMean: 1,
    queue: 0,
    answered: 0,
    wanted: false,
    note: '',
  },
};
const info = {
  ...{ width: 640, height: 360, sourceWidth: 1280, sourceHeight: 720, codec: 'h264', decoder: DECODER },
  ...{ anchor: ANCHOR, durationUs: null, decoderFallback: null, item: null },
};

function opening(models: readonly ModelStatus[]) {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: null });
  const known: MessageOf<'models'> = { type: 'models', defaultModelId: null, models: [...models] };
  keeper.open(startOf({ ...camera(), revision: 7 }, info, run, { models: known }));
  return ofKind(outbox.facts, 'session-open')[0];
}

describe('the opening of a session', () => {
  it('says with which settings of its camera, and what the model says of itself', () => {
    const model = { title: 'Small', family: 'yolox', inputWidth: 448, inputHeight: 256, classes: ['car'] };
    expect(opening([status])).toMatchObject({ cameraRevision: 7, model });
  });

  it('says nothing of a model whose file is another one by now', () => {
    expect(opening([{ ...status, sha256: 'swapped' }])?.model).toBeUndefined();
    expect(opening([])?.model).toBeUndefined();
  });
});
