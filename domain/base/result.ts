/** What went wrong, in words the person at the screen can act on. `code` is for programs, `hint` says what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The outcome of something that may fail in an expected way. Bugs still throw. */
export type Result<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** A success. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** A failure that says what to do about it. */
export function fail(code: string, message: string, hint: string): Result<never> {
  return { ok: false, failure: { code, message, hint } };
}
