import { describe, expect, it } from 'vitest';
import type { ViewHead } from '../../../../../domain/contracts/messages.ts';
import { Outbox } from '../../../../../workers/gateway/live/outbox.ts';
import { Picture } from '../../../../../workers/gateway/live/picture.ts';

const head = (cameraId: string, frameId: number): ViewHead => ({
  type: 'view',
  cameraId,
  sessionId: '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001',
  frameId,
  mediaUs: 0,
  utcUs: 0,
  arrivedUtcUs: 0,
  width: 1,
  height: 1,
  tracks: null,
  analysis: 'off',
});

/** A line that takes what it is given only when the test says so. */
function fakeLine(statusText = () => '{"type":"status"}') {
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  let overflows = 0;
  const outbox = new Outbox(
    (data, done) => {
      sent.push(typeof data === 'string' ? data : `picture of ${data.length}`);
      waiting.push(done);
    },
    statusText,
    () => (overflows += 1),
  );
  const take = () => waiting.splice(0).forEach((done) => done());
  return { outbox, sent, take, overflows: () => overflows };
}

const BIG = new Uint8Array(300_000);
const show = (outbox: Outbox, camera: string, frame: number, jpeg = BIG) =>
  outbox.picture(new Picture(head(camera, frame), jpeg));
const frames = (sent: readonly string[]) =>
  sent.filter((text) => text.includes('"view"')).map((text) => (JSON.parse(text) as ViewHead).frameId);

describe('the outbox of a screen', () => {
  it('sends at once while the line takes it', () => {
    const { outbox, sent } = fakeLine();
    outbox.text('one');
    show(outbox, 'north', 1, new Uint8Array(10));
    expect(sent).toHaveLength(2);
    expect(outbox.waiting).toBe(0);
  });

  it('keeps one picture per camera while the line is full: the newest', () => {
    const { outbox, sent, take } = fakeLine();
    outbox.watch(new Set(['north', 'south']), false);
    outbox.text('x'.repeat(300_000));
    for (let frame = 1; frame <= 5; frame += 1) show(outbox, 'north', frame);
    show(outbox, 'south', 6);
    expect(outbox.waiting).toBe(2);
    expect(outbox.lostFrames).toBe(4);
    take();
    expect(frames(sent)).toEqual([5, 6]);
    expect(outbox.sentFrames).toBe(2);
  });

  it('tells the loss at most once a second, with the number of the moment it leaves', () => {
    const { outbox, sent, take } = fakeLine();
    const told = () => sent.filter((text) => text.includes('lost-frames')).map((text) => JSON.parse(text) as object);
    outbox.text('x'.repeat(300_000));
    for (let frame = 0; frame < 3; frame += 1) show(outbox, 'north', frame);
    outbox.tellLoss();
    for (let frame = 3; frame < 6; frame += 1) show(outbox, 'north', frame);
    expect(told()).toEqual([]);
    take();
    expect(told()).toEqual([{ type: 'lost-frames', sinceLast: 5, total: 5 }]);
    for (let frame = 6; frame < 9; frame += 1) show(outbox, 'north', frame);
    outbox.tellLoss();
    take();
    expect(told()).toHaveLength(1);
    outbox.tellLoss();
    take();
    expect(told()[1]).toEqual({ type: 'lost-frames', sinceLast: 2, total: 7 });
    outbox.tellLoss();
    outbox.tellLoss();
    expect(told()).toHaveLength(2);
  });

  it('sends one status for many, as it is when it leaves, and each kind of change once', () => {
    let state = 0;
    const { outbox, sent, take } = fakeLine(() => `status ${state}`);
    outbox.text('x'.repeat(300_000));
    for (state = 1; state < 9; state += 1) {
      outbox.status();
      outbox.changed('cameras');
      outbox.changed(state % 2 ? 'jobs' : 'users');
    }
    take();
    expect(sent.slice(1)).toEqual([
      '{"type":"changed","what":"cameras"}',
      '{"type":"changed","what":"jobs"}',
      '{"type":"changed","what":"users"}',
      'status 9',
    ]);
  });

  it('does not count as lost what nobody wants any more', () => {
    const { outbox } = fakeLine();
    outbox.text('x'.repeat(300_000));
    show(outbox, 'north', 1);
    outbox.watch(new Set(['south']), true);
    expect(outbox.waiting).toBe(0);
    expect(outbox.lostFrames).toBe(0);
  });

  it('is bounded: too many events end it instead of being dropped in silence', () => {
    const { outbox, overflows } = fakeLine();
    outbox.text('x'.repeat(300_000));
    for (let at = 0; at < 500; at += 1) outbox.text(`event ${at}`);
    expect(overflows()).toBe(0);
    outbox.text('one more');
    expect(overflows()).toBe(1);
    outbox.close();
    expect(outbox.waiting).toBe(0);
  });

  it('sends nothing after it was closed', () => {
    const { outbox, sent, take } = fakeLine();
    outbox.text('x'.repeat(300_000));
    outbox.close();
    outbox.text('late');
    outbox.status();
    outbox.changed('users');
    show(outbox, 'north', 1);
    outbox.tellLoss();
    take();
    expect(sent).toHaveLength(1);
  });
});
