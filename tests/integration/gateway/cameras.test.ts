import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeCamera } from './fake-store.ts';
import { testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let token: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gateway-recordings-'));
  await mkdir(path.join(folder, 'allowed'));
  await mkdir(path.join(folder, 'allowed-not'));
  await writeFile(path.join(folder, 'allowed', 'clip.mp4'), '');
  await writeFile(path.join(folder, 'allowed-not', 'clip.mp4'), '');
  await symlink(path.join(folder, 'allowed-not', 'clip.mp4'), path.join(folder, 'allowed', 'link.mp4'));
  gateway = await testGateway({ allowedFolders: [path.join(folder, 'allowed')] });
  token = await gateway.launch();
});
afterEach(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

const create = (source: object, more: object = {}) =>
  gateway.call('POST', '/cameras', { token, body: { id: 'south', name: 'South', source, ...more } });
const change = (body: object, id = 'north') => gateway.call('PATCH', `/cameras/${id}`, { token, body });
const stored = (id = 'south') => gateway.store.cameras.get(id);

describe('passwords of cameras', () => {
  it('pasted in a URL become a credential, and no answer shows them', async () => {
    const made = await create({ kind: 'rtsp', url: 'rtsp://admin:p@ss:w0rd@10.0.0.2:554/1' });
    expect(made).toMatchObject({
      status: 201,
      body: { hasCredential: true, source: { url: 'rtsp://10.0.0.2:554/1' } },
    });
    expect(stored()?.credential).toEqual({ user: 'admin', password: 'p@ss:w0rd' });
    const answers = JSON.stringify([made.body, (await gateway.call('GET', '/cameras', { token })).body]);
    expect(answers).not.toMatch(/w0rd|credential"/);
  });

  it('in parameters of a URL are hidden, and survive being sent back hidden', async () => {
    const url = 'http://10.0.0.2/video?user=admin&password=hunter2&fps=5';
    const { body } = await create({ kind: 'mjpeg', url });
    expect(body.source.url).toBe('http://10.0.0.2/video?user=admin&password=***&fps=5');
    await change({ source: body.source }, 'south');
    expect(stored()?.source).toMatchObject({ url });
  });

  it('that differ between the main and the backup URL are refused', async () => {
    const answer = await create({ kind: 'rtsp', url: 'rtsp://a:b@h/1', backupUrls: ['rtsp://a:c@h/2'] });
    expect(answer).toMatchObject({ status: 400, body: { code: 'two-credentials' } });
  });

  it('are not sent to another address unless they are given again', async () => {
    gateway.store.cameras.set('north', fakeCamera('north', { credential: { user: 'admin', password: 'x' } }));
    const elsewhere = { kind: 'rtsp', url: 'rtsp://evil.example/1' };
    expect(await change({ source: elsewhere })).toMatchObject({ status: 409, body: { code: 'credential-needed' } });
    const backup = { kind: 'rtsp', url: 'rtsp://10.0.0.1/north', backupUrls: ['rtsp://evil.example/1'] };
    expect((await change({ source: backup })).status).toBe(409);
    expect((await change({ source: { kind: 'rtsp', url: 'rtsp://10.0.0.1/other' } })).status).toBe(200);
    expect(stored('north')?.credential).toEqual({ user: 'admin', password: 'x' });
    expect((await change({ source: elsewhere, credential: null })).status).toBe(200);
    expect(stored('north')?.credential).toBeNull();
  });
});

describe('a change of a camera', () => {
  it('leaves everything as it is that is not mentioned', async () => {
    gateway.store.cameras.set(
      'north',
      fakeCamera('north', { enabled: false, note: 'stand-in', timeZone: 'Europe/Berlin' }),
    );
    await change({ name: 'North gate' });
    expect(gateway.store.asked.at(-1)).toMatchObject({ method: 'camera.update' });
    expect(stored('north')).toMatchObject({
      name: 'North gate',
      enabled: false,
      note: 'stand-in',
      timeZone: 'Europe/Berlin',
    });
  });

  it('says when there is such a camera already', async () => {
    expect(await create({ kind: 'rtsp', url: 'rtsp://h/1' }, { id: 'north' })).toMatchObject({
      status: 409,
      body: { code: 'camera-exists' },
    });
  });
});

describe('where a source may lead', () => {
  it.each([
    ['rtsp', 'http://10.0.0.2/1'],
    ['rtsp', 'file:///etc/passwd'],
    ['http', 'concat:/etc/passwd'],
    ['hls', 'crypto+file:///etc/passwd'],
    ['mjpeg', '/etc/passwd'],
    ['rtmp', 'rtmp:///no-host'],
  ])('a source of the kind %s must not be %s', async (kind, url) => {
    expect(await create({ kind, url })).toMatchObject({ status: 400, body: { code: 'bad-url' } });
    expect(gateway.store.asked).toEqual([]);
  });

  it('recordings come from the allowed folders only, whatever the path looks like', async () => {
    const status = async (...parts: string[]) => {
      gateway.store.cameras.delete('south');
      return (await create({ kind: 'file', path: path.join(folder, parts.join('/')) })).status;
    };
    expect(await status('allowed', 'clip.mp4')).toBe(201);
    expect(await status('allowed', 'missing.mp4')).toBe(404);
    expect(await status('allowed-not', 'clip.mp4')).toBe(403);
    expect(await status('allowed-not', 'missing.mp4')).toBe(403);
    expect(await status('allowed', 'link.mp4')).toBe(403);
    expect((await create({ kind: 'file', path: `${folder}/allowed/../allowed-not/clip.mp4` })).status).toBe(403);
    const job = { cameraId: 'north', path: '/etc/passwd' };
    expect(await gateway.call('POST', '/jobs', { token, body: job })).toMatchObject({ status: 403 });
  });
});

describe('numbers', () => {
  it('are asked of the store as the address says', async () => {
    const session = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001';
    await gateway.call('GET', `/crossings?cameraId=north&sessionId=${session}&from=1&to=2&cursor=3&limit=4`, { token });
    await gateway.call('GET', '/crossings', { token });
    const nothing = { cameraId: null, sessionId: null, lineId: null, fromUtcUs: null, toUtcUs: null, cursor: null };
    expect(gateway.store.crossingQueries).toEqual([
      { cameraId: 'north', sessionId: session, lineId: null, fromUtcUs: 1, toUtcUs: 2, cursor: 3, limit: 4 },
      { ...nothing, limit: 100 },
    ]);
  });

  it('of a track come with its decoded path', async () => {
    const address = '/tracks/0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001';
    const { body } = await gateway.call('GET', `${address}/3`, { token });
    expect(body.path).toEqual([1, 2].map((frameId) => ({ frameId, mediaUs: 0, box: [0, 0, 1, 1] })));
    expect((await gateway.call('GET', `${address}/4`, { token })).status).toBe(404);
  });

  it.each([
    ['from=5&to=5', 'bad-range'],
    ['from=0&to=9000000000000000&bin=60', 'range-too-long'],
    ['from=0&to=60000000&bin=61', 'bad-field'],
    ['from=yesterday&to=60000000', 'bad-field'],
    ['', 'bad-field'],
  ])('volumes for "%s" are refused as %s', async (query, code) => {
    expect(await gateway.call('GET', `/cameras/north/volumes?${query}`, { token })).toMatchObject({
      status: 400,
      body: { code },
    });
  });
});
