import { describe, expect, it } from 'vitest';
import { takeOneTimeToken } from '../../../../renderer/state/one-time-token.ts';
import { mayDo } from '../../../../renderer/state/session-store.ts';

describe('the token of a one-time link', () => {
  const take = (hash: string) => {
    const shown: string[] = [];
    const history = {
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => shown.push(String(url)),
    };
    return { token: takeOneTimeToken({ hash, pathname: '/', search: '' }, history), shown };
  };

  it.each([
    ['#token=abcdefghijklmnop', 'abcdefghijklmnop'],
    ['#/token=abcdefghijklmnop', 'abcdefghijklmnop'],
  ])('is taken from %s and out of the address bar', (hash, token) => {
    expect(take(hash)).toEqual({ token, shown: ['/'] });
  });

  it('leaves the address bar also when it is too short to be one', () => {
    expect(take('#token=abc')).toEqual({ token: null, shown: ['/'] });
  });

  it('leaves other addresses alone', () => {
    expect(take('#/camera/north')).toEqual({ token: null, shown: [] });
  });
});

it.each([
  ['admin', [true, true, true]],
  ['operator', [true, true, false]],
  ['analyst', [true, false, false]],
  ['viewer', [false, false, false]],
] as const)('a user with the role %s sees the buttons that the site would accept from them', (role, may) => {
  expect([mayDo(role, 'draw'), mayDo(role, 'cameras'), mayDo(role, 'models')]).toEqual(may);
});
