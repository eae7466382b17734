import { z } from 'zod';

/** What a run came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0 };

/** A step without tests of its own, such as the build, counts as one test. */
export function tallyOfStep(passed: boolean): Tally {
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    EMPTY_TALLY,
  );
}

const reportSchema = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
  testResults: z.array(
    z.object({
      name: z.string().optional(),
      message: z.string().optional(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string().optional(),
          failureMessages: z.array(z.string()).nullish(),
          status: z.string(),
        }),
      ),
    }),
  ),
});

/**
 * The tally of a vitest JSON report. A file that fails outside of its tests (it does not load, or a hook fails) is one
 * failure more; a run that ends badly without any failed test is one failure too. An unreadable report is one failure.
 */
export function tallyOfVitest(report: unknown, exitCode: number): Tally {
  const read = reportSchema.safeParse(report);
  if (!read.success) return tallyOfStep(false);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read.data;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = numFailedTests + brokenFiles;
  return {
    passed: numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

/** What failed, one entry each with the beginning of its reason: said again at the very end, where a log is read first. */
export function failuresOfVitest(report: unknown): readonly string[] {
  const read = reportSchema.safeParse(report);
  if (!read.success) return [];
  return read.data.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [said(name, 'did not load or a hook failed', message)];
      return failed.map(({ fullName, failureMessages }) => said(name, fullName, failureMessages?.[0]));
    });
}

function said(file = 'a file', what = 'a test', reason = ''): string {
  const beginning = reason.split('\n').slice(0, MOST_REASON_LINES).join('\n    ');
  return `${file}: ${what}${beginning === '' ? '' : `\n    ${beginning}`}`;
}

const MOST_REASON_LINES = 6;

/** The last line of every test run, which other programs read. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
