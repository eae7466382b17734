import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backUpFolder } from '../../../workers/store/index.ts';
import { addReplayCamera, cutRecording, finishReplay, readJob, rowsOf, startReplay } from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite, tryTestSite, waitFor } from '../../support/test-site.ts';

const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-media-'));
const mounts: string[] = [];
const folders: string[] = [media];
afterAll(() => {
  for (const at of mounts) execFileSync('umount', [at]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-disk-'));
  folders.push(folder);
  return folder;
}

/** A disk of its own; null where this process may not mount one. Root writes past permissions, so only a mount will do. */
function ownDisk(options: string): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const at = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', at], { stdio: 'ignore' });
    mounts.push(at);
    return at;
  } catch {
    return null;
  }
}
const mountable = ownDisk('size=1m') !== null;

/** Writes until nothing more fits. */
function fillUp(file: string): void {
  const fd = openSync(file, 'w');
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
      const chunk = Buffer.alloc(size, 7);
      try {
        for (;;) writeSync(fd, chunk);
      } catch {
        // This much no longer fits; less may.
      }
    }
  } finally {
    closeSync(fd);
  }
}

const logOf = (data: string): string => readFileSync(path.join(data, 'logs', 'command-center.log'), 'utf8');

describe('a data folder that cannot be written to', () => {
  it.skipIf(!mountable)('is refused in words, whether it is new or was used before', async () => {
    const data = ownDisk('size=200m')!;
    execFileSync('mount', ['-o', 'remount,ro', data]);
    const fresh = await tryTestSite({ data, model: SMALL_MODEL });
    expect(fresh).toMatchObject({ ok: false, failure: { code: 'data-folder' } });
    if (fresh.ok) return;
    expect(fresh.failure.message).toContain(data);
    expect(fresh.failure.hint).toContain('write');

    execFileSync('mount', ['-o', 'remount,rw', data]);
    const site = await startTestSite({ data, model: SMALL_MODEL, keepData: true });
    await site.stop();
    execFileSync('mount', ['-o', 'remount,ro', data]);
    const used = await tryTestSite({ data, model: SMALL_MODEL });
    expect(used).toMatchObject({ ok: false });
    if (used.ok) return;
    expect(used.failure.code).toMatch(/^data-folder/);
    expect(used.failure.message).toContain(data);
    expect(used.failure.hint).toContain('write');
  });
});

/** What the site shows to a person who looks at its health. */
const shownAlarms = async (site: TestSite): Promise<string[]> =>
  z
    .object({ alarms: z.array(z.object({ code: z.string() })) })
    .parse((await site.api('GET', 'system')).body)
    .alarms.map(({ code }) => code);

describe('a full disk', () => {
  it.skipIf(!mountable)('raises an alarm, and what was counted meanwhile is stored once there is room', async () => {
    const data = ownDisk('size=48m')!;
    const clip = await cutRecording(media, 16);
    const site = await startTestSite({ data, model: SMALL_MODEL, media: [media], keepData: true });
    await addReplayCamera(site);
    const before = await finishReplay(site, await startReplay(site, { path: clip }));
    const expected = rowsOf(site, before.sessionId);

    const jobId = await startReplay(site, { path: clip });
    await waitFor('the session', async () => (await readJob(site, jobId)).sessionId);
    const ballast = path.join(data, 'ballast');
    fillUp(ballast);
    await waitFor('the alarm', async () => ((await shownAlarms(site)).includes('disk-full') ? true : null));
    rmSync(ballast);
    const job = await finishReplay(site, jobId);
    expect(rowsOf(site, job.sessionId)).toEqual(expected);
    const restarts = site.site.supervisor.processes.map(({ name, restarts }) => [name, restarts]);
    expect(restarts).toEqual(site.site.supervisor.processes.map(({ name }) => [name, 0]));
    await site.stop();
  });
});

/** Overwrites pages in the middle of a database, as a failing disk would. */
function garble(file: string): void {
  const fd = openSync(file, 'r+');
  const size = statSync(file).size;
  for (let at = 8192; at + 4096 < size; at += 12_288) writeSync(fd, Buffer.alloc(4096, 0xa5), 0, 4096, at);
  closeSync(fd);
}

