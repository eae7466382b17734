const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Pause before attempt `attempt` (1 is the first retry); `spread` 0..1 keeps many screens from coming back in step. */
export function retryPause(attempt: number, spread: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(full * (0.6 + 0.4 * spread));
}
