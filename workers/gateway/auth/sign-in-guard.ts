import { createHash } from 'node:crypto';

interface Attempts {
  count: number;
  lastUtcUs: number;
  waitUntilUtcUs: number;
}

const FIRST_WAIT_US = 30_000_000;
const LONGEST_WAIT_US = 900_000_000;
/** Longer than the longest wait: who keeps guessing is never forgotten. */
const FORGET_AFTER_US = 3_600_000_000;
const MOST = 10_000;

/**
 * Slows guessing at one user's password, from whatever address: after a few wrong ones each further guess waits longer.
 * Counted before the password is checked, so that guesses made at the same time count too. An hour without an attempt makes
 * up for all of them: a person who is wrong now and then never comes to wait.
 */
export class SignInGuard {
  readonly #attempts = new Map<string, Attempts>();
  readonly #free: number;
  readonly #now: () => number;

  constructor(freeAttempts: number, now: () => number) {
    this.#free = freeAttempts;
    this.#now = now;
  }

  /** Null when the attempt may go on, otherwise the moment until which to wait. */
  begin(user: string): number | null {
    const key = keyOf(user);
    const now = this.#now();
    const known = this.#remembered(key, now);
    if (known !== null && known.waitUntilUtcUs > now) return known.waitUntilUtcUs;
    const count = (known?.count ?? 0) + 1;
    const waits = count - this.#free;
    const waitUtcUs = waits < 0 ? 0 : now + Math.min(LONGEST_WAIT_US, FIRST_WAIT_US * 2 ** Math.min(waits, 10));
    this.#attempts.delete(key);
    this.#attempts.set(key, { count, lastUtcUs: now, waitUntilUtcUs: waitUtcUs });
    this.#makeRoom();
    return null;
  }

  succeeded(user: string): void {
    this.#attempts.delete(keyOf(user));
  }

  #remembered(key: string, now: number): Attempts | null {
    const known = this.#attempts.get(key);
    return known === undefined || now - known.lastUtcUs >= FORGET_AFTER_US ? null : known;
  }

  #makeRoom(): void {
    const oldest = this.#attempts.keys().next();
    if (this.#attempts.size > MOST && !oldest.done) this.#attempts.delete(oldest.value);
  }
}

/** Names that people type wrongly may be passwords: only their hash is kept. */
function keyOf(user: string): string {
  return createHash('sha256').update(user.toLowerCase()).digest('hex');
}