const RTSP = { kind: 'rtsp', url: 'rtsp://127.0.0.1:9/nothing' };

describe('a damaged database', () => {
  it('is replaced by the newest backup, and is kept beside it', async () => {
    const data = newFolder();
    const clip = await cutRecording(media, 8);
    let site = await startTestSite({ data, model: SMALL_MODEL, media: [media], keepData: true });
    await addReplayCamera(site);
    const kept = await finishReplay(site, await startReplay(site, { path: clip }));
    const rows = rowsOf(site, kept.sessionId);
    expect(rows.crossings.length).toBeGreaterThan(0);
    const backup = await backUpFolder(data, null, Date.now() * 1000);
    expect(backup.ok).toBe(true);
    await site.stop();

    garble(path.join(data, 'store.db'));
    site = await startTestSite({ data, model: SMALL_MODEL, media: [media], keepData: true });
    expect(rowsOf(site, kept.sessionId)).toEqual(rows);
    expect(readdirSync(data).some((name) => name.startsWith('store-damaged-'))).toBe(true);
    expect(logOf(data)).toContain('was put in its place');
    // It counts on as if nothing had been.
    const next = await finishReplay(site, await startReplay(site, { path: clip }));
    expect(rowsOf(site, next.sessionId)).toEqual(rows);
    await site.stop();
  });

  it('is replaced while the site runs: what is shown from then on is what was put back, to those who are signed in', async () => {
    const data = newFolder();
    const site = await startTestSite({ data, model: SMALL_MODEL, keepData: true });
    const ids = async () =>
      z
        .array(z.object({ id: z.string() }))
        .parse((await site.api('GET', 'cameras')).body)
        .map(({ id }) => id);
    const add = async (id: string) =>
      (await site.api('POST', 'cameras', { id, name: id, source: RTSP, enabled: false })).status === 201 ? true : null;
    await add('before');
    expect((await backUpFolder(data, null, Date.now() * 1000)).ok).toBe(true);
    await add('behind-the-backup');
    expect(await ids()).toEqual(['before', 'behind-the-backup']);

    const { pid } = site.process('store');
    writeFileSync(path.join(data, 'store.damaged'), 'found in a test\n');
    process.kill(pid!, 'SIGKILL');
    await waitFor('the cameras of the backup', async () => ((await ids()).join() === 'before' ? true : null));
    await waitFor('a store that takes new cameras', () => add('later'));
    expect(await ids()).toEqual(['before', 'later']);
    expect(await shownAlarms(site)).toContain('database-restored');
    const events = z.array(z.object({ subject: z.string(), event: z.string(), reason: z.string() }));
    const happened = events.parse((await site.api('GET', 'events')).body);
    expect(happened).toContainEqual({ subject: 'store', event: 'crash', reason: 'ended by SIGKILL' });
    expect(happened.some(({ event, reason }) => event === 'alarm' && reason.startsWith('database-restored'))).toBe(
      true,
    );
    expect(site.process('gateway').restarts).toBe(0);
    await site.stop();
  });

  it('stops the start in words when there is no backup, and touches nothing', async () => {
    const data = newFolder();
    const site = await startTestSite({ data, model: SMALL_MODEL, keepData: true });
    await site.stop();
    rmSync(path.join(data, 'backups'), { recursive: true, force: true });
    const file = path.join(data, 'store.db');
    garble(file);
    const garbled = readFileSync(file);
    const started = await tryTestSite({ data, model: SMALL_MODEL });
    expect(started).toMatchObject({ ok: false, failure: { code: 'database-corrupt' } });
    if (started.ok) return;
    expect(started.failure.message).toContain('no sound backup');
    expect(started.failure.hint).toContain('npm run site -- restore');
    expect(readFileSync(file).equals(garbled)).toBe(true);
    expect(existsSync(path.join(data, 'store.damaged'))).toBe(false);
  });
});
