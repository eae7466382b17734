import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../../workers/gateway/index.ts';
import type { GatewayOptions } from '../../../workers/gateway/index.ts';
import { LAUNCH_TOKEN, PASSWORD, must, signInAs, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await testGateway();
});
afterEach(() => gateway.stop());

const tokenOf = (url: string | null) => /#token=(.+)$/.exec(url ?? '')?.[1] ?? '';

describe('signing in at the desktop', () => {
  it('exchanges the one-launch token for an admin, for every window of the launch', async () => {
    for (const _window of [1, 2]) {
      const access = await gateway.call('POST', '/sign-in/token', { body: { token: LAUNCH_TOKEN } });
      expect(access.status).toBe(200);
      expect(access.body).toMatchObject({ mustSetPassword: false, session: { user: 'desktop', role: 'admin' } });
    }
  });

  it('refuses another token', async () => {
    const access = await gateway.call('POST', '/sign-in/token', { body: { token: `${LAUNCH_TOKEN}x` } });
    expect(access).toMatchObject({ status: 401, body: { code: 'bad-token' } });
  });
});

describe('the first start of a site server', () => {
  it('makes an admin and a link that sets its password and works once', async () => {
    const link = must(await gateway.running.firstAdminLink());
    expect(link).toMatch(new RegExp(`^${gateway.base}/#token=`));
    const body = { token: tokenOf(link), newPassword: PASSWORD };
    const first = await gateway.call('POST', '/sign-in/token', { body });
    expect(first).toMatchObject({
      status: 200,
      body: { mustSetPassword: false, session: { user: 'admin', role: 'admin' } },
    });
    expect((await gateway.call('POST', '/sign-in/token', { body })).status).toBe(401);
    const again = await gateway.call('POST', '/sign-in', { body: { user: 'admin', password: PASSWORD } });
    expect(again.status).toBe(200);
    expect(must(await gateway.running.firstAdminLink())).toBeNull();
  });

  it('gives a fresh link while no admin has a password, and the older one stops working', async () => {
    const older = tokenOf(must(await gateway.running.firstAdminLink()));
    const newer = tokenOf(must(await gateway.running.firstAdminLink()));
    expect((await gateway.call('POST', '/sign-in/token', { body: { token: older } })).status).toBe(401);
    expect((await gateway.call('POST', '/sign-in/token', { body: { token: newer } })).status).toBe(200);
    expect(gateway.store.users.size).toBe(1);
  });

  it('lets whoever came by the link do nothing before the password is set', async () => {
    const { token } = (await gateway.running.firstAdminLink(), gateway.running.createOneTimeToken());
    const access = await gateway.call('POST', '/sign-in/token', { body: { token } });
    const accessToken = access.body.accessToken;
    expect(access.body.mustSetPassword).toBe(true);
    const early = await gateway.call('GET', '/cameras', { token: accessToken });
    expect(early).toMatchObject({ status: 403, body: { code: 'must-set-password' } });
    const set = await gateway.call('PUT', '/users/admin/password', {
      token: accessToken,
      body: { password: PASSWORD },
    });
    expect(set.status).toBe(200);
    expect((await gateway.call('GET', '/cameras', { token: accessToken })).status).toBe(200);
  });

  it('forgets a link after its day', async () => {
    const { token } = (await gateway.running.firstAdminLink(), gateway.running.createOneTimeToken());
    gateway.advance(25 * 3600);
    expect((await gateway.call('POST', '/sign-in/token', { body: { token } })).status).toBe(401);
  });
});

describe('signing in by user and password', () => {
  it('answers a wrong password and an unknown user alike', async () => {
    await signInAs(gateway, 'vera', 'viewer');
    const wrong = await gateway.call('POST', '/sign-in', { body: { user: 'vera', password: 'wrong' } });
    const nobody = await gateway.call('POST', '/sign-in', { body: { user: 'nobody', password: 'wrong' } });
    expect(wrong.status).toBe(401);
    expect(nobody).toMatchObject({ status: 401, body: wrong.body });
  });

  it('makes further guesses at one user wait, and says how long', async () => {
    await signInAs(gateway, 'vera', 'viewer');
    const guess = () => gateway.call('POST', '/sign-in', { body: { user: 'Vera', password: 'guess' } });
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess()).status).toBe(401);
    const blocked = await guess();
    expect(blocked).toMatchObject({ status: 429, body: { code: 'too-many-sign-ins' } });
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(blocked.body.hint).toMatch(/Try again in \d+ seconds?\./);
    const right = await gateway.call('POST', '/sign-in', { body: { user: 'vera', password: PASSWORD } });
    expect(right.status).toBe(429);
    gateway.advance(1000);
    const later = await gateway.call('POST', '/sign-in', { body: { user: 'vera', password: PASSWORD } });
    expect(later.status).toBe(200);
  });

  it('limits sign-ins from one address, whoever they are for', async () => {
    const strict = await testGateway({ limits: { signInsPerMinute: 3 } });
    try {
      const statuses: number[] = [];
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const body = { token: `not-a-token-at-all-${attempt}` };
        statuses.push((await strict.call('POST', '/sign-in/token', { body })).status);
      }
      expect(statuses).toEqual([401, 401, 401, 429]);
      const other = await strict.call('POST', '/sign-in', { body: { user: 'a', password: 'b' } });
      expect(other).toMatchObject({ status: 429, body: { code: 'too-many-sign-ins' } });
      expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await strict.stop();
    }
  });

  it('writes sign-ins into the audit, and neither passwords nor tokens into audit or log', async () => {
    const token = await signInAs(gateway, 'vera', 'viewer');
    await gateway.call('POST', '/sign-in', { body: { user: 'vera', password: 'my-wrong-guess' } });
    await gateway.call('GET', '/cameras/north/snapshot.jpg?key=a-key-that-nobody-has', {});
    const actions = gateway.store.asked.filter((entry) => entry.method === 'audit.add').map((entry) => entry.params);
    expect(actions).toEqual([
      expect.objectContaining({ action: 'sign-in', actor: 'vera' }),
      expect.objectContaining({ action: 'sign-in.failed', subject: 'vera' }),
    ]);
    const written = JSON.stringify(actions) + gateway.logged.join('\n');
    for (const secret of [PASSWORD, 'my-wrong-guess', token, LAUNCH_TOKEN, 'a-key-that-nobody-has']) {
      expect(written).not.toContain(secret);
    }
    expect(gateway.logged.join('\n')).toContain('key=***');
  });
});

