import { describe, expect, it } from 'vitest';
import { toMediaUs, toUtcUs } from '../../../../domain/base/time.ts';
import { createPictureWatch } from '../../../../workers/analytics/picture-watch.ts';
import { ofKind, replayJob, START_UTC_US } from './analysis-scenes.ts';
import { INFO, settle, setUp } from './runner-bench.ts';

const WIDTH = 640;
const HEIGHT = 360;

/** A picture of one shade, or of stripes that move with `at`. */
function picture(shade: number | null, at = 0): Uint8Array {
  const raw = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(shade ?? 0);
  if (shade !== null) return raw;
  for (let index = 0; index < WIDTH * HEIGHT; index += 1) raw[index] = (((index % WIDTH) + at * 9) % 80) * 3;
  return raw;
}

/** Shows pictures five times a second; as long as the film of the bench lasts. */
async function show(bench: ReturnType<typeof setUp>, from: number, count: number, make: (at: number) => Uint8Array) {
  for (const { frameId } of bench.frames.slice(from, from + count)) {
    const us = frameId * 200_000;
    bench.at(us / 1000);
    const times = { mediaUs: toMediaUs(us), utcUs: START_UTC_US + us, arrivedUtcUs: START_UTC_US + us };
    const size = { width: WIDTH, height: HEIGHT, format: 'yuv420p' as const };
    void bench.runner.onFrame({ frameId, ...times, ...size, raw: make(frameId), anchor: INFO.anchor, jpeg: null });
    await settle();
  }
}

describe('a live camera whose lens is covered', () => {
  it('says so, claims no time while it is, leaves a gap of that cause, and says when it sees again', async () => {
    const bench = setUp();
    const { runner, outbox } = bench;
    runner.onState({ state: 'live', reason: 'frames', detail: '', sinceUtcUs: toUtcUs(START_UTC_US) });
    await show(bench, 0, 5, (at) => picture(null, at));
    expect(runner.status()).toMatchObject({ state: 'live', reason: 'frames' });
    await show(bench, 5, 65, () => picture(3));
    expect(runner.status()).toMatchObject({ state: 'live', reason: 'covered' });
    const coveredFrom = runner.status().sinceUtcUs;
    runner.tick();
    await show(bench, 70, 6, (at) => picture(null, at));
    expect(runner.status()).toMatchObject({ state: 'live', reason: 'frames' });
    await runner.onRunEnd({ reason: 'stopped', drops: {}, willResume: false, settled: null });

    expect(ofKind(outbox.facts, 'camera-event').map(({ reason }) => reason)).toEqual(['frames', 'covered', 'frames']);
    expect(ofKind(outbox.facts, 'hole').map(({ cause }) => cause)).toContain('covered');
    const claimed = ofKind(outbox.facts, 'coverage');
    const seenAgain = START_UTC_US + 70 * 200_000;
    expect(claimed.length).toBeGreaterThan(0);
    for (const { fromUtcUs, toUtcUs: to } of claimed) expect(to <= coveredFrom || fromUtcUs >= seenAgain).toBe(true);
  });

  it('is still counted: what is seen after all is not lost', async () => {
    const bench = setUp();
    await show(bench, 0, 76, () => picture(3));
    expect(bench.detector.asked).toHaveLength(76);
  });

  it('a replay is not judged: its recording is what it is', async () => {
    const bench = setUp(replayJob());
    await show(bench, 0, 76, () => picture(3));
    expect(bench.runner.status().reason).not.toBe('covered');
  });
});

describe('looking at pictures', () => {
  it('is done once a second, and not at a picture that is cut off', () => {
    const watch = createPictureWatch();
    const black = { raw: picture(3), width: WIDTH, height: HEIGHT, format: 'yuv420p' as const };
    expect(watch.look({ ...black, raw: new Uint8Array(5) }, 0, 0)).toBe(false);
    const changes = Array.from({ length: 400 }, (_, at) => watch.look(black, at * 40, at * 40_000)).filter(Boolean);
    expect(changes).toHaveLength(1);
    expect(watch.verdict).toBe('covered');
    watch.runStarted();
    expect(watch.verdict).toBe('good');
  });
});
