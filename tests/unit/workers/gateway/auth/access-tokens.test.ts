import { describe, expect, it } from 'vitest';
import { AccessTokens } from '../../../../../workers/gateway/auth/access-tokens.ts';

const HOUR = 3_600_000_000;
const vera = { user: 'vera', role: 'viewer', mustSetPassword: false } as const;

describe('access tokens', () => {
  it('are kept without the token itself', () => {
    const tokens = new AccessTokens(12, () => 0);
    const { accessToken, principal } = tokens.issue(vera);
    expect(principal.tokenId).not.toContain(accessToken);
    expect(tokens.find(accessToken)).toEqual(principal);
    expect(tokens.find(principal.tokenId)).toBeNull();
  });

  it('say once when they end, whatever ended them', () => {
    let now = 0;
    const ended: string[] = [];
    const tokens = new AccessTokens(12, () => now);
    tokens.onEnded = (id) => ended.push(id);
    const signedOut = tokens.issue(vera).principal.tokenId;
    const expired = tokens.issue(vera).principal.tokenId;
    tokens.end(signedOut);
    tokens.end(signedOut);
    now = 13 * HOUR;
    expect(tokens.alive(expired)).toBe(false);
    expect(tokens.alive(expired)).toBe(false);
    expect(ended).toEqual([signedOut, expired]);
  });

  it('of one user end together, but for the one that asks and those of others', () => {
    const tokens = new AccessTokens(12, () => 0);
    const [asking, other] = [tokens.issue(vera).principal.tokenId, tokens.issue(vera).principal.tokenId];
    const otto = tokens.issue({ ...vera, user: 'otto' }).principal.tokenId;
    tokens.endUser('vera', asking);
    expect([asking, other, otto].map((id) => tokens.alive(id))).toEqual([true, false, true]);
  });

  it('are bounded: the one that was idle longest makes room', () => {
    const tokens = new AccessTokens(12, () => 0);
    const idle = tokens.issue(vera);
    const used = tokens.issue(vera);
    for (let at = 0; at < 4999; at += 1) {
      tokens.find(used.accessToken);
      tokens.issue(vera);
    }
    expect(tokens.find(idle.accessToken)).toBeNull();
    expect(tokens.find(used.accessToken)).not.toBeNull();
  });
});
