import type { Failure, Result } from '../../../domain/base/result.ts';

/** An expected failure on its way to the person who asked: a status and {code, message, hint}. */
export class Problem extends Error {
  readonly status: number;
  readonly body: Failure;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Failure, headers: Readonly<Record<string, string>> = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function problem(status: number, code: string, message: string, hint: string): Problem {
  return new Problem(status, { code, message, hint });
}

export function notFound(what: string): Problem {
  return problem(404, 'not-found', `There is no such ${what}.`, 'It may have been deleted; fetch the list again.');
}

/** Failure codes of other rooms are names; their ending says what kind of failure they are. */
const STATUS_BY_ENDING: readonly (readonly [RegExp, number])[] = [
  [/(not-found|unknown|missing|no-such-[a-z-]+)$/, 404],
  [/(exists|conflict|taken|duplicate|in-use|closed|finished|over|last-admin)$/, 409],
  [/(forbidden|not-allowed)$/, 403],
  [/^(invalid|bad-[a-z-]+)$/, 400],
  [/^disk-full$/, 507],
  [/(unavailable|unreachable|timeout|timed-out|busy|stopped|disconnected|lost|write-failed|corrupt)$/, 503],
];

export function statusOfFailure(failure: Failure): number {
  return STATUS_BY_ENDING.find(([ending]) => ending.test(failure.code))?.[1] ?? 422;
}

/** The value of a success; a failure goes to the person who asked. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Problem(statusOfFailure(result.failure), result.failure);
}
