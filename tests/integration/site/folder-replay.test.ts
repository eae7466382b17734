import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  addReplayCamera,
  endedReplay,
  filesOf,
  finishReplay,
  folderRows,
  type Job,
  makeRecordings,
  sessionsOf,
  startReplay,
} from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'tcc-folders-'));
const data = path.join(root, 'data');
const recordings = path.join(root, 'recordings');
const SECONDS = 12;
const FPS = 12.5;
/** The most that a kill may cost. */
const TEN_SECONDS = 10 * FPS;

let site: TestSite;
let undisturbed: readonly object[];
/** Frames of all files together, and of the first alone. */
let frames: number;
let framesOfFirst: number;

const open = (): Promise<TestSite> => startTestSite({ data, model: SMALL_MODEL, media: [root], keepData: true });

/** Frames that the detector has answered since it was loaded: what is processed again is counted, not timed. */
async function answered(): Promise<number> {
  const { models } = await site.system();
  return models.find(({ modelId }) => modelId === SMALL_MODEL)?.answered ?? 0;
}

/** The same, once it has been told of everything: it is told every second. */
async function answeredInAll(): Promise<number> {
  for (let before = -1; ;) {
    const now = await answered();
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** Waits until the store says that the replay stands in this file, at least this far. */
async function standsIn(jobId: string, file: string, frame: number): Promise<void> {
  const db = new Database(path.join(data, 'store.db'), { readonly: true });
  const checkpoint = db.prepare(
    `SELECT p.frame_id AS frame FROM replay_file f JOIN checkpoint p ON p.session = f.session
     JOIN job j ON j.id = f.job WHERE j.job_id = ? AND f.name = ? AND f.state = 'playing'`,
  );
  try {
    await waitFor(`frame ${frame} of ${file}`, () => {
      const found = z.object({ frame: z.number() }).optional().parse(checkpoint.get(jobId, file));
      return found !== undefined && found.frame >= frame ? true : null;
    });
  } finally {
    db.close();
  }
}

/** Ends processes as a crash would, all at once, and waits until others are in their places. */
async function kill(names: readonly string[]): Promise<void> {
  const pids = new Map(names.map((name) => [name, site.process(name).pid]));
  for (const pid of pids.values()) if (pid !== null) process.kill(pid, 'SIGKILL');
  await waitFor('the restart', () => {
    const isBack = (name: string): boolean =>
      site.process(name).state === 'ready' && site.process(name).pid !== pids.get(name);
    return names.every(isBack) ? true : null;
  });
  await site.signInAgain();
}

/** The rows are those of an undisturbed run, and no file was counted in two sessions. */
async function expectUndisturbed(jobId: string): Promise<void> {
  expect(await folderRows(site, jobId)).toEqual(undisturbed);
  const sessions = (await sessionsOf(site, 'replayed')).filter((session) => session.jobId === jobId);
  expect(sessions.map(({ reason }) => reason)).toEqual(['ended', 'ended', 'ended']);
}

/** A folder that a test may change. */
function copyOfRecordings(name: string): string {
  const folder = path.join(root, name);
  cpSync(recordings, folder, { recursive: true });
  return folder;
}

/** Stops the site in order while the replay of a folder stands in its second file, and opens it again. */
async function stopInSecondFile(folder: string, meanwhile: () => void): Promise<string> {
  const jobId = await startReplay(site, { path: folder });
  await standsIn(jobId, 'b.mp4', 0);
  await site.stop();
  meanwhile();
  site = await open();
  return jobId;
}

const countedSchema = z.object({ crossings: z.array(z.string()) });

beforeAll(async () => {
  await makeRecordings(recordings, SECONDS);
  site = await open();
  await addReplayCamera(site);
  const job = await finishReplay(site, await startReplay(site, { path: recordings }));
  undisturbed = await folderRows(site, job.jobId);
  const sessions = await sessionsOf(site, 'replayed');
  frames = sessions.reduce((sum, session) => sum + (session.frames ?? 0), 0);
  framesOfFirst = sessions.at(-1)?.frames ?? 0;
}, 240_000);
afterAll(async () => {
  await site.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('the replay of a folder', () => {
  it('counts every file in a session of its own, one behind the other on one clock', async () => {
    expect(undisturbed).toMatchObject(['a.mp4', 'b.mp4', 'c.mp4'].map((name) => ({ name, state: 'played', note: '' })));
    expect(await answeredInAll()).toBe(frames);
    expect(frames).toBeGreaterThan(3 * TEN_SECONDS);
    const sessions = (await sessionsOf(site, 'replayed')).toReversed();
    expect(sessions).toHaveLength(3);
    const [, second, third] = sessions;
    const ends = undisturbed.map((row) => z.object({ clock: z.object({ utcUs: z.number() }) }).parse(row).clock.utcUs);
    expect([second?.openedUtcUs, third?.openedUtcUs]).toEqual(ends.slice(0, 2));
    const crossings = undisturbed.map((row) => z.object({ rows: countedSchema }).parse(row).rows.crossings.length);
    expect(Math.min(...crossings)).toBeGreaterThan(3);
  });

  it.each([
    ['the camera process is killed at the beginning of the second file', ['camera-0'], 'b.mp4', 0, TEN_SECONDS],
    ['the store is killed in the second file', ['store'], 'b.mp4', 50, 0],
    ['the store and the camera process are killed together', ['store', 'camera-0'], 'b.mp4', 50, TEN_SECONDS],
  ])('gives the same rows when %s, and little is processed again', async (_what, names, file, frame, most) => {
    const before = await answered();
    const jobId = await startReplay(site, { path: recordings });
    await standsIn(jobId, file, frame);
    await kill(names);
    await finishReplay(site, jobId);
    await expectUndisturbed(jobId);
    const again = (await answeredInAll()) - before - frames;
    expect(again).toBeGreaterThanOrEqual(0);
    expect(again).toBeLessThanOrEqual(most);
  });

  it('gives the same rows when the detector is killed in the last file', async () => {
    const jobId = await startReplay(site, { path: recordings });
    await standsIn(jobId, 'c.mp4', 50);
    await kill(['inference-0']);
    await finishReplay(site, jobId);
    await expectUndisturbed(jobId);
  });

  it('gives the same rows when what was found in two files had not reached the store before all was killed', async () => {
    const jobId = await startReplay(site, { path: recordings });
    await standsIn(jobId, 'b.mp4', 0);
    const { pid } = site.process('store');
    if (pid === null) throw new Error('the store does not run');
    process.kill(pid, 'SIGSTOP');
    await waitFor('the last file', async () => (((await site.camera('replayed'))?.progress ?? 0) > 0.75 ? true : null));
    await kill(['store', 'camera-0']);
    await finishReplay(site, jobId);
    await expectUndisturbed(jobId);
  });

  it('gives the same rows when the site is stopped in the second file and opened again', async () => {
    const jobId = await stopInSecondFile(recordings, () => undefined);
    await finishReplay(site, jobId);
    await expectUndisturbed(jobId);
    // The detector is a fresh one: all that it was asked is what was left.
    expect(await answeredInAll()).toBeLessThanOrEqual(frames - framesOfFirst);
  });
});

describe('the replay of a folder that changes while the site is stopped', () => {
  it('plays what was added in its place, names what is gone, and counts nothing twice', async () => {
    const folder = copyOfRecordings('changing');
    const jobId = await stopInSecondFile(folder, () => {
      rmSync(path.join(folder, 'a.mp4'));
      copyFileSync(path.join(folder, 'b.mp4'), path.join(folder, 'aa.mp4'));
      copyFileSync(path.join(folder, 'c.mp4'), path.join(folder, 'd.mp4'));
      rmSync(path.join(folder, 'c.mp4'));
    });
    const job = await finishReplay(site, jobId);
    expect(job.reason).toContain('aa.mp4: it came when its place in the folder had been passed');
    expect(job.reason).toContain('c.mp4: it was gone when its turn came');
    const states = (await filesOf(site, jobId)).map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(['a.mp4 played', 'aa.mp4 passed-over', 'b.mp4 played', 'c.mp4 passed-over', 'd.mp4 played']);
    const [a, , b] = await folderRows(site, jobId);
    expect([a, b]).toEqual(undisturbed.slice(0, 2));
  });

  it('ends with its reason when the file in which it stood is another one now; what was counted stays', async () => {
    const folder = copyOfRecordings('replaced');
    const jobId = await stopInSecondFile(folder, () => {
      copyFileSync(path.join(folder, 'c.mp4'), path.join(folder, 'b.mp4'));
    });
    const job: Job = await endedReplay(site, jobId);
    expect(job).toMatchObject({ status: 'failed' });
    expect(job.reason).toContain('b.mp4 was replaced while the replay stood in the middle of it');
    expect((await folderRows(site, jobId))[0]).toEqual(undisturbed[0]);
  });
});

describe('the replay of a folder whose camera is set otherwise while no process works on it', () => {
  it('begins again with its first file, and marks what it counted before', async () => {
    const jobId = await startReplay(site, { path: recordings });
    await standsIn(jobId, 'b.mp4', 0);
    const before = await filesOf(site, jobId);
    expect(before.map(({ state }) => state)).toEqual(['played', 'playing', 'waiting']);
    await setThreshold(0.55);
    await kill(['camera-0']);
    await finishReplay(site, jobId);
    const after = await filesOf(site, jobId);
    expect(after.map(({ state }) => state)).toEqual(['played', 'played', 'played']);
    const reasons = new Map((await sessionsOf(site, 'replayed')).map(({ sessionId, reason }) => [sessionId, reason]));
    const reasonsOf = (files: typeof before) => files.map(({ sessionId }) => reasons.get(sessionId ?? ''));
    expect(reasonsOf(before.slice(0, 2))).toEqual(['begun-again', 'begun-again']);
    expect(reasonsOf(after)).toEqual(['ended', 'ended', 'ended']);
  });
});

async function setThreshold(car: number): Promise<void> {
  const { body } = await site.api('GET', 'cameras/replayed');
  const { analysis } = z.object({ analysis: z.record(z.string(), z.unknown()) }).parse(body);
  const answer = await site.api('PATCH', 'cameras/replayed', { analysis: { ...analysis, thresholds: { car } } });
  expect(answer.status).toBe(200);
}
