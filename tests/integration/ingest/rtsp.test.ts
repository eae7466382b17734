import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ffmpegChildren, ffmpegPath, make, median, pause, record, stopAll, temporaryFolder } from './harness.ts';
import { createRtspServers, freePort, RTSP_SKIPPED, rtspReady } from '../../support/rtsp-servers.ts';

const folder = await temporaryFolder();
const clip = join(folder.path, 'clip.mp4');

const ready = ffmpegPath !== null && rtspReady;

describe.skipIf(!ready)(ready ? 'RTSP cameras' : `RTSP cameras ${RTSP_SKIPPED}`, () => {
  const servers = createRtspServers();
  let port = 0;

  beforeAll(async () => {
    const picture = 'testsrc2=size=320x180:rate=12.5:duration=60';
    await make('-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', clip);
  });
  afterEach(async () => {
    await stopAll();
    await servers.stopAll();
    expect(ffmpegChildren()).toEqual([]);
  });
  afterAll(() => folder.remove());

  const startServer = (onPort: number, ...login: string[]): Promise<ChildProcess> =>
    servers.start(String(onPort), clip, ...login);

  it.each(['tcp', 'udp'] as const)(
    'is shown over %s, and again after the camera was away for some seconds',
    async (transport) => {
      port = await freePort();
      const server = await startServer(port);
      const run = record({ kind: 'rtsp', url: `rtsp://127.0.0.1:${port}/cam`, transport });
      await run.until('live', () => run.frames.length > 25);
      expect(run.starts[0]).toMatchObject({ codec: 'h264', sourceWidth: 320, sourceHeight: 180, sourceFps: 12.5 });
      expect(median(run.frames.map((f) => (f.arrivedUtcUs - f.utcUs) / 1_000))).toBeLessThan(1_000);
      await servers.stop(server);
      await run.until('the loss noticed', () => run.states.at(-1)?.state !== 'live');
      await pause(5_000);
      expect(run.children.size).toBeLessThanOrEqual(1);
      const again = await startServer(port);
      const back = performance.now();
      await run.until('live again', () => run.states.at(-1)?.state === 'live');
      // The promise is ten seconds; a busy machine gets some more.
      expect(performance.now() - back).toBeLessThan(20_000);
      expect(run.starts.length).toBeGreaterThanOrEqual(2);
      expect(run.mostChildren()).toBe(1);
      expect(ffmpegChildren()).toEqual([...run.children.keys()]);
      await run.source.stop();
      await servers.stop(again);
    },
  );

  it('asks for the password, tells a wrong one, and takes the right one without showing it', async () => {
    port = await freePort();
    await startServer(port, 'bob', 'se:c@ret/1');
    const url = `rtsp://127.0.0.1:${port}/cam`;
    const none = record({ kind: 'rtsp', url });
    const wrong = record({ kind: 'rtsp', url }, { credential: { user: 'bob', password: 'guess-17' } });
    const right = record({ kind: 'rtsp', url }, { credential: { user: 'bob', password: 'se:c@ret/1' } });
    await none.until('refused', () => none.states.at(-1)?.state === 'auth-failed');
    await wrong.until('refused', () => wrong.states.at(-1)?.state === 'auth-failed');
    await right.until('live', () => right.frames.length > 5);
    for (const run of [wrong, right]) {
      const said = JSON.stringify([run.states, run.starts, run.ends, run.logs, run.source.stats()]);
      expect(said).not.toMatch(/guess-17|se:c@ret|se%3Ac/);
    }
  });

  it('tells a path that is not there', async () => {
    port = await freePort();
    await startServer(port);
    const run = record({ kind: 'rtsp', url: `rtsp://127.0.0.1:${port}/other` });
    await run.until('told', () => run.ends.length > 0);
    expect(run.ends[0]?.reason).toBe('not-found');
  });
});