describe('the end of a sign-in', () => {
  it('comes twelve hours after the last use, not after the first', async () => {
    const token = await gateway.launch();
    for (let day = 0; day < 3; day += 1) {
      gateway.advance(11 * 3600);
      expect((await gateway.call('GET', '/session', { token })).status).toBe(200);
    }
    gateway.advance(13 * 3600);
    expect(await gateway.call('GET', '/session', { token })).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });

  it('comes with signing out, with a new password by an admin, and with deletion', async () => {
    const first = await signInAs(gateway, 'vera', 'viewer');
    expect((await gateway.call('POST', '/sign-out', { token: first })).status).toBe(200);
    expect((await gateway.call('GET', '/session', { token: first })).status).toBe(401);

    const admin = await gateway.launch();
    const second = (await gateway.call('POST', '/sign-in', { body: { user: 'vera', password: PASSWORD } })).body
      .accessToken;
    const body = { password: 'another good password' };
    expect((await gateway.call('PUT', '/users/vera/password', { token: admin, body })).status).toBe(200);
    expect((await gateway.call('GET', '/session', { token: second })).status).toBe(401);

    const signIn = { user: 'vera', password: body.password };
    const third = (await gateway.call('POST', '/sign-in', { body: signIn })).body.accessToken;
    expect((await gateway.call('DELETE', '/users/vera', { token: admin })).status).toBe(200);
    expect((await gateway.call('GET', '/session', { token: third })).status).toBe(401);
  });
});

describe('passwords', () => {
  it('are changed by their own user only with the current one, and by others only by an admin', async () => {
    const vera = await signInAs(gateway, 'vera', 'viewer');
    await signInAs(gateway, 'otto', 'operator');
    const put = (name: string, body: object) => gateway.call('PUT', `/users/${name}/password`, { token: vera, body });
    const password = 'another good password';
    expect(await put('vera', { password })).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect(await put('otto', { password })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await put('vera', { password: 'short', current: PASSWORD })).status).toBe(400);
    expect((await put('vera', { password, current: PASSWORD })).status).toBe(200);
    expect((await gateway.call('GET', '/session', { token: vera })).status).toBe(200);
  });

  it('are never stored, only their scrypt hash', async () => {
    await signInAs(gateway, 'vera', 'viewer');
    expect(gateway.store.users.get('vera')?.passwordHash).toMatch(/^scrypt\$\d+\$8\$\d+\$/);
  });

  it('the last admin and one’s own account cannot be deleted', async () => {
    const token = await signInAs(gateway, 'anna', 'admin');
    const own = await gateway.call('DELETE', '/users/anna', { token });
    const last = await gateway.call('DELETE', '/users/anna', { token: await gateway.launch() });
    expect([own.body.code, last.body.code]).toEqual(['own-account', 'last-admin']);
  });
});

describe('where the gateway listens', () => {
  it.each(['0.0.0.0', '192.168.1.10', '::', 'example.org', ''])('refuses the address "%s"', async (host) => {
    const started = await startGateway({ host } as GatewayOptions);
    expect(started).toMatchObject({ ok: false, failure: { code: 'address-refused' } });
  });

  it('says what to do when the port is taken', async () => {
    const { port } = gateway.running.address;
    await expect(testGateway({ port })).rejects.toThrow(`Port ${port} is in use`);
  });

  it('listens on localhost and on the IPv6 loopback too', async () => {
    for (const host of ['localhost', '::1']) {
      const other = await testGateway({ host });
      expect(other.running.address.port).toBeGreaterThan(0);
      await other.stop();
    }
  });
});
