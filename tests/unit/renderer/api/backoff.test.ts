import { expect, it } from 'vitest';
import { retryPause } from '../../../../renderer/api/backoff.ts';

it('pauses grow up to ten seconds and spread so that screens do not come back in step', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => retryPause(attempt, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
  expect(retryPause(6, 0)).toBe(6000);
});
