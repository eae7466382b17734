import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import type { Message, ReplayJob } from '../../../../domain/contracts/messages.ts';
import { openOutbox } from '../../../../workers/analytics/outbox.ts';
import { createCameraRunner } from '../../../../workers/analytics/camera-runner.ts';
import type { DetectorClient } from '../../../../workers/analytics/detector-client.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import {
  ANCHOR,
  BY,
  camera,
  DECODER,
  ofKind,
  replayJob,
  scene,
  type SceneFrame,
  sessionStart,
  SOFTWARE,
  START_UTC_US,
} from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The facts of a session as its keeper tells them; the last one is its end. */
function factsOf(job: Parameters<typeof createSessionKeeper>[0]['job']): readonly Fact[] {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job });
  keeper.open(sessionStart());
  for (const frame of scene(1)) keeper.step(frame, frame.detections);
  keeper.close('ended', {});
  return outbox.facts;
}

function setUp() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-restored-'));
  folders.push(folder);
  const file = path.join(folder, 'camera-0.journal');
  const open = () => {
    const sent: { seq: number; kinds: string[]; body: number }[] = [];
    const outbox = openOutbox({ file, sender: 'camera-0', onRefused: () => undefined });
    const send = (message: Message, body: Uint8Array): void => {
      if (message.type !== 'facts') return;
      sent.push({ seq: message.seq, kinds: message.facts.map(({ kind }) => kind), body: body.length });
    };
    return { outbox, sent, send };
  };
  return open;
}

const [opening, ...rest] = factsOf(null);
const end = rest.at(-1)!;
const crossing: Fact = rest.find(({ kind }) => kind === 'coverage')!;
const NONE = new Uint8Array(0);

describe('facts for a store whose database was restored', () => {
  it('come behind what opens their sessions, though the store had acknowledged that before', () => {
    const { outbox, sent, send } = setUp()();
    outbox.opened(send);
    outbox.put([opening!], NONE);
    outbox.acknowledged(1);
    outbox.lost();
    outbox.put([crossing], new Uint8Array(7));
    outbox.put([crossing], NONE);
    sent.length = 0;
    outbox.opened(send, true);
    expect(sent).toEqual([
      { seq: 2, kinds: ['session-open', crossing.kind], body: 7 },
      { seq: 3, kinds: [crossing.kind], body: 0 },
    ]);
    expect(outbox.pending).toBe(3);
    outbox.acknowledged(2);
    outbox.acknowledged(3);
    expect(outbox.pending).toBe(0);
    outbox.close();
  });

  it('open their sessions also when none of them waits, and when the end of a session waits', () => {
    const { outbox, sent, send } = setUp()();
    outbox.opened(send);
    outbox.put([opening!], NONE);
    outbox.acknowledged(1);
    outbox.lost();
    outbox.opened(send, true);
    expect(sent.at(-1)?.kinds).toEqual(['session-open']);
    outbox.acknowledged(2);
    outbox.lost();
    outbox.put([end], NONE);
    outbox.opened(send, true);
    expect(sent.at(-1)?.kinds).toEqual(['session-open', 'session-end']);
    outbox.acknowledged(3);
    // It is over, and the store knows it: no database needs its opening any more.
    const before = sent.length;
    outbox.opened(send, true);
    expect(sent).toHaveLength(before);
    outbox.close();
  });

  it('keep those openings in the journal, should their process die before they are taken', () => {
    const open = setUp();
    const first = open();
    first.outbox.opened(first.send);
    first.outbox.put([opening!], NONE);
    first.outbox.acknowledged(1);
    first.outbox.put([crossing], NONE);
    first.outbox.opened(first.send, true);
    const second = open();
    second.outbox.opened(second.send);
    expect(second.sent).toEqual([{ seq: 2, kinds: ['session-open', crossing.kind], body: 0 }]);
    second.outbox.close();
    first.outbox.close();
  });

  it('do not open the sessions of replays again: the store alone says where those go on', () => {
    const { outbox, sent, send } = setUp()();
    outbox.opened(send);
    outbox.put(factsOf(replayJob()).slice(0, 1), NONE);
    outbox.acknowledged(1);
    sent.length = 0;
    outbox.opened(send, true);
    expect(sent).toEqual([]);
    outbox.close();
  });
});

/** A camera, or a replay, whose detector knows the film and answers at once. */
function runFilm(job: ReplayJob | null) {
  const frames = scene(2);
  const outbox = createFakeOutbox();
  const head = { type: 'detections', seq: 1, cameraId: 'north', frameId: 0, count: 0, waitMs: 0, inferMs: 1, batch: 1 };
  const detector = {
    detect: ({ frameId }: { frameId: number }) =>
      Promise.resolve({ ok: true, detections: frames[frameId]!.detections, by: { ...head, ...BY } }),
    models: null,
  } as unknown as DetectorClient;
  const runner = createCameraRunner(camera(), {
    ...{ job, detector, outbox, software: SOFTWARE, nowMs: () => 0, nowUtcUs: () => START_UTC_US },
    ...{ watched: () => false, publish: () => undefined, log: () => undefined, onHopeless: () => undefined },
  });
  const size = { width: 640, height: 360 };
  runner.onRunStart({
    ...{ ...size, sourceWidth: 1280, sourceHeight: 720, codec: 'h264', decoder: DECODER, durationUs: 2_000_000 },
    anchor: { ...ANCHOR, quality: 'arrival' },
    item: null,
    decoderFallback: null,
  });
  const show = async (frame: SceneFrame): Promise<void> => {
    const anchor = { ...ANCHOR, quality: 'arrival' } as const;
    await runner.onFrame({ ...frame, ...size, anchor, format: 'yuv420p', jpeg: null, arrivedUtcUs: frame.utcUs });
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { runner, outbox, frames, show };
}

describe('when the store says that its database was restored', () => {
  it('a live camera ends its session and counts on in another one', async () => {
    const { runner, outbox, frames, show } = runFilm(null);
    for (const frame of frames.slice(0, 10)) await show(frame);
    runner.storeRestored();
    for (const frame of frames.slice(10)) await show(frame);
    expect(ofKind(outbox.facts, 'session-end').map(({ reason }) => reason)).toEqual(['database-restored']);
    const [before, after] = ofKind(outbox.facts, 'session-open').map(({ sessionId }) => sessionId);
    expect(after).not.toBe(before);
    expect(runner.status().sessionId).toBe(after);
  });

  it('a replay takes no further frame and ends nothing: its next process goes on from where the store is', async () => {
    const { runner, outbox, frames, show } = runFilm(replayJob());
    for (const frame of frames.slice(0, 10)) await show(frame);
    runner.storeRestored();
    const { length } = outbox.facts;
    for (const frame of frames.slice(10)) await show(frame);
    await runner.onRunEnd({ reason: 'ended', drops: {}, willResume: false, settled: null });
    expect(outbox.facts).toHaveLength(length);
    expect(ofKind(outbox.facts, 'session-end')).toEqual([]);
  });
});
