/** How many restarts are allowed within how long. */
export interface RestartBudget {
  readonly restarts: number;
  readonly withinMs: number;
}

/** Five restarts a minute: enough for bad luck, too few for a crash loop. */
export const RESTART_BUDGET: RestartBudget = { restarts: 5, withinMs: 60_000 };

/** Whether one more restart may be spent now, and the restarts to remember. */
export interface RestartVerdict {
  readonly allowed: boolean;
  readonly history: readonly number[];
}

/** Spends one restart at `nowMs` (any monotonic clock). Once refused, nothing is spent, so the budget refills with time. */
export function spendRestart(
  history: readonly number[],
  nowMs: number,
  budget: RestartBudget = RESTART_BUDGET,
): RestartVerdict {
  const recent = history.filter((at) => nowMs - at < budget.withinMs);
  if (recent.length >= budget.restarts) return { allowed: false, history: recent };
  return { allowed: true, history: [...recent, nowMs] };
}
