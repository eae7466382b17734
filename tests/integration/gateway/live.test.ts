import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeCamera } from './fake-store.ts';
import { LiveClient } from './live-client.ts';
import { RudeClient } from './rude-client.ts';
import { DESKTOP_ORIGIN, cameraStatus, signInAs, testGateway, until, viewHead } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

const JPEG = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0xd9);
let gateway: TestGateway;
let token: string;
beforeEach(async () => {
  gateway = await testGateway({ limits: { helloMs: 1500, tickMs: 100, heartbeatMs: 60_000 } });
  gateway.store.cameras.set('south', fakeCamera('south'));
  token = await gateway.launch();
});
afterEach(() => gateway.stop());

const views = () => gateway.running.views;

describe('pictures', () => {
  it('come with their own head, of the watched cameras only', async () => {
    const client = await LiveClient.watching(gateway, token, ['north']);
    const head = viewHead('north');
    views().publishView(viewHead('south'), JPEG);
    views().publishView(head, JPEG);
    await until('the picture', () => client.pictures.length > 0);
    expect(client.pictures).toEqual([{ head, jpeg: Buffer.from(JPEG) }]);
    await client.close();
  });

  it('are left out for a client that wants only what is on them', async () => {
    const client = await LiveClient.watching(gateway, token, ['north'], false);
    const head = viewHead('north');
    views().publishView(head, JPEG);
    await until('the head', () => client.heard('view').length > 0);
    expect(client.heard('view')).toEqual([head]);
    expect(client.pictures).toEqual([]);
    await client.close();
  });

  it('are asked of the cameras that anybody looks at, and of no other', async () => {
    const first = await LiveClient.watching(gateway, token, ['north']);
    const second = await LiveClient.watching(gateway, token, ['north', 'south']);
    first.watch([]);
    second.watch(['south']);
    await until('only south is watched', () => gateway.running.demand().join() === 'south');
    await second.close();
    await until('nothing is watched', () => gateway.demands.at(-1)?.length === 0);
    expect(gateway.demands[0]).toEqual(['north']);
    expect(gateway.demands).toContainEqual(['north', 'south']);
    expect(gateway.demands.filter((cameras, at) => cameras.join() === gateway.demands[at - 1]?.join())).toEqual([]);
    await first.close();
  });

  it('of a camera that was deleted are asked of nobody', async () => {
    const client = await LiveClient.watching(gateway, token, ['north', 'south']);
    await gateway.call('DELETE', '/cameras/south', { token });
    await until('south is forgotten', () => gateway.demands.at(-1)?.join() === 'north');
    client.watch(['north', 'south']);
    await until('the client is told', () => client.heard('problem').length > 0);
    expect(client.heard('problem')[0]?.problem).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('"south"'),
    });
    expect(gateway.running.demand()).toEqual(['north']);
    await client.close();
  });
});

