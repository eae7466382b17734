/** After the last move of a person the wall waits this long before it turns by itself again. */
export const REST_MS = 15_000;

export interface CycleFacts {
  readonly on: boolean;
  readonly pages: number;
  readonly dwellMs: number;
  readonly nowMs: number;
  readonly turnedAtMs: number;
  readonly workedAtMs: number;
  /** A person is in the middle of something that a turning wall would spoil. */
  readonly held: boolean;
}

/** What a wall that turns its pages does now. Nothing turns under the hands of a person. */
export function cycleStep(facts: CycleFacts): 'off' | 'paused' | 'waits' | 'turns' {
  if (!facts.on || facts.pages < 2) return 'off';
  const restedAtMs = facts.workedAtMs + REST_MS;
  if (facts.held || facts.nowMs < restedAtMs) return 'paused';
  return facts.nowMs - Math.max(facts.turnedAtMs, restedAtMs - facts.dwellMs) >= facts.dwellMs ? 'turns' : 'waits';
}
