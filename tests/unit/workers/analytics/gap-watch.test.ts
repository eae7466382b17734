import { describe, expect, it } from 'vitest';
import { createGapWatch } from '../../../../workers/analytics/gap-watch.ts';

const second = 1_000_000;

describe('time that nobody watched', () => {
  it('is told from its beginning while it grows, under its first cause, and ends with the next frame', () => {
    const watch = createGapWatch('a', 0);
    expect(watch.analysed(10 * second, 10 * second)).toBeNull();
    expect(watch.tick(11 * second, 'live')).toBeNull();
    expect(watch.tick(15 * second, 'offline: unreachable')).toMatchObject({
      fromUtcUs: 10 * second,
      toUtcUs: 15 * second,
    });
    expect(watch.tick(20 * second, 'connecting')).toMatchObject({
      toUtcUs: 20 * second,
      cause: 'offline: unreachable',
    });
    expect(watch.analysed(21 * second, 21 * second)).toMatchObject({
      fromUtcUs: 10 * second,
      toUtcUs: 21 * second,
      cause: 'offline: unreachable',
    });
    expect(watch.analysed(21.1 * second, 21.1 * second)).toBeNull();
  });

  it('counts what a picture needs to get here as no gap, and ends one where the next picture begins', () => {
    const watch = createGapWatch('a', 0);
    watch.analysed(10 * second, 12.5 * second);
    expect(watch.tick(14 * second, 'live')).toBeNull();
    expect(watch.tick(16 * second, 'stale')).toMatchObject({ fromUtcUs: 10 * second, toUtcUs: 13.5 * second });
    expect(watch.analysed(13.6 * second, 16.1 * second)).toMatchObject({ toUtcUs: 13.6 * second });
  });

  it('begins with the start of a camera that never answers', () => {
    const watch = createGapWatch('a', 100 * second);
    expect(watch.tick(110 * second, 'auth-failed')).toMatchObject({ fromUtcUs: 100 * second, toUtcUs: 110 * second });
  });
});