describe('a slow client', () => {
  it('loses frames, newest first served, is told how many, and nobody else suffers', async () => {
    const quick = await LiveClient.watching(gateway, token, ['south']);
    const slow = await LiveClient.watching(gateway, token, ['north', 'south']);
    slow.socket.pause();
    const big = new Uint8Array(300_000).fill(7);
    const published = 120;
    let last = 0;
    for (let at = 0; at < published; at += 1) {
      const head = viewHead(at % 2 ? 'south' : 'north');
      last = head.frameId;
      views().publishView(head, big);
      // One at a time for the quick one, so that it never has a reason to lose any.
      if (at % 2) await until('the quick client has it', () => quick.pictures.at(-1)?.head.frameId === last);
    }
    const clients = (await gateway.call('GET', '/system', { token })).body.clients;
    const lost = clients.find((client: { lostFrames: number }) => client.lostFrames > 0).lostFrames;
    expect(lost).toBeGreaterThan(10);
    expect(quick.pictures).toHaveLength(published / 2);
    slow.socket.resume();
    await until('the loss is told', () => slow.heard('lost-frames').at(-1)?.total === lost);
    await until('the newest picture', () => slow.pictures.some((picture) => picture.head.frameId === last));
    const told = slow.heard('lost-frames');
    expect(told.reduce((sum, message) => sum + message.sinceLast, 0)).toBe(lost);
    expect(slow.pictures.length + lost).toBe(published);
    const order = slow.pictures.filter(({ head }) => head.cameraId === 'south').map(({ head }) => head.frameId);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    await Promise.all([slow.close(), quick.close()]);
  });

  it('is cut off when events pile up beyond bounds', async () => {
    const slow = await LiveClient.watching(gateway, token, ['north']);
    slow.socket.pause();
    const crossings = Array.from({ length: 400 }, (_, cursor) => ({
      cursor,
      cameraId: 'north',
      sessionId: viewHead('north').sessionId,
      track: 1,
      lineId: viewHead('north').sessionId,
      lineVersionId: viewHead('north').sessionId,
      ordinal: 1,
      direction: 'in' as const,
      class: 'car',
      final: false,
      utcUs: 1,
    }));
    for (let at = 0; at < 1500; at += 1) {
      views().publishCommitted({ cursor: at, crossings });
      if (at % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(
      'the gateway lets go of it',
      async () => (await gateway.call('GET', '/system', { token })).body.clients.length === 0,
    );
    slow.socket.resume();
    await until('the client knows', () => slow.closedWith !== null);
  });
});

describe('what happens at the site', () => {
  it('reaches every client: states, crossings and changes', async () => {
    const client = new LiveClient(gateway);
    await client.hello(token);
    views().publishStatus(0, [cameraStatus('north', { state: 'offline' })], '5.1');
    views().publishStatus(1, [cameraStatus('south')], '5.1');
    views().publishChanged('jobs');
    views().publishCommitted({ cursor: 4, crossings: [] });
    await until('the state', () => client.heard('status').some((status) => status.cameras[0]?.state === 'offline'));
    expect(
      client
        .heard('status')
        .at(-1)
        ?.cameras.map(({ cameraId, state }) => [cameraId, state]),
    ).toEqual([
      ['north', 'offline'],
      ['south', 'live'],
    ]);
    await until('the change', () => client.heard('changed').length > 0);
    expect(client.heard('changed')[0]?.what).toBe('jobs');
    expect(client.heard('crossings')).toEqual([]);
    expect((await gateway.call('GET', '/system', { token })).body).toMatchObject({ ffmpeg: '5.1' });
    await client.close();
  });

  it('is said at least as a status now and then, so that a page knows that its line lives', async () => {
    const beating = await testGateway({ limits: { tickMs: 50, heartbeatMs: 200 } });
    const client = new LiveClient(beating);
    await client.hello(await beating.launch());
    const before = client.heard('status').length;
    await until('two more', () => client.heard('status').length >= before + 2);
    await client.close();
    await beating.stop();
  });
});

describe('who may connect', () => {
  it.each(['http://evil.example', 'null', null])('a page of "%s" may not', async (origin) => {
    const client = new LiveClient(gateway, origin);
    await until('the refusal', () => client.refusedWith !== null);
    expect(client.refusedWith).toBe(403);
  });

  it('the desktop’s own pages may', async () => {
    const client = new LiveClient(gateway, DESKTOP_ORIGIN);
    await client.hello(token);
    expect(client.heard('welcome')[0]?.session).toMatchObject({ user: 'desktop', site: 'Test site' });
    await client.close();
  });

  it('only at its one address', async () => {
    const client = new LiveClient(gateway, gateway.base, '/api/v1/other');
    await until('the refusal', () => client.refusedWith !== null);
    expect(client.refusedWith).toBe(404);
  });

  it.each([
    { what: 'anything but hello', message: { type: 'watch', cameras: ['north'] }, code: 4400 },
    { what: 'no JSON', message: 'hello', code: 4400 },
    { what: 'an unknown token', message: { type: 'hello', token: 'nobody-has-this-token' }, code: 4401 },
  ])('$what as the first message closes the socket with $code', async ({ message, code }) => {
    const client = new LiveClient(gateway);
    await until('the socket opens', () => client.socket.readyState === client.socket.OPEN);
    client.say(message);
    await until('the end', () => client.closedWith !== null);
    expect(client.closedWith).toBe(code);
    expect(client.heard('problem')).toHaveLength(1);
    expect(gateway.demands).toEqual([]);
  });

  it('nobody without saying hello in time', async () => {
    const client = new LiveClient(gateway);
    await until('the end', () => client.closedWith !== null);
    expect(client.closedWith).toBe(4408);
  });

  it('nobody whose password must still be set', async () => {
    await gateway.running.firstAdminLink();
    const body = { token: gateway.running.createOneTimeToken().token };
    const access = await gateway.call('POST', '/sign-in/token', { body });
    const client = new LiveClient(gateway);
    await client.hello(access.body.accessToken);
    expect(client.closedWith).toBe(4401);
  });

  it('nobody longer than their sign-in lasts', async () => {
    const signedOut = await LiveClient.watching(gateway, await signInAs(gateway, 'vera', 'viewer'), ['north']);
    const expired = await LiveClient.watching(gateway, token, ['south']);
    await gateway.call('DELETE', '/users/vera', { token });
    await until('vera is out', () => signedOut.closedWith === 4401);
    gateway.advance(13 * 3600);
    await until('the other is out', () => expired.closedWith === 4401);
    expect(gateway.running.demand()).toEqual([]);
  });
});

describe('who has no business here', () => {
  it('is cut off at the next word after the goodbye, and not waited for', async () => {
    const patient = await testGateway({ limits: { helloMs: 60_000 } });
    const rude = await RudeClient.connect(patient);
    rude.say('no hello at all');
    await until('the goodbye', () => rude.saidGoodbye);
    expect(rude.closed).toBe(false);
    rude.say('and on and on');
    await until('the end', () => rude.closed);
    await patient.stop();
  });

  it('takes no place of those who say who they are', async () => {
    const narrow = await testGateway({ limits: { helloMs: 60_000, strangers: 2 } });
    const access = await narrow.launch();
    const known = [await LiveClient.watching(narrow, access, ['north']), await LiveClient.watching(narrow, access, [])];
    const silent = [new LiveClient(narrow), new LiveClient(narrow)];
    await until('they are connected', () => silent.every(({ socket }) => socket.readyState === socket.OPEN));
    const third = new LiveClient(narrow);
    await until('the refusal', () => third.refusedWith !== null);
    expect(third.refusedWith).toBe(503);
    await silent[0]!.hello(access);
    const next = new LiveClient(narrow);
    await next.hello(access);
    expect(next.heard('welcome')).toHaveLength(1);
    await Promise.all([...known, ...silent, next].map((client) => client.close()));
    await narrow.stop();
  });
});

describe('clients that vanish', () => {
  it('leave nothing behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const clients = await Promise.all([1, 2, 3].map(() => LiveClient.watching(gateway, token, ['north'])));
      expect((await gateway.call('GET', '/system', { token })).body.clients).toHaveLength(3);
      for (const client of clients) client.socket.terminate();
      await until(
        'all are gone',
        async () => (await gateway.call('GET', '/system', { token })).body.clients.length === 0,
      );
      expect(gateway.running.demand()).toEqual([]);
    }
  });

  it('without a goodbye are noticed by their silence', async () => {
    const beating = await testGateway({ limits: { tickMs: 50, heartbeatMs: 200 } });
    const client = await LiveClient.watching(beating, await beating.launch(), ['north']);
    // A paused client takes nothing from its line and so answers no ping.
    client.socket.pause();
    await until('it is cut off', () => beating.running.demand().length === 0);
    client.socket.resume();
    await until('it knows', () => client.closedWith !== null);
    await beating.stop();
  });
});

describe('stopping', () => {
  it('ends every connection and frees the port', async () => {
    const other = await testGateway();
    const client = await LiveClient.watching(other, await other.launch(), ['north']);
    await other.stop();
    await until('the client knows', () => client.closedWith !== null);
    const again = await testGateway({ port: other.running.address.port });
    await again.stop();
  });
});
