/** Which of a camera's addresses is used, and how often it failed in a row. */
export interface FailoverState {
  readonly index: number;
  readonly failures: number;
}

/** Failures in a row after which the next address is tried. */
export const FAILURES_BEFORE_BACKUP = 3;

/** Begins with the main address. */
export function startFailover(): FailoverState {
  return { index: 0, failures: 0 };
}

/** After a failed attempt: stay, or move to the next address; behind the last one comes the main address again. */
export function afterFailure(state: FailoverState, addresses: number): FailoverState {
  const failures = state.failures + 1;
  if (failures < FAILURES_BEFORE_BACKUP || addresses < 2) return { index: state.index, failures };
  return { index: (state.index + 1) % addresses, failures: 0 };
}

/** After a loss that followed a stable time: the main address deserves the first try again. */
export function afterStableLoss(): FailoverState {
  return startFailover();
}
