import { describe, expect, it } from 'vitest';
import type { Message, MessageOf } from '../../../../domain/contracts/messages.ts';
import {
  createDetectorClient,
  DETECTOR_CLOSED,
  type DetectorFrame,
} from '../../../../workers/analytics/detector-client.ts';

const picture = (frameId: number, lossless: boolean): DetectorFrame => ({
  cameraId: 'north',
  frameId,
  width: 2,
  height: 2,
  format: 'bgr24',
  raw: new Uint8Array(12),
  modelId: null,
  lossless,
});
const failure = (code: string) => ({ code, message: '', hint: '' });

/** An inference process that answers when the test says so. */
function fakeInference() {
  const asked: MessageOf<'infer'>[] = [];
  const client = createDetectorClient();
  const open = () => client.opened((message: Message) => void (message.type === 'infer' && asked.push(message)));
  const answer = (seq: number, boxes: readonly number[][] = [], bytes?: number) => {
    const body = new Uint8Array(Float32Array.from(boxes.flat()).buffer);
    const head = { seq, cameraId: 'north', frameId: seq, modelId: 'small', modelSha256: 'a', provider: 'cpu' };
    const message: MessageOf<'detections'> = {
      type: 'detections',
      ...head,
      count: boxes.length,
      waitMs: 0,
      inferMs: 1,
      batch: 1,
    };
    // The body of a message may begin at any byte of its buffer.
    const shifted = new Uint8Array(body.length + 3).subarray(3);
    shifted.set(body);
    client.take(message, shifted.subarray(0, bytes ?? shifted.length));
  };
  const refuse = (seq: number, code: string) =>
    client.take(
      { type: 'infer-failed', seq, cameraId: 'north', frameId: seq, failure: failure(code) },
      new Uint8Array(0),
    );
  return { client, asked, open, answer, refuse };
}

describe('asking the detector', () => {
  it('gives what it saw, box by box', async () => {
    const { client, open, answer } = fakeInference();
    open();
    const answered = client.detect(picture(1, false));
    answer(1, [
      [0.125, 0.25, 0.5, 0.75, 0.5, 2],
      [0, 0, 1, 1, 0.25, 4],
    ]);
    const got = await answered;
    if (!got.ok) throw new Error(got.failure.code);
    expect([...got.detections.boxes]).toEqual([0.125, 0.25, 0.5, 0.75, 0, 0, 1, 1]);
    expect([...got.detections.scores, ...got.detections.classes]).toEqual([0.5, 0.25, 2, 4]);
  });

  it('gives live frames up when the detector is away or goes away', async () => {
    const { client, open } = fakeInference();
    expect(await client.detect(picture(1, false))).toMatchObject({ ok: false, failure: { code: 'detector-away' } });
    open();
    const answered = client.detect(picture(2, false));
    client.lost();
    expect(await answered).toMatchObject({ ok: false, failure: { code: 'detector-away' } });
  });

  it('keeps frames of recordings and sends them again in order', async () => {
    const { client, asked, open, answer } = fakeInference();
    const waiting = [client.detect(picture(1, true)), client.detect(picture(2, true))];
    open();
    client.lost();
    waiting.push(client.detect(picture(3, true)));
    open();
    expect(asked.map(({ frameId }) => frameId)).toEqual([1, 2, 1, 2, 3]);
    for (const seq of [1, 2, 3]) answer(seq);
    expect((await Promise.all(waiting)).map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it.each([
    ['a frame of a recording, by a detector that is going away: it is sent again', true, 'inference-closed', null],
    ['a live frame, by a detector that is going away', false, 'inference-closed', 'inference-closed'],
    ['a frame of a recording, for good', true, 'no-model', 'no-model'],
  ])('is refused %s', async (_case, lossless, code, expected) => {
    const { client, asked, open, answer, refuse } = fakeInference();
    open();
    const answered = client.detect(picture(1, lossless));
    refuse(1, code);
    client.lost();
    open();
    if (expected === null) answer(1);
    expect(asked).toHaveLength(expected === null ? 2 : 1);
    const got = await answered;
    expect(got.ok ? null : got.failure.code).toBe(expected);
  });

  it('is told when an answer has the wrong length', async () => {
    const { client, open, answer } = fakeInference();
    open();
    const answered = client.detect(picture(1, true));
    answer(1, [[0, 0, 1, 1, 0.5, 2]], 20);
    expect(await answered).toMatchObject({ ok: false, failure: { code: 'bad-answer' } });
  });

  it.each([11, 255, -1, 2.5, Number.NaN])(
    'is told when an answer names a class that nobody knows (%d)',
    async (code) => {
      const { client, open, answer } = fakeInference();
      open();
      const answered = client.detect(picture(1, false));
      answer(1, [
        [0, 0, 1, 1, 0.5, 2],
        [0, 0, 1, 1, 0.5, code],
      ]);
      expect(await answered).toMatchObject({
        ok: false,
        failure: { code: 'bad-answer', message: expect.stringContaining('does not know') },
      });
    },
  );

  it('lets go of everything when the process ends', async () => {
    const { client } = fakeInference();
    const answered = client.detect(picture(1, true));
    client.close();
    expect(await answered).toMatchObject({ ok: false, failure: { code: DETECTOR_CLOSED } });
    expect(await client.detect(picture(2, true))).toMatchObject({ ok: false, failure: { code: DETECTOR_CLOSED } });
  });
});
