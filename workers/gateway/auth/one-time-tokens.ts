import { hashSecret, newSecret } from '../base/secrets.ts';

const HOUR_US = 3_600_000_000;

/** Links that work once: each is for one user, and is gone when it was used or after its hours. */
export class OneTimeTokens {
  readonly #tokens = new Map<string, { readonly user: string; readonly expiresUtcUs: number }>();
  readonly #lifeUs: number;
  readonly #now: () => number;

  constructor(hours: number, now: () => number) {
    this.#lifeUs = hours * HOUR_US;
    this.#now = now;
  }

  /** A fresh token for a user; an older one of the same user stops working. */
  create(user: string): string {
    for (const [hash, entry] of this.#tokens) if (entry.user === user) this.#tokens.delete(hash);
    const token = newSecret();
    this.#tokens.set(hashSecret(token), { user, expiresUtcUs: this.#now() + this.#lifeUs });
    return token;
  }

  /** The user a token is for; using it ends it. */
  use(token: string): string | null {
    const hash = hashSecret(token);
    const entry = this.#tokens.get(hash);
    if (!entry) return null;
    this.#tokens.delete(hash);
    return entry.expiresUtcUs > this.#now() ? entry.user : null;
  }

  /** What it was used for failed: the link may be tried again. */
  giveBack(token: string, user: string): void {
    this.#tokens.set(hashSecret(token), { user, expiresUtcUs: this.#now() + this.#lifeUs });
  }
}
