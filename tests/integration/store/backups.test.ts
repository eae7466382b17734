import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/contracts/facts.ts';
import type { Store } from '../../../workers/store/index.ts';
import { createOwnDisks, fillUp } from '../../support/own-disk.ts';
import { addCamera, batch, createBench, expectFailure, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
const disks = createOwnDisks();
afterEach(() => bench.clear());
afterAll(() => disks.clear());
const session = uuid('one');
const MB = 1024 * 1024;
const DAY = 86_400 * SECOND;

function grow(store: Store, megabytes: number, first: number): void {
  const body = new Uint8Array(MB / 4).fill(7);
  const at = {
    firstMediaUs: 0,
    lastMediaUs: 1,
    firstUtcUs: NOON,
    lastUtcUs: NOON + 1,
    bodyOffset: 0,
    bodyLength: body.length,
  };
  for (let number = first; number < first + 4 * megabytes; number += 1) {
    const fact: Fact = {
      kind: 'path-chunk',
      classSoFar: 'car',
      sessionId: session,
      track: number,
      chunk: 0,
      points: 1,
      ...at,
    };
    value(store.commitFacts([batch([fact], body)]));
  }
}

/** A store of about so many megabytes on a disk of its own, with a clock that tests set. */
async function storeOn(folder: string, megabytes: number) {
  let now = NOON;
  const opened = await bench.open(folder, { reserveBytes: 2 * MB, nowUtcUs: () => now });
  await addCamera(opened.store, 'cam-1');
  value(opened.store.commitFacts([batch([sessionOpen(session)])]));
  grow(opened.store, megabytes, 1);
  return { ...opened, later: (byUs: number) => (now += byUs) };
}

const filesOf = (folder: string): string[] => readdirSync(path.join(folder, 'backups')).sort();

describe('the backups of a store', () => {
  it('are made once a day, however often the store starts', async () => {
    const folder = bench.folder();
    let now = NOON;
    const open = async () => (await bench.open(folder, { nowUtcUs: () => now })).store;
    let store = await open();
    expect(store.backupDue()).toBe(true);
    value(await store.backUp());
    for (let start = 0; start < 3; start += 1) {
      await store.stop();
      now += DAY / 4 - SECOND;
      store = await open();
      expect(store.backupDue()).toBe(false);
    }
    now += DAY / 4 + 9 * SECOND;
    expect(store.backupDue()).toBe(true);
    // One that a wrong clock dated into the future does not keep others from being made.
    value(await store.backUp());
    now -= 10 * DAY;
    expect(store.backupDue()).toBe(true);
  });

  it('of a killed process are taken away at the next start, other files are not', async () => {
    const folder = bench.folder();
    mkdirSync(path.join(folder, 'backups'), { recursive: true });
    for (const name of ['store-x.db.part', 'store-x.db.part-wal', 'store-x.db.part-shm', 'mine.db', 'notes.part'])
      writeFileSync(path.join(folder, 'backups', name), '');
    await bench.open(folder);
    expect(filesOf(folder)).toEqual(['mine.db', 'notes.part']);
  });

  it('that are on their way when the store stops are given up, and leave nothing', async () => {
    const folder = bench.folder();
    const { store } = await storeOn(folder, 24);
    const made = store.backUp();
    await store.stop();
    expectFailure(await made, 'backup-failed');
    expect(filesOf(folder)).toEqual([]);
  });

  it.skipIf(!disks.mountable)(
    'are refused where they would take the last room, with one alarm and no trace',
    async () => {
      const folder = disks.mount(24);
      const { store, alarms, later } = await storeOn(folder, 9);
      const refused = await store.backUp();
      expectFailure(refused, 'disk-full');
      if (!refused.ok) expect(refused.failure.message).toMatch(/\d+ MB more are needed/);
      later(3600 * SECOND);
      expectFailure(await store.backUp(), 'disk-full');
      expect(alarms.map(({ code }) => code)).toEqual(['backup-failed']);
      expect(filesOf(folder)).toEqual([]);
      // To a place that a person names, they are made.
      value(await store.command('backup', { to: path.join(bench.folder(), 'copy.db') }));
    },
  );

  it.skipIf(!disks.mountable)('give way to newer ones where there is no room for all, down to two', async () => {
    const folder = disks.mount(40);
    const { store, later } = await storeOn(folder, 5);
    const made: string[] = [];
    for (let day = 0; day < 6; day += 1) {
      const backup = await store.backUp();
      if (backup.ok) made.push(path.basename(backup.value.path));
      later(DAY);
    }
    expect(made).toHaveLength(6);
    expect(filesOf(folder).length).toBeLessThan(6);
    expect(filesOf(folder)).toEqual(made.slice(-filesOf(folder).length));
    expect(filesOf(folder).length).toBeGreaterThanOrEqual(2);
  });

  it.skipIf(!disks.mountable)(
    'are given up when the disk becomes full meanwhile; what is counted goes before them',
    async () => {
      const folder = disks.mount(60);
      const { store, alarms } = await storeOn(folder, 20);
      const made = store.backUp();
      const part = (): boolean => filesOf(folder).some((name) => name.endsWith('.part'));
      await expect.poll(part, { interval: 1 }).toBe(true);
      fillUp(path.join(folder, 'ballast'));
      expectFailure(await made, 'backup-failed');
      expect(filesOf(folder)).toEqual([]);
      grow(store, 1, 1000);
      expect(existsSync(path.join(folder, 'store.reserve'))).toBe(true);
      expect(alarms.map(({ code }) => code)).toEqual(['backup-failed']);
    },
  );

  it.skipIf(!disks.mountable)('are given up one by one before the reserve is, but never the newest two', async () => {
    const folder = disks.mount(60);
    const { store, alarms, later } = await storeOn(folder, 4);
    for (let day = 0; day < 4; day += 1) {
      value(await store.backUp());
      later(DAY);
    }
    const [, , ...newest] = filesOf(folder);
    fillUp(path.join(folder, 'ballast'));
    expect(() => grow(store, 60, 1000)).toThrow('disk-full');
    expect(filesOf(folder)).toEqual(newest);
    const codes = alarms.map(({ code }) => code);
    expect(codes).toEqual(['backup-removed', 'backup-removed', 'reserve-freed', 'disk-full']);
  });
});
