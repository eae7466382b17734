import { createHash } from 'node:crypto';

interface Attempts {
  count: number;
  waitUntilUtcUs: number;
}

const FIRST_WAIT_US = 30_000_000;
const LONGEST_WAIT_US = 900_000_000;
const MOST = 10_000;

/**
 * Slows guessing at one user's password, from whatever address: after a few wrong ones each further guess waits longer.
 * Counted before the password is checked, so that guesses made at the same time count too.
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
    const known = this.#attempts.get(key) ?? { count: 0, waitUntilUtcUs: 0 };
    const now = this.#now();
    if (known.waitUntilUtcUs > now) return known.waitUntilUtcUs;
    const count = known.count + 1;
    const waits = count - this.#free;
    const waitUtcUs = waits < 0 ? 0 : now + Math.min(LONGEST_WAIT_US, FIRST_WAIT_US * 2 ** Math.min(waits, 10));
    this.#attempts.delete(key);
    this.#attempts.set(key, { count, waitUntilUtcUs: waitUtcUs });
    this.#makeRoom();
    return null;
  }

  succeeded(user: string): void {
    this.#attempts.delete(keyOf(user));
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
