import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { accessSchema } from '../../../domain/contracts/api.ts';
import { gatewayAccessSchema, type GatewayAccess } from '../../../domain/contracts/shell.ts';
import type { ProcessStatus } from '../../../domain/contracts/messages.ts';
import type { Desktop } from '../../../electron/modules/desktop.ts';
import { desktopModules, runDesktop } from '../../../electron/run-desktop.ts';
import { desktopArguments, readStartOptions } from '../../../scripts/start-options.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import { createElectronDouble, senderOf, temporaryFolder } from '../../support/electron-double.ts';
import { waitFor } from '../../support/test-site.ts';

/** The whole desktop: its real modules and real processes. Only Electron is a double, whose utility processes are plain Node. */
const built = path.join(repositoryRoot, 'dist', 'workers', 'entries', 'gateway.js');
const page = path.join(repositoryRoot, 'dist', 'renderer', 'index.html');
const ORIGIN = 'tcc://app';

/** One that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(!existsSync(built) || !existsSync(page))('the desktop (needs `npm run build`)', () => {
  const data = temporaryFolder();
  const media = temporaryFolder();
  const double = createElectronDouble({ appPath: repositoryRoot, children: 'node' });
  let desktop: Desktop | null = null;
  let processes: readonly ProcessStatus[] = [];
  let gateway: GatewayAccess;
  let port = 0;

  beforeAll(async () => {
    port = await freePort();
    const start = readStartOptions([
      ...[`--data=${data.folder}`, `--media=${media.folder}`, `--port=${port}`],
      ...['--no-demo', '--threads=1', '--model=stopgap-448x256'],
    ]);
    if (!start.ok) throw new Error(start.failure.message);
    runDesktop(double.electron, {
      argv: ['electron', ...desktopArguments(repositoryRoot, start.value)],
      builtFolder: path.join(repositoryRoot, 'dist', 'electron'),
      modules(made) {
        desktop = made;
        made.onProcesses.add((now) => (processes = now));
        return desktopModules(made);
      },
    });
    double.app.becomeReady();
    await waitFor('a window', () => double.windows[0] ?? null, 100_000);
    gateway = gatewayAccessSchema.parse(double.ipc.sendSync('shell:gateway', senderOf(double.windows[0]!)));
  }, 120_000);

  afterAll(async () => {
    double.app.quit();
    await waitFor('the end', () => double.app.exitCode, 30_000);
    data.remove();
    media.remove();
  }, 60_000);

  const ask = (route: string, init: RequestInit = {}) => fetch(new URL(`api/v1/${route}`, gateway.url), init);
  const signIn = (token: string, origin: string) =>
    ask('sign-in/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token }),
    });

  it('starts every process of the site, and its window only then', async () => {
    const ready = await waitFor(
      'all ready',
      () => (processes.length > 0 && processes.every(({ state }) => state === 'ready') ? processes : null),
      60_000,
    );
    expect(ready.map(({ name }) => name).sort()).toEqual(
      [...double.children]
        .map(({ options }) => options.serviceName)
        .filter((name) => !name.startsWith('throw'))
        .sort(),
    );
    expect(ready.every(({ pid }) => pid !== null)).toBe(true);
    expect(double.windows).toHaveLength(1);
  });

  it('lets its page in with the token of this launch, across origins', async () => {
    const answer = await signIn(gateway.token, ORIGIN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const { accessToken } = accessSchema.parse(await answer.json());
    const session = await ask('system', { headers: { authorization: `Bearer ${accessToken}`, origin: ORIGIN } });
    expect(session.status).toBe(200);
  });

  it('is what npm start asked for: its port, its detector, its folders, without the demo site', async () => {
    expect(new URL(gateway.url).port).toBe(String(port));
    const answer = await signIn(gateway.token, ORIGIN);
    const { accessToken } = z.object({ accessToken: z.string() }).parse(await answer.json());
    const headers = { authorization: `Bearer ${accessToken}`, origin: ORIGIN, 'content-type': 'application/json' };
    const models = z.object({ defaultModelId: z.string() }).parse(await (await ask('models', { headers })).json());
    expect(models.defaultModelId).toBe('stopgap-448x256');
    expect(await (await ask('cameras', { headers })).json()).toEqual([]);
    const camera = (id: string, folder: string) => {
      const draft = { id, name: id, source: { kind: 'folder', path: folder }, enabled: false };
      return ask('cameras', { method: 'POST', headers, body: JSON.stringify(draft) });
    };
    expect((await camera('allowed', media.folder)).status).toBe(201);
    expect((await camera('elsewhere', data.folder)).status).toBe(403);
  });

  it('lets nobody in with another token, or from another page', async () => {
    expect((await signIn('0'.repeat(64), ORIGIN)).status).toBe(401);
    expect((await signIn(gateway.token, 'https://evil.example')).status).toBe(403);
    expect((await signIn(gateway.token, 'tcc://app.evil')).status).toBe(403);
  });

  it('serves the real page under its own address, with leave to reach this very gateway', async () => {
    const handler = double.session.protocols.get('tcc');
    const answer = await handler!({ url: 'tcc://app/index.html', method: 'GET' } as Request);
    const html = await answer.text();
    expect(html).toContain('<div id="root">');
    expect(answer.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ${new URL(gateway.url).origin}`,
    );
    const [, script] = /src="\.\/(assets\/[^"]+\.js)"/.exec(html) ?? [];
    expect((await handler!({ url: `tcc://app/${script}`, method: 'GET' } as Request)).status).toBe(200);
  });

  it('keeps its key in the key store, and neither key nor token in any file, argument or environment', () => {
    expect(existsSync(path.join(data.folder, 'secrets.key.sealed'))).toBe(true);
    expect(existsSync(path.join(data.folder, 'secrets.key'))).toBe(false);
    const log = readFileSync(path.join(data.folder, 'logs', 'command-center.log'), 'utf8');
    expect(log).not.toContain(gateway.token);
    for (const { args, options } of double.children)
      expect(JSON.stringify([args, options.env])).not.toContain(gateway.token);
  });

  it('lets its pages be when the gateway was restarted: it is at the same address and takes the same token', async () => {
    const ofGateway = () => processes.find(({ name }) => name === 'gateway');
    const before = ofGateway()?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    // As Electron does it: the reason of the end is told beside its code.
    double.app.emit('child-process-gone', {}, { type: 'Utility', name: 'gateway', reason: 'killed' });
    await waitFor(
      'another gateway',
      () => (ofGateway()?.state === 'ready' && ofGateway()?.pid !== before ? true : null),
      60_000,
    );
    const again = gatewayAccessSchema.parse(double.ipc.sendSync('shell:gateway', senderOf(double.windows[0]!)));
    expect(again).toEqual(gateway);
    expect((await waitFor('the way in', () => signIn(again.token, ORIGIN).catch(() => null))).status).toBe(200);
    expect(double.windows[0]?.webContents.reloads).toBe(0);
  });

  it('keeps the machine awake once a camera is watched, and not before', async () => {
    expect(desktop).not.toBeNull();
    expect(double.sleep.held.size).toBe(0);
    const { accessToken } = accessSchema.parse(await (await signIn(gateway.token, ORIGIN)).json());
    const added = await ask('cameras', {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({
        id: 'test-picture',
        name: 'Test picture',
        source: { kind: 'test', graph: 'testsrc2=size=320x180:rate=10' },
      }),
    });
    expect(added.status).toBe(201);
    await waitFor('the machine to be kept awake', () => (double.sleep.held.size === 1 ? true : null));
  });
});
