import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addReplayCamera, finishReplay, readJob, type Job, rowsOf, startReplay } from '../../support/replays.ts';
import { startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';
import type { SessionRows } from '../../../workers/store/index.ts';

let site: TestSite;
let undisturbed: SessionRows;
let first: Job;

beforeAll(async () => {
  site = await startTestSite({ model: 'stopgap-448x256' });
  await addReplayCamera(site);
  first = await finishReplay(site, await startReplay(site));
  undisturbed = rowsOf(site, first.sessionId);
}, 240_000);
afterAll(() => site.stop());

/** Waits until the replay has facts in the store, so that a kill meets it at work. */
async function underWay(jobId: string, afterMs: number): Promise<void> {
  await waitFor('the session', async () => (await readJob(site, jobId)).sessionId);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
}

describe('a replay', () => {
  it('counts vehicles from frame 0 and says that all its time was watched', () => {
    expect(undisturbed.crossings.length).toBeGreaterThan(10);
    expect(undisturbed.tracks.length).toBeGreaterThan(10);
    expect(undisturbed.paths.length).toBeGreaterThanOrEqual(undisturbed.tracks.length);
    expect(undisturbed.coverage.length).toBeGreaterThan(0);
  });

  it('done twice is two sessions with the same rows', async () => {
    const second = await finishReplay(site, await startReplay(site));
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(rowsOf(site, second.sessionId)).toEqual(undisturbed);
  });

  it.each([
    ['camera-0', 900],
    ['store', 1700],
    ['inference-0', 1300],
    ['site', 500],
    ['gateway', 700],
  ])('gives the same rows when %s is killed on the way', async (name, afterMs) => {
    const jobId = await startReplay(site);
    await underWay(jobId, afterMs);
    const { pid } = site.process(name);
    if (pid === null) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
    await waitFor('the restart', () => {
      const now = site.process(name);
      return now.state === 'ready' && now.pid !== pid ? true : null;
    });
    await site.signInAgain();
    const job = await finishReplay(site, jobId);
    expect(rowsOf(site, job.sessionId)).toEqual(undisturbed);
  });
});
