import { execFileSync, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../../workers/ingest/index.ts';
import { fakeCamera } from './fake-store.ts';
import { ask, signInAs, testGateway, until, viewHead } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

/** The real ffmpeg, as player and as maker of a picture that players can look into; what needs it skips visibly without. */
const found = await findFfmpeg();
const ffmpeg = found.ok ? found.value.path : null;
/** What does not look into the picture takes any bytes for one. */
const JPEG = ffmpeg === null ? Uint8Array.from({ length: 4000 }, (_, at) => at % 251) : realPicture(ffmpeg);

function realPicture(program: string): Uint8Array {
  const made = ['-f', 'lavfi', '-i', 'testsrc2=size=64x36', '-frames:v', '1', '-f', 'mjpeg', '-'];
  return new Uint8Array(execFileSync(program, ['-v', 'error', ...made]));
}

let gateway: TestGateway;
let token: string;
let camera: NodeJS.Timeout;
beforeEach(async () => {
  gateway = await testGateway({ limits: { snapshotMs: 400, tickMs: 100, stalledViewerMs: 1500 } });
  gateway.store.cameras.set('south', fakeCamera('south'));
  token = await gateway.launch();
  // Like a real camera: sends only while somebody looks.
  camera = setInterval(() => {
    if (gateway.running.demand().includes('north')) gateway.running.views.publishView(viewHead('north'), JPEG);
  }, 40);
});
afterEach(async () => {
  clearInterval(camera);
  await gateway.stop();
});

const makeKey = async (id = 'north') =>
  (await gateway.call('POST', `/cameras/${id}/stream-keys`, { token, body: { label: 'VLC in the office' } })).body;

function play(url: string, args: readonly string[] = []): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const player = spawn(ffmpeg ?? 'ffmpeg', ['-hide_banner', ...args, '-i', url, '-frames:v', '3', '-f', 'null', '-']);
    let said = '';
    player.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    player.on('close', (code) => resolve({ code, said }));
  });
}

describe('the motion JPEG stream', () => {
  it.skipIf(ffmpeg === null)(
    'is played by ffmpeg with a stream key, and stops asking the camera when the player is gone',
    async () => {
      const { url } = await makeKey();
      const { code, said } = await play(url);
      expect(code, said).toBe(0);
      expect(said).toMatch(/Video: mjpeg.*64x36/);
      expect(said).toMatch(/frame=\s*3 /);
      await until('nobody looks', () => gateway.demands.at(-1)?.length === 0);
      expect(gateway.demands[0]).toEqual(['north']);
    },
  );

  it.skipIf(ffmpeg === null)('is played with an access token too', async () => {
    const url = `${gateway.base}/api/v1/cameras/north/stream.mjpeg`;
    expect((await play(url, ['-headers', `Authorization: Bearer ${token}\r\n`])).code).toBe(0);
    expect((await play(url)).code).not.toBe(0);
  });

  it('has the parts that browsers want, each with its length', async () => {
    const { url } = await makeKey();
    const stop = new AbortController();
    const response = await fetch(url, { signal: stop.signal });
    expect(response.headers.get('content-type')).toBe('multipart/x-mixed-replace; boundary=frame');
    expect(response.headers.get('cache-control')).toBe('no-store');
    let bytes = Buffer.alloc(0);
    for await (const chunk of response.body!) {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length > 2 * JPEG.length + 400) break;
    }
    stop.abort();
    const head = `--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${JPEG.length}\r\n\r\n`;
    const part = Buffer.concat([Buffer.from(head), JPEG, Buffer.from('\r\n')]);
    expect(bytes.subarray(0, part.length * 2).equals(Buffer.concat([part, part]))).toBe(true);
  });

  it('gives a slow player fewer pictures and never old ones, and lets go of one that takes nothing', async () => {
    const { url } = await makeKey();
    const { port } = gateway.running.address;
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(`GET ${new URL(url).pathname}${new URL(url).search} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    await until('it looks', () => gateway.running.demand().length > 0);
    const big = new Uint8Array(500_000);
    for (let at = 0; at < 60; at += 1) {
      gateway.running.views.publishView(viewHead('north'), big);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [viewer] = (await gateway.call('GET', '/system', { token })).body.clients;
    expect(viewer.user).toBe('stream key VLC in the office');
    expect(viewer.lostFrames).toBeGreaterThan(10);
    await until('it is let go', () => gateway.running.demand().length === 0);
    socket.destroy();
  });

  it('ends when its camera is deleted', async () => {
    const { url } = await makeKey();
    const reading = fetch(url).then((response) => response.arrayBuffer());
    const ended = expect(reading).rejects.toThrow();
    await until('it looks', () => gateway.running.demand().length > 0);
    await gateway.call('DELETE', '/cameras/north', { token });
    await ended;
  });
});

describe('a stream key', () => {
  it('is shown once, stored as a hash, listed without the key', async () => {
    const { key, keyId, url } = await makeKey();
    expect(url).toBe(`${gateway.base}/api/v1/cameras/north/stream.mjpeg?key=${key}`);
    expect(JSON.stringify(gateway.store.asked)).not.toContain(key);
    const { body } = await gateway.call('GET', '/cameras/north/stream-keys', { token });
    expect(body).toEqual([{ keyId, cameraId: 'north', label: 'VLC in the office', createdUtcUs: 1 }]);
  });

  it('opens the pictures of its camera and nothing else', async () => {
    const { key } = await makeKey('south');
    expect((await gateway.call('GET', `/cameras/north/snapshot.jpg?key=${key}`)).status).toBe(401);
    expect((await gateway.call('GET', `/cameras/south?key=${key}`)).status).toBe(401);
    expect((await gateway.call('GET', '/session', { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    expect((await gateway.call('GET', `/cameras/north/snapshot.jpg?key=${(await makeKey()).key}`)).status).toBe(200);
  });

  it('that is revoked ends its streams at once and opens no more', async () => {
    const { url, keyId } = await makeKey();
    const reading = fetch(url).then((response) => response.arrayBuffer());
    const ended = expect(reading).rejects.toThrow();
    await until('it looks', () => gateway.running.demand().length > 0);
    await gateway.call('DELETE', `/stream-keys/${keyId}`, { token });
    await ended;
    expect((await ask(url, 'GET')).status).toBe(401);
  });
});

describe('a snapshot', () => {
  it('is the next picture of the camera', async () => {
    const response = await fetch(`${gateway.base}/api/v1/cameras/north/snapshot.jpg`, {
      headers: { authorization: `Bearer ${await signInAs(gateway, 'vera', 'viewer')}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Number(response.headers.get('x-frame-id'))).toBeGreaterThan(0);
    expect(Buffer.from(await response.arrayBuffer()).equals(JPEG)).toBe(true);
    expect(gateway.running.demand()).toEqual([]);
  });

  it('of a camera that gives none is refused in time, and nobody goes on waiting', async () => {
    const answer = await gateway.call('GET', '/cameras/south/snapshot.jpg', { token });
    expect(answer).toMatchObject({ status: 504, body: { code: 'no-picture' } });
    expect(gateway.demands.at(-1)).toEqual([]);
    expect((await gateway.call('GET', '/cameras/nowhere/snapshot.jpg', { token })).status).toBe(404);
  });
});
