import { describe, expect, it } from 'vitest';
import { createFrameQueue } from '../../../../workers/inference/frame-queue.ts';
import type { BatchTicket, QueuedFrame } from '../../../../workers/inference/frame-queue.ts';

interface Frame extends QueuedFrame {
  readonly n: number;
  readonly model?: string;
}
const WAIT_MS = 4;

function queueOf(...frames: Frame[]) {
  const queue = createFrameQueue<Frame>();
  for (const frame of frames) queue.add(frame);
  return queue;
}
const live = (line: string, n = 1, arrivedMs = 0): Frame => ({ line, n, arrivedMs, lossless: false });
const replay = (line: string, n = 1, arrivedMs = 0): Frame => ({ line, n, arrivedMs, lossless: true });
const batchesOf =
  (maxBatch: number, alone = false) =>
  (frame: Frame): BatchTicket => ({ group: frame.model ?? 'a', maxBatch, alone });

function taken(queue: ReturnType<typeof queueOf>, maxBatch: number, nowMs = 1000): string[] | number | null {
  const turn = queue.take(nowMs, WAIT_MS, batchesOf(maxBatch));
  if (turn === null) return null;
  return 'waitMs' in turn ? turn.waitMs : turn.batch.map(({ line, n }) => `${line}${n}`);
}

describe('the queue of frames', () => {
  it('has nothing to give when it is empty', () => {
    expect(taken(queueOf(), 4)).toBeNull();
  });

  it('takes one frame of every live camera at most', () => {
    const queue = queueOf(live('a', 1), live('a', 2), live('b', 1));
    expect(taken(queue, 4)).toEqual(['a1', 'b1']);
    expect(taken(queue, 4, 5000)).toEqual(['a2']);
  });

  it('fills what is left with more frames of lossless cameras, in their order', () => {
    const queue = queueOf(replay('r', 1), replay('r', 2), replay('r', 3), live('a', 1), live('a', 2));
    expect(taken(queue, 4)).toEqual(['r1', 'a1', 'r2', 'r3']);
  });

  it('serves cameras in turn, so that a busy one starves nobody', () => {
    const queue = queueOf(...Array.from({ length: 6 }, (_, n) => replay('busy', n)), live('a', 1), live('b', 1));
    const order = Array.from({ length: 8 }, () => taken(queue, 1)).flat();
    expect(order).toEqual(['busy0', 'a1', 'b1', 'busy1', 'busy2', 'busy3', 'busy4', 'busy5']);
  });

  it('gives every camera the same share when all want more than there is', () => {
    const cameras = ['a', 'b', 'c'];
    const queue = queueOf(...cameras.flatMap((camera) => Array.from({ length: 50 }, (_, n) => replay(camera, n))));
    const served = Array.from({ length: 30 }, () => taken(queue, 2)).flat();
    for (const camera of cameras) expect(served.filter((name) => String(name).startsWith(camera))).toHaveLength(20);
  });

  it('never mixes models in a batch', () => {
    const queue = queueOf(live('a'), { ...live('b'), model: 'other' }, live('c'));
    expect(taken(queue, 4)).toEqual(['a1', 'c1']);
    expect(taken(queue, 4, 5000)).toEqual(['b1']);
  });

  it('waits for another camera that is at work, but no longer than allowed', () => {
    const queue = queueOf(live('a', 1, 0), live('b', 1, 0));
    expect(taken(queue, 2, 0)).toEqual(['a1', 'b1']);
    queue.add(live('a', 2, 100));
    expect(taken(queue, 2, 101)).toBe(3);
    expect(taken(queue, 2, 104)).toEqual(['a2']);
  });

  it('does not wait when only one camera is at work, or when company cannot be had', () => {
    expect(taken(queueOf(live('a', 1, 100)), 4, 100)).toEqual(['a1']);
    const queue = queueOf(live('a', 1, 0), live('b', 1, 0));
    taken(queue, 2, 0);
    queue.add(live('a', 2, 100));
    expect(taken(queue, 1, 100)).toEqual(['a2']);
  });

  it('does not wait for a camera that has been silent for a second', () => {
    const queue = queueOf(live('a', 1, 0), live('b', 1, 0));
    taken(queue, 2, 0);
    queue.add(live('a', 2, 2000));
    expect(taken(queue, 2, 2000)).toEqual(['a2']);
  });

  it('passes over a camera whose model is still being loaded', () => {
    const queue = queueOf(live('a'), live('b'));
    const turn = queue.take(5000, WAIT_MS, (frame) => (frame.line === 'a' ? null : batchesOf(2)(frame)));
    expect(turn).toMatchObject({ batch: [{ line: 'b' }] });
    expect(queue.size).toBe(1);
  });

  it('lets a frame that must go alone go alone, whoever stands first', () => {
    const judge = (frame: Frame) => batchesOf(4, frame.lossless)(frame);
    const first = queueOf(replay('r'), live('a')).take(5000, WAIT_MS, judge);
    expect(first).toMatchObject({ batch: [{ line: 'r' }] });
    const second = queueOf(live('a'), replay('r'), live('b')).take(5000, WAIT_MS, judge);
    expect(second).toMatchObject({ batch: [{ line: 'a' }, { line: 'b' }] });
  });

  it('gives back frames from the heads of the lines, and only from there', () => {
    const queue = queueOf(live('a', 1), live('a', 2), live('a', 3), live('b', 2));
    expect(queue.removeHeads(({ n }) => n !== 2).map(({ n }) => n)).toEqual([1]);
    expect(queue.size).toBe(3);
  });
});
