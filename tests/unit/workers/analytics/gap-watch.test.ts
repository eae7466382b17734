import { describe, expect, it } from 'vitest';
import { createGapWatch } from '../../../../workers/analytics/gap-watch.ts';
import { createWallClock } from '../../../../workers/analytics/wall-clock.ts';

const second = 1_000_000;
/** A moment this many seconds after the start, with the clock on the wall set forward by so many more. */
const at = (seconds: number, setBy = 0) => ({ utcUs: (seconds + setBy) * second, ms: seconds * 1000 });

describe('time that nobody watched', () => {
  it('is told from its beginning while it grows, under its first cause, and ends with the next frame', () => {
    const watch = createGapWatch('a', at(0));
    expect(watch.analysed(10 * second, 10 * second, at(10))).toBeNull();
    expect(watch.tick(at(11), 'live')).toBeNull();
    expect(watch.tick(at(15), 'offline: unreachable')).toMatchObject({ fromUtcUs: 10 * second, toUtcUs: 15 * second });
    expect(watch.tick(at(20), 'connecting')).toMatchObject({ toUtcUs: 20 * second, cause: 'offline: unreachable' });
    expect(watch.analysed(21 * second, 21 * second, at(21))).toMatchObject({
      fromUtcUs: 10 * second,
      toUtcUs: 21 * second,
      cause: 'offline: unreachable',
    });
    expect(watch.analysed(21.1 * second, 21.1 * second, at(21.1))).toBeNull();
  });

  it('counts what a picture needs to get here as no gap, and ends one where the next picture begins', () => {
    const watch = createGapWatch('a', at(0));
    watch.analysed(10 * second, 12.5 * second, at(12.5));
    expect(watch.tick(at(14), 'live')).toBeNull();
    expect(watch.tick(at(17.1), 'stale')).toMatchObject({ fromUtcUs: 10 * second, toUtcUs: 14.6 * second });
    expect(watch.analysed(14.7 * second, 17.2 * second, at(17.2))).toMatchObject({ toUtcUs: 14.7 * second });
  });

  it('begins with the start of a camera that never answers', () => {
    const watch = createGapWatch('a', at(100));
    expect(watch.tick(at(110), 'auth-failed')).toMatchObject({ fromUtcUs: 100 * second, toUtcUs: 110 * second });
  });
});

describe('time that nobody watched, with a clock that is set', () => {
  it('back by an hour: a gap behind the step is told by the clock as it is now', () => {
    const watch = createGapWatch('a', at(10_000));
    watch.analysed(10_000 * second, 10_000 * second, at(10_000));
    watch.clockStepped(-3600 * second, at(10_001, -3600));
    expect(watch.tick(at(10_001, -3600), 'offline')).toBeNull();
    expect(watch.tick(at(10_060, -3600), 'offline')).toMatchObject({
      fromUtcUs: 6400 * second,
      toUtcUs: 6460 * second,
    });
    expect(watch.analysed(6470 * second, 6470 * second, at(10_070, -3600))).toMatchObject({ toUtcUs: 6470 * second });
  });

  it('back in the middle of a gap: it goes on from the step, and no moment to come is called unwatched', () => {
    const watch = createGapWatch('a', at(10_000));
    expect(watch.tick(at(10_030), 'offline')).toMatchObject({ fromUtcUs: 10_000 * second, toUtcUs: 10_030 * second });
    watch.clockStepped(-3600 * second, at(10_031, -3600));
    expect(watch.tick(at(10_060, -3600), 'offline')).toMatchObject({
      fromUtcUs: 6431 * second,
      toUtcUs: 6460 * second,
      cause: 'offline',
    });
  });

  it('forward by an hour: nothing is missing, and the hour left out has its own cause', () => {
    const watch = createGapWatch('a', at(0));
    watch.analysed(10 * second, 10 * second, at(10));
    watch.clockStepped(3600 * second, at(11, 3600));
    expect(watch.tick(at(11, 3600), 'detector')).toBeNull();
    // Timed by the clock before it was set, and arrived by the one after.
    expect(watch.analysed(11 * second, 3611 * second, at(11, 3600))).toBeNull();
    expect(watch.analysed(3612 * second, 3612 * second, at(12, 3600))).toMatchObject({
      fromUtcUs: 11 * second,
      toUtcUs: 3612 * second,
      cause: 'clock-step',
    });
    expect(watch.analysed(3613 * second, 3613 * second, at(13, 3600))).toBeNull();
    expect(watch.tick(at(20, 3600), 'offline')).toMatchObject({ fromUtcUs: 3613 * second, toUtcUs: 3620 * second });
  });
});

describe('the clock on the wall', () => {
  it('is corrected slowly, and set at once', () => {
    const wall = createWallClock(at(0));
    expect(wall.look(at(5, 0.4))).toBe(0);
    expect(wall.look(at(10, 0.8))).toBe(0);
    expect(wall.look(at(15, 3600))).toBe(3599.2 * second);
    expect(wall.look(at(20, 3600))).toBe(0);
    expect(wall.look(at(25, 0))).toBe(-3600 * second);
  });
});
