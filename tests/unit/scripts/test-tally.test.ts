import { describe, expect, it } from 'vitest';
import { addTallies, failuresOfVitest, tallyLine, tallyOfStep, tallyOfVitest } from '../../../scripts/test-tally.ts';

interface Counts {
  readonly passed?: number;
  readonly failed?: number;
  readonly pending?: number;
  readonly todo?: number;
  readonly files?: readonly { status: string; assertionResults: readonly { status: string }[] }[];
}

const report = ({ passed = 0, failed = 0, pending = 0, todo = 0, files = [] }: Counts): unknown => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
  testResults: files,
});
const broken = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
const red = { status: 'failed', assertionResults: [{ status: 'failed' }] };

describe('the tally of a vitest report', () => {
  it.each([
    ['counts passed tests', report({ passed: 3 }), 0, { passed: 3, failed: 0, skipped: 0 }],
    [
      'counts a failed test once, not its file again',
      report({ passed: 1, failed: 1, files: [red] }),
      1,
      { passed: 1, failed: 1, skipped: 0 },
    ],
    [
      'counts a file that did not load',
      report({ passed: 1, files: [broken] }),
      1,
      { passed: 1, failed: 1, skipped: 0 },
    ],
    ['counts a bad end without a failed test', report({ passed: 2 }), 1, { passed: 2, failed: 1, skipped: 0 }],
    [
      'adds what is pending and what is still to be written',
      report({ pending: 2, todo: 1 }),
      0,
      { passed: 0, failed: 0, skipped: 3 },
    ],
    ['takes a missing report for a failure', null, 0, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_name, given, code, expected) => {
    expect(tallyOfVitest(given, code)).toEqual(expected);
  });
});

describe('what failed', () => {
  it('is named with its file and the beginning of its reason', () => {
    const failed = {
      status: 'failed',
      fullName: 'a camera comes back',
      failureMessages: ['Error: it did not\n  at x'],
    };
    const files = [
      { name: 'a.test.ts', status: 'failed', assertionResults: [failed, { status: 'passed', fullName: 'fine' }] },
      { name: 'b.test.ts', message: 'no such module', status: 'failed', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'fine' }] },
    ];
    expect(failuresOfVitest({ ...Object(report({})), testResults: files })).toEqual([
      'a.test.ts: a camera comes back\n    Error: it did not\n      at x',
      'b.test.ts: did not load or a hook failed\n    no such module',
    ]);
  });

  it('is unknown where there is no report', () => {
    expect(failuresOfVitest(null)).toEqual([]);
  });
});

describe('the last line', () => {
  it('names skipped tests only where there are some', () => {
    expect(tallyLine({ passed: 4, failed: 0, skipped: 0 })).toBe('4 passed, 0 failed');
    expect(tallyLine({ passed: 4, failed: 1, skipped: 2 })).toBe('4 passed, 1 failed, 2 skipped');
  });

  it('sums the stages', () => {
    const sum = addTallies([tallyOfStep(true), tallyOfStep(false), { passed: 5, failed: 0, skipped: 2 }]);
    expect(sum).toEqual({ passed: 6, failed: 1, skipped: 2 });
  });
});
