import { describe, expect, it } from 'vitest';
import { toUtcUs, type UtcAnchor } from '../../../../domain/base/time.ts';
import { createLiveSessions } from '../../../../workers/analytics/live-sessions.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import { ANCHOR, BY, camera, DECODER, ofKind, scene, SOFTWARE, START_UTC_US } from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

const ARRIVAL: UtcAnchor = { ...ANCHOR, quality: 'arrival' };
const INFO = {
  ...{ width: 640, height: 360, sourceWidth: 640, sourceHeight: 360, codec: 'h264', decoder: DECODER, decoderFallback: null },
  ...{ anchor: ARRIVAL, durationUs: null, item: null },
};
const HEAD = { type: 'detections', seq: 1, cameraId: 'north', frameId: 0, count: 0 } as const;

function setUp() {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: null });
  const detector = { models: null };
  const sessions = createLiveSessions({
    config: camera(),
    keeper,
    detector,
    software: SOFTWARE,
    takeDrops: () => ({}),
  });
  sessions.runStarted(INFO);
  const frames = scene();
  const show = (from: number, to: number, anchor: UtcAnchor): void => {
    for (const { detections, ...frame } of frames.slice(from, to)) {
      const picture = { width: 640, height: 360, format: 'yuv420p' as const, jpeg: null };
      const by = { ...HEAD, ...BY, waitMs: 0, inferMs: 1, batch: 1 };
      sessions.step({ ...frame, ...picture, anchor, arrivedUtcUs: frame.utcUs }, { ok: true, by, detections });
    }
  };
  const opened = () =>
    ofKind(outbox.facts, 'session-open').map((s) => [s.anchorQuality, s.anchorUtcUs, s.anchorMediaUs]);
  const ended = () => ofKind(outbox.facts, 'session-end').map(({ reason, frames: count }) => [reason, count]);
  return { sessions, frames, show, opened, ended };
}

describe('the sessions of a live camera', () => {
  it('begin anew with the first frame under another clock, in the same run', () => {
    const { sessions, frames, show, opened, ended } = setUp();
    const mediaUs = frames[11]?.mediaUs ?? ANCHOR.mediaUs;
    const reported: UtcAnchor = { utcUs: toUtcUs(START_UTC_US + mediaUs - 300_000), mediaUs, quality: 'rtcp' };
    show(0, 11, ARRIVAL);
    show(11, 20, reported);
    sessions.runEnded({ reason: 'eof', willResume: false, settled: null });
    expect(opened()).toEqual([
      ['arrival', ARRIVAL.utcUs, ARRIVAL.mediaUs],
      ['rtcp', reported.utcUs, mediaUs],
    ]);
    expect(ended()).toEqual([
      ['clock-changed', 11],
      ['eof', 9],
    ]);
  });

  it('go on while the anchor says the same, whichever object it is', () => {
    const { show, opened } = setUp();
    show(0, 5, ARRIVAL);
    show(5, 10, { ...ARRIVAL });
    expect(opened()).toHaveLength(1);
  });

  it('open after other settings under the clock of that moment', () => {
    const { sessions, show, opened, ended } = setUp();
    const reported: UtcAnchor = { ...ARRIVAL, quality: 'rtcp' };
    show(0, 5, ARRIVAL);
    sessions.update(camera({ analysis: { thresholds: { car: 0.6 } } }));
    show(5, 10, reported);
    expect(opened().map(([quality]) => quality)).toEqual(['arrival', 'rtcp']);
    expect(ended()).toEqual([['settings-changed', 5]]);
  });
});
