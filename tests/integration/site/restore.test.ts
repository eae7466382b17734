import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCameras } from '../../../bench/support/demo-clips.ts';
import { storedCrossings, withStore } from '../../../bench/support/live-evidence.ts';
import { type LiveScreen, openLiveScreen } from '../../../bench/support/live-screen.ts';
import { backUpFolder, checkDatabase } from '../../../workers/store/index.ts';
import {
  addReplayCamera,
  finishReplay,
  makeVideo,
  readJob,
  RECORDING,
  rowsOf,
  startReplay,
} from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

const CAMERAS = demoCameras()
  .map(({ id }) => id)
  .sort();
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-restore-'));
let site: TestSite;
let screen: LiveScreen;
let long: string;

/** Overwrites pages of the database and of its log, as a failing disk would. */
function garble(file: string): void {
  for (const part of [file, `${file}-wal`]) {
    const fd = openSync(part, 'r+');
    for (let at = 8192; at + 4096 < statSync(part).size; at += 12_288) writeSync(fd, JUNK, 0, JUNK.length, at);
    closeSync(fd);
  }
}
const JUNK = Buffer.alloc(4096, 0xa5);

const openSession = (id: string): string | null =>
  withStore(
    site.data,
    (reader) => reader.sessions(id).find(({ endedUtcUs }) => endedUtcUs === null)?.sessionId ?? null,
  );

/** Another session than the one that the backup knows. */
async function reopen(id: string): Promise<string> {
  const before = openSession(id);
  await site.api('PATCH', `cameras/${id}`, { enabled: false });
  await waitFor(`the end of ${id}`, () => (openSession(id) === null ? true : null));
  await site.api('PATCH', `cameras/${id}`, { enabled: true });
  return waitFor(`a new session of ${id}`, () => {
    const now = openSession(id);
    return now === before ? null : now;
  });
}

beforeAll(async () => {
  // The recording again and again: a replay that is still at work when all else has happened.
  long = await makeVideo(['-stream_loop', '3', '-i', RECORDING, '-c', 'copy'], path.join(media, 'long.mp4'));
  site = await startTestSite({ model: SMALL_MODEL, demo: true, media: [media] });
  screen = openLiveScreen({ url: site.url, cameras: CAMERAS, token: () => site.token });
  await addReplayCamera(site);
  await waitFor('every camera', () => (CAMERAS.every((id) => openSession(id) !== null) ? true : null));
  await waitFor('the first crossing', () => (screen.shown.size > 0 ? true : null));
}, 120_000);
afterAll(async () => {
  screen.close();
  await site.stop();
  rmSync(media, { recursive: true, force: true });
});

describe('a site whose database is damaged while it works', () => {
  let jobId: string;
  let young: readonly string[];
  let restoredUtcUs: number;

  it('puts its backup in place and counts on with every camera, in sessions that the store knows', async () => {
    jobId = await startReplay(site, { path: long });
    await waitFor('the replay', async () => (await readJob(site, jobId)).sessionId);
    const backup = await backUpFolder(site.data, null, Date.now() * 1000);
    expect(backup.ok).toBe(true);
    young = await Promise.all(CAMERAS.map(reopen));

    const { pid } = site.process('store');
    garble(path.join(site.data, 'store.db'));
    if (pid === null) throw new Error('there is no store');
    process.kill(pid, 'SIGKILL');
    await waitFor('the restart of the store', () => {
      const now = site.process('store');
      return now.state === 'ready' && now.pid !== pid ? true : null;
    });
    const hole = withStore(site.data, (reader) =>
      reader
        .holes({ cameraId: 'north-bridge', fromUtcUs: 0, toUtcUs: Date.now() * 1000 })
        .find(({ cause }) => cause === 'database-restored'),
    );
    expect(hole).toBeDefined();
    restoredUtcUs = hole?.toUtcUs ?? 0;
    for (const id of CAMERAS)
      await waitFor(`${id} to be counted again`, () =>
        withStore(site.data, (reader) => {
          const known = new Map(reader.sessions(id).map((session) => [session.sessionId, session]));
          const after = storedCrossings(reader).filter(
            ({ cameraId, utcUs, sessionId }) =>
              cameraId === id && utcUs > restoredUtcUs && !young.includes(sessionId) && known.has(sessionId),
          );
          return after.length > 0 ? true : null;
        }),
      );
  });

  it('has ended the sessions that the backup did not know, with their reason', () => {
    withStore(site.data, (reader) => {
      for (const sessionId of young)
        expect(reader.session(sessionId), sessionId).toMatchObject({ reason: 'database-restored' });
    });
  });

  it('shows them on the screens', async () => {
    const fresh = (): number => [...screen.shown.values()].filter(({ utcUs }) => utcUs > restoredUtcUs).length;
    await waitFor('crossings on the screen', async () => {
      await site.signInAgain();
      return fresh() > 2 ? true : null;
    });
  });

  it('goes on with the replay from its stored checkpoint, with the rows of an undisturbed one', async () => {
    const job = await finishReplay(site, jobId);
    const rows = rowsOf(site, job.sessionId);
    for (const id of CAMERAS) await site.api('PATCH', `cameras/${id}`, { enabled: false });
    const undisturbed = await finishReplay(site, await startReplay(site, { path: long }));
    expect(rows.crossings.length).toBeGreaterThan(10);
    expect(rows).toEqual(rowsOf(site, undisturbed.sessionId));
  });

  it('has totals that agree with its facts', async () => {
    expect((await checkDatabase(path.join(site.data, 'store.db'))).problems).toEqual([]);
    const restarts = site.site.supervisor.processes.map(({ name, restarts }) => [name, restarts]);
    expect(Object.fromEntries(restarts)).toMatchObject({ store: 1, 'camera-0': 0 });
  });
});
