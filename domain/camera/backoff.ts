import type { SourceFailureCode } from './failure-codes.ts';

/** How long to wait between two attempts to open a source. */
export interface BackoffRules {
  readonly firstMs: number;
  readonly factor: number;
  /** The cap for everything without a rule of its own. */
  readonly capMs: number;
  /** A live network camera that returns must be on screen within ten seconds, so it is asked more often … */
  readonly liveCapMs: number;
  /** … and a little less often once it has been away for `liveLongMs`. */
  readonly liveLongCapMs: number;
  readonly liveLongMs: number;
  /** Wrong passwords lock accounts: never ask fast. */
  readonly authFirstMs: number;
  /** After so long a time with pictures, the next trouble starts at the first step again. */
  readonly stableMs: number;
}

/** The rules every camera runs by unless a test says otherwise. */
export const BACKOFF_RULES: BackoffRules = {
  firstMs: 500,
  factor: 2,
  capMs: 30_000,
  liveCapMs: 5_000,
  liveLongCapMs: 8_000,
  liveLongMs: 300_000,
  authFirstMs: 10_000,
  stableMs: 60_000,
};

/** What the next wait depends on. `jitter` is a number from 0 to 1 that the caller draws. */
export interface BackoffSituation {
  /** Failures in a row before this wait; 0 for the first. */
  readonly failures: number;
  readonly code: SourceFailureCode;
  readonly liveNetwork: boolean;
  /** It has shown pictures before: what it says while it starts again does not make it another thing. */
  readonly hasShown: boolean;
  readonly troubledForMs: number;
  readonly jitter: number;
}

/** Milliseconds until the next attempt. Jitter only shortens, so a cap is a promise. */
export function backoffMs(situation: BackoffSituation, rules: BackoffRules = BACKOFF_RULES): number {
  const slow = situation.code === 'auth-failed';
  const first = slow ? rules.authFirstMs : rules.firstMs;
  const cap = capFor(situation, rules);
  // The exponent is held down because a camera that is away for weeks would overflow it.
  const grown = first * rules.factor ** Math.min(Math.max(situation.failures, 0), 30);
  const jitter = Math.min(1, Math.max(0, situation.jitter));
  return Math.round(Math.min(cap, grown) * (1 - 0.25 * jitter));
}

function capFor(situation: BackoffSituation, rules: BackoffRules): number {
  const { code, liveNetwork, hasShown, troubledForMs } = situation;
  const noVideo = code === 'unsupported-codec' || code === 'not-a-video';
  const patient = code === 'auth-failed' || (noVideo && !hasShown);
  if (patient || !liveNetwork) return rules.capMs;
  return troubledForMs < rules.liveLongMs ? rules.liveCapMs : rules.liveLongCapMs;
}

/** Whether a run with pictures lasted long enough to forget the failures before it. */
export function isStable(liveForMs: number, rules: BackoffRules = BACKOFF_RULES): boolean {
  return liveForMs >= rules.stableMs;
}
