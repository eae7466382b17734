import { describe, expect, it } from 'vitest';
import { gatewayOrigins, pageHeaders } from '../../../../electron/security/page-policy.ts';
import { securityHeaders } from '../../../../workers/gateway/http/security-headers.ts';

const policyOf = (headers: Record<string, string>): Map<string, string> =>
  new Map(
    (headers['content-security-policy'] ?? '').split('; ').map((rule) => {
      const [name = '', ...values] = rule.split(' ');
      return [name, values.join(' ')];
    }),
  );

describe('the policy of our own page', () => {
  it('is the same as that of the screens at the gateway, but for where it may connect to', () => {
    const desktop = pageHeaders('http://127.0.0.1:8080/');
    const site = securityHeaders(8080);
    const ours = policyOf(desktop);
    const theirs = policyOf(site);
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    for (const [name, values] of theirs)
      if (name !== 'connect-src') expect([name, ours.get(name)]).toEqual([name, values]);
    const others = (headers: Record<string, string>) => ({ ...headers, 'content-security-policy': '' });
    expect(others(desktop)).toEqual(others(site));
  });

  it('connects to exactly the gateway of this launch', () => {
    expect(policyOf(pageHeaders('http://127.0.0.1:4711/')).get('connect-src')).toBe(
      "'self' http://127.0.0.1:4711 ws://127.0.0.1:4711",
    );
  });

  it('connects to nothing before there is a gateway', () => {
    expect(policyOf(pageHeaders(null)).get('connect-src')).toBe("'self'");
    expect(gatewayOrigins(null)).toEqual([]);
  });

  it('runs no script that is not a file of ours', () => {
    expect(policyOf(pageHeaders(null)).get('script-src')).toBe("'self'");
    expect(policyOf(pageHeaders(null)).get('default-src')).toBe("'none'");
  });
});
