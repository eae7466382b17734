import { describe, expect, it } from 'vitest';
import { statusOfFailure, valueOf } from '../../../../../workers/gateway/base/problem.ts';

describe('the status of a failure', () => {
  it.each([
    ['line-unknown', 404],
    ['not-found', 404],
    ['camera-exists', 409],
    ['zone-name-taken', 409],
    ['job-over', 409],
    ['last-admin', 409],
    ['invalid', 400],
    ['disk-full', 507],
    ['store-unreachable', 503],
    ['write-failed', 503],
    ['polygon-crosses-itself', 422],
  ])('%s is %i', (code, status) => {
    expect(statusOfFailure({ code, message: '', hint: '' })).toBe(status);
  });

  it('goes with the failure’s own words to the person who asked', () => {
    const failure = { code: 'camera-exists', message: 'There is one.', hint: 'Take another name.' };
    expect(() => valueOf({ ok: false, failure })).toThrow(expect.objectContaining({ status: 409, body: failure }));
  });
});
