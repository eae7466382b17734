import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClient } from '../../../../renderer/api/client.ts';
import { ApiError } from '../../../../renderer/api/problem.ts';

function clientAnswering(
  answer: (input: string, init: RequestInit) => Response | Promise<Response>,
  /** The token that is there once the site has refused the one before it. */
  nextToken: string | null = null,
) {
  const told = { unauthorised: 0, serverMs: 0 };
  let token = 'secret';
  const client = createClient({
    baseUrl: 'http://127.0.0.1:1',
    token: () => token,
    onUnauthorised: () => {
      told.unauthorised += 1;
      token = nextToken ?? token;
      return Promise.resolve(nextToken !== null);
    },
    onServerTime: (serverMs) => (told.serverMs = serverMs),
    fetch: (input, init) => Promise.resolve(answer(String(input), init ?? {})),
  });
  return { client, told };
}
const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers });
const answer = z.object({ name: z.string() });

describe('a call to the site', () => {
  it('carries the token, leaves out what is undefined and answers what the schema allows', async () => {
    let asked = '';
    let authorization: string | null = null;
    const { client, told } = clientAnswering((input, init) => {
      asked = input;
      authorization = new Headers(init.headers).get('authorization');
      return json({ name: 'north', more: 1 }, 200, { date: 'Fri, 20 Nov 2026 10:00:00 GMT' });
    });
    const value = await client.call({ path: '/cameras', query: { from: 5, to: undefined }, answer });
    expect([value, asked, authorization]).toEqual([
      { name: 'north' },
      'http://127.0.0.1:1/api/v1/cameras?from=5',
      'Bearer secret',
    ]);
    expect(told.serverMs).toBe(Date.UTC(2026, 10, 20, 10));
  });

  it('gives the site’s own words when it refuses', async () => {
    const problem = { code: 'forbidden', message: 'Not allowed.', hint: 'Ask an admin.' };
    const { client, told } = clientAnswering(() => json(problem, 403));
    const error = await client.call({ path: '/x', answer }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ ...problem, status: 403 });
    expect(told.unauthorised).toBe(0);
  });

  it('says that the sign-in is over on 401', async () => {
    const { client, told } = clientAnswering(() => json({}, 401));
    await expect(client.call({ path: '/x', answer })).rejects.toMatchObject({ code: 'http-401' });
    expect(told.unauthorised).toBe(1);
  });

  it('asks once more when there is a fresh token, and never twice', async () => {
    const asked: (string | null)[] = [];
    const { client, told } = clientAnswering((_input, init) => {
      asked.push(new Headers(init.headers).get('authorization'));
      return asked.at(-1) === 'Bearer fresh' ? json({ name: 'north' }) : json({}, 401);
    }, 'fresh');
    expect(await client.call({ method: 'POST', path: '/x', body: { a: 1 }, answer })).toEqual({ name: 'north' });
    expect([asked, told.unauthorised]).toEqual([['Bearer secret', 'Bearer fresh'], 1]);

    const refusing = clientAnswering(() => json({}, 401), 'fresh but refused');
    await expect(refusing.client.call({ path: '/x', answer })).rejects.toMatchObject({ code: 'http-401' });
    expect(refusing.told.unauthorised).toBe(1);
  });

  it('gets one fresh token for many calls that were refused', async () => {
    const { client, told } = clientAnswering(
      (_input, init) =>
        new Headers(init.headers).get('authorization') === 'Bearer fresh' ? json({ name: 'n' }) : json({}, 401),
      'fresh',
    );
    const calls = Array.from({ length: 5 }, () => client.call({ path: '/x', answer }));
    expect(await Promise.all(calls)).toHaveLength(5);
    expect(told.unauthorised).toBe(1);
  });

  it.each([
    ['another form than promised', () => json({ name: 5 })],
    ['no JSON at all', () => new Response('<html>', { status: 200 })],
  ])('refuses %s', async (_name, respond) => {
    const { client } = clientAnswering(respond);
    await expect(client.call({ path: '/x', answer })).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  it('says "unreachable" when there is no answer', async () => {
    const { client } = clientAnswering(() => Promise.reject(new TypeError('fetch failed')));
    await expect(client.call({ path: '/x', answer })).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('stays an abort when the caller gave up', async () => {
    const stopping = new AbortController();
    const { client } = clientAnswering((_input, init) => {
      stopping.abort();
      return Promise.reject(init.signal?.reason instanceof Error ? init.signal.reason : new Error('not aborted'));
    });
    const call = client.call({ path: '/x', answer, signal: stopping.signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
