import type { Role } from '../../../domain/contracts/store-commands.ts';
import { hashSecret, newSecret } from '../base/secrets.ts';

/** Who is asking. `mustSetPassword` may do nothing but set one. */
export interface Principal {
  readonly tokenId: string;
  readonly user: string;
  readonly role: Role;
  readonly mustSetPassword: boolean;
}

interface Entry {
  principal: Principal;
  expiresUtcUs: number;
}

const HOUR_US = 3_600_000_000;
/** Far above what one site needs; keeps a flood of sign-ins from filling memory. */
const MOST = 5000;

/** Access tokens of this run: kept hashed and in memory only, so that a restart signs everybody out. */
export class AccessTokens {
  readonly #entries = new Map<string, Entry>();
  readonly #lifeUs: number;
  readonly #now: () => number;
  /** Told the id of every token that ended before its time. */
  onEnded: (tokenId: string) => void = () => undefined;

  constructor(hours: number, now: () => number) {
    this.#lifeUs = hours * HOUR_US;
    this.#now = now;
  }

  issue(who: Omit<Principal, 'tokenId'>): { accessToken: string; expiresUtcUs: number; principal: Principal } {
    const accessToken = newSecret();
    const principal = { ...who, tokenId: hashSecret(accessToken) };
    const expiresUtcUs = this.#now() + this.#lifeUs;
    this.#makeRoom();
    this.#entries.set(principal.tokenId, { principal, expiresUtcUs });
    return { accessToken, expiresUtcUs, principal };
  }

  /** The holder of a token; using it moves its expiry. */
  find(accessToken: string): Principal | null {
    const tokenId = hashSecret(accessToken);
    if (!this.alive(tokenId)) return null;
    this.touch(tokenId);
    return this.#entries.get(tokenId)?.principal ?? null;
  }

  alive(tokenId: string): boolean {
    const entry = this.#entries.get(tokenId);
    if (!entry) return false;
    if (entry.expiresUtcUs > this.#now()) return true;
    this.end(tokenId);
    return false;
  }

  touch(tokenId: string): void {
    const entry = this.#entries.get(tokenId);
    if (!entry) return;
    entry.expiresUtcUs = this.#now() + this.#lifeUs;
    // Moved to the end: the first entry is always the one that was idle longest.
    this.#entries.delete(tokenId);
    this.#entries.set(tokenId, entry);
  }

  /** The user has set the password that was missing; the token now does what the role may. */
  passwordWasSet(tokenId: string): void {
    const entry = this.#entries.get(tokenId);
    if (entry) entry.principal = { ...entry.principal, mustSetPassword: false };
  }

  end(tokenId: string): void {
    if (this.#entries.delete(tokenId)) this.onEnded(tokenId);
  }

  /** Ends every token of a user, except the one that is asking. */
  endUser(user: string, exceptTokenId: string | null): void {
    const ids = [...this.#entries].filter(([, entry]) => entry.principal.user === user).map(([id]) => id);
    for (const id of ids) if (id !== exceptTokenId) this.end(id);
  }

  #makeRoom(): void {
    const oldest = this.#entries.keys().next();
    if (this.#entries.size >= MOST && !oldest.done) this.end(oldest.value);
  }
}
