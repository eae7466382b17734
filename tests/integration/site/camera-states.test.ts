import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutRecording, endedReplay, startReplay } from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

const CAMERA = 'colour-bars';
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-media-'));
let site: TestSite;

beforeAll(async () => {
  site = await startTestSite({ model: SMALL_MODEL, media: [media] });
  const created = await site.api('POST', 'cameras', {
    id: CAMERA,
    name: 'Colour bars',
    source: { kind: 'test', graph: 'testsrc2=size=640x360:rate=12.5' },
  });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  await untilLive();
}, 120_000);
afterAll(async () => {
  await site.stop();
  rmSync(media, { recursive: true });
});

const statuses = async () => (await site.system()).cameras.filter(({ cameraId }) => cameraId === CAMERA);
const liveOne = async () => (await statuses()).find(({ mode }) => mode === 'live') ?? null;
const untilLive = () =>
  waitFor('the live camera', async () => {
    const status = await liveOne();
    return status !== null && status.state === 'live' && status.fps > 0 ? status : null;
  });
async function untilToldAnew(): Promise<void> {
  const { frames } = await untilLive();
  await waitFor('a newer status', async () => (((await liveOne())?.frames ?? 0) > frames ? true : null));
}

describe('what the site says of a camera', () => {
  it('stands beside what it says of a replay of the same camera', async () => {
    const jobId = await startReplay(site, { path: await cutRecording(media, 20), camera: CAMERA, pace: 'realtime' });
    const replay = await waitFor('the replay', async () => {
      const status = (await statuses()).find((one) => one.jobId === jobId);
      return status !== undefined && status.frames > 0 ? status : null;
    });
    const live = await liveOne();
    expect([replay.mode, live?.state, live?.jobId]).toEqual(['replay', 'live', null]);
    expect(live?.sessionId).not.toBe(replay.sessionId);
    await site.api('POST', `jobs/${jobId}/cancel`);
    await endedReplay(site, jobId);
    await waitFor('the end of the replay', async () => ((await statuses()).length === 1 ? true : null));
    expect((await liveOne())?.state).toBe('live');
  });

  it('ends when the camera is paused, and begins again with it', async () => {
    await site.api('PATCH', `cameras/${CAMERA}`, { enabled: false });
    await waitFor('silence about the camera', async () => ((await statuses()).length === 0 ? true : null));
    await site.api('PATCH', `cameras/${CAMERA}`, { enabled: true });
    await untilLive();
  });

  it('is how the reading ended, for a recording that was read', async () => {
    const recording = await cutRecording(media, 4);
    const source = { kind: 'file', path: recording, pace: 'max' };
    await site.api('POST', 'cameras', { id: 'read', name: 'Read', source });
    const status = await waitFor('the end of the reading', async () => {
      const now = await site.camera('read');
      return now?.state === 'stopped' ? now : null;
    });
    expect(status).toMatchObject({ reason: 'ended', mode: 'replay', fps: 0 });
    await endedReplay(site, status.jobId ?? '');
    // What is no longer told is gone with the next but one status.
    for (let next = 0; next < 2; next += 1) await untilToldAnew();
    expect((await site.camera('read'))?.state).toBe('stopped');
  });

  it('is that nobody watches it, once its process was given up', async () => {
    await waitFor('giving up', () => {
      const { pid, state } = site.process('camera-0');
      if (pid !== null) process.kill(pid, 'SIGKILL');
      return state === 'failed' ? true : null;
    });
    const away = await waitFor('the truth', async () => {
      const status = await liveOne();
      return status !== null && status.state !== 'live' ? status : null;
    });
    expect(away).toMatchObject({ state: 'offline', reason: 'process-away', fps: 0, sessionId: null });
  });
});
