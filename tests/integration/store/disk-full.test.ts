import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/contracts/facts.ts';
import type { CommitResult, Store } from '../../../workers/store/index.ts';
import { checkDatabase, openStore } from '../../../workers/store/index.ts';
import {
  addCamera,
  batch,
  createBench,
  expectFailure,
  NOON,
  SECOND,
  sessionOpen,
  storeOptions,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
const mounts: string[] = [];
afterEach(async () => {
  await bench.clear().catch(() => undefined);
  for (const at of mounts.splice(0)) execFileSync('umount', [at]);
  await bench.clear();
});
const session = uuid('one');
const MB = 1024 * 1024;

/** A disk of its own, so small that it is full in no time; null where this process may not mount one. */
function smallDisk(megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const at = bench.folder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', at], { stdio: 'ignore' });
    mounts.push(at);
    return at;
  } catch {
    return null;
  }
}
const probe = smallDisk(1);
const mountable = probe !== null;

function bigBatch(number: number): { facts: Fact[]; body: Uint8Array } {
  const body = new Uint8Array(200_000).fill(number % 256);
  const at = {
    firstMediaUs: 0,
    lastMediaUs: 1,
    firstUtcUs: NOON,
    lastUtcUs: NOON + 1,
    classSoFar: 'car' as const,
    bodyOffset: 0,
    bodyLength: body.length,
  };
  return { facts: [{ kind: 'path-chunk', sessionId: session, track: number, chunk: 0, points: 1, ...at }], body };
}

/** Writes until nothing more fits. */
function fillUp(file: string): void {
  const fd = openSync(file, 'w');
  for (let size = MB; size >= 1; size = Math.floor(size / 4)) {
    try {
      for (const chunk = Buffer.alloc(size, 7); ;) writeSync(fd, chunk);
    } catch {
      // This much no longer fits; less may.
    }
  }
  closeSync(fd);
}

/** Sends until the store refuses; gives back how many batches it took and its refusal. */
async function sendUntilRefused(store: Store, from: number): Promise<{ taken: number; refused: CommitResult }> {
  for (let number = from; number < from + 1000; number += 1) {
    const { facts, body } = bigBatch(number);
    const result = await store.submit(batch(facts, body, number));
    if (!result.ok) return { taken: number - from, refused: result };
  }
  throw new Error('the disk never became full');
}

describe('a full disk', () => {
  it.skipIf(!mountable)('frees the reserve first, then refuses by name, and loses nothing that was taken', async () => {
    const folder = smallDisk(24)!;
    const { store, alarms } = await bench.open(folder, { reserveBytes: 6 * MB });
    await addCamera(store, 'cam-1');
    expect(existsSync(path.join(folder, 'store.reserve'))).toBe(true);
    value(await store.submit(batch([sessionOpen(session)])));
    const { taken, refused } = await sendUntilRefused(store, 1);
    expectFailure(refused, 'disk-full');
    expect(alarms.map((alarm) => alarm.code)).toEqual(['reserve-freed', 'disk-full']);
    expect(existsSync(path.join(folder, 'store.reserve'))).toBe(false);
    // Cameras send again and again; that is no news.
    expectFailure(await store.submit(batch(bigBatch(9999).facts, bigBatch(9999).body)), 'disk-full');
    expect(alarms).toHaveLength(2);
    const kept = (): number => bench.reader(store).sessionRows(session)!.paths.length;
    expect(kept()).toBe(taken);
    // A change by a person is refused by the same name.
    const big = { actor: 'test', key: 'big', value: 'x'.repeat(9000) };
    for (let at = 0; at < 50; at += 1) {
      const changed = await store.command('setting.put', { ...big, key: `big ${at}` });
      if (!changed.ok) expectFailure(changed, 'disk-full');
    }
    // Counting goes on by itself once there is room.
    execFileSync('mount', ['-o', 'remount,size=64m', folder]);
    const { facts, body } = bigBatch(taken + 1);
    value(await store.submit(batch(facts, body)));
    expect(kept()).toBe(taken + 1);
    expect((await checkDatabase(store.file)).problems).toEqual([]);
  });

  it.skipIf(!mountable)('takes more with the reserve than without it', async () => {
    const taken: number[] = [];
    for (const reserveBytes of [8 * MB, 1]) {
      const folder = smallDisk(24)!;
      const ballast = path.join(folder, 'ballast');
      // Both begin with the same free space beside their reserve.
      writeFileSync(ballast, Buffer.alloc(reserveBytes === 1 ? 8 * MB : 1));
      const { store } = await bench.open(folder, { reserveBytes });
      await addCamera(store, 'cam-1');
      value(await store.submit(batch([sessionOpen(session)])));
      taken.push((await sendUntilRefused(store, 1)).taken);
      rmSync(ballast);
      await store.stop();
    }
    expect(taken[0]!).toBeGreaterThan(taken[1]! + 10);
  });

  it.skipIf(!mountable)(
    'does not keep old rows from being removed: that needs the reserve and makes room',
    async () => {
      const folder = smallDisk(24)!;
      let now = NOON;
      const open = () =>
        bench.open(folder, { reserveBytes: 6 * MB, nowUtcUs: () => now, monotonicMs: () => now / 1000 });
      const { store } = await open();
      await addCamera(store, 'cam-1');
      value(await store.submit(batch([sessionOpen(session)])));
      for (let number = 1; number <= 20; number += 1) {
        const { facts, body } = bigBatch(number);
        value(await store.submit(batch(facts, body, number)));
      }
      await store.stop();
      // Opened anew, its log has no room of its own yet.
      const { store: fresh, alarms } = await open();
      fillUp(path.join(folder, 'ballast'));
      now += 31 * 86_400 * SECOND;
      expect(value(await fresh.retain()).deleted['path_chunk']).toBe(20);
      expect(alarms.map((alarm) => alarm.code)).toEqual(['reserve-freed']);
    },
  );

  it.skipIf(!mountable)('without a reserve refuses to remove old rows in words, and removes them later', async () => {
    const folder = smallDisk(24)!;
    let now = NOON;
    const open = () => bench.open(folder, { reserveBytes: 1, nowUtcUs: () => now, monotonicMs: () => now / 1000 });
    const { store } = await open();
    await addCamera(store, 'cam-1');
    const { facts, body } = bigBatch(1);
    value(await store.submit(batch([sessionOpen(session), ...facts], body)));
    await store.stop();
    const { store: fresh } = await open();
    rmSync(path.join(folder, 'store.reserve'));
    fillUp(path.join(folder, 'ballast'));
    now += 31 * 86_400 * SECOND;
    expectFailure(await fresh.retain(), 'disk-full');
    rmSync(path.join(folder, 'ballast'));
    expect(value(await fresh.retain()).deleted['path_chunk']).toBe(1);
  });

  it.skipIf(!mountable)('is not taken for damage: no backup is put in the place of a sound database', async () => {
    const folder = smallDisk(24)!;
    const { store } = await bench.open(folder, { reserveBytes: 1 });
    value(await store.backUp());
    await addCamera(store, 'cam-1');
    await store.stop();
    rmSync(path.join(folder, 'store.reserve'));
    fillUp(path.join(folder, 'ballast'));
    expectFailure(await openStore({ ...storeOptions(folder), reserveBytes: 1 }), 'disk-full');
    rmSync(path.join(folder, 'ballast'));
    const { store: again, alarms } = await bench.open(folder, { reserveBytes: 1 });
    expect(alarms).toEqual([]);
    expect(bench.reader(again).cameras()).toHaveLength(1);
  });

  it.skipIf(!mountable)('at the start gives up the reserve, and without one it is a matter of waiting', async () => {
    const folder = smallDisk(24)!;
    const { store } = await bench.open(folder, { reserveBytes: 6 * MB });
    await addCamera(store, 'cam-1');
    await store.stop();
    fillUp(path.join(folder, 'ballast'));
    const again = await bench.open(folder, { reserveBytes: 6 * MB });
    expect(again.alarms.map((alarm) => alarm.code)).toEqual(['reserve-freed', 'reserve-missing']);
    expect(bench.reader(again.store).cameras()).toHaveLength(1);
    await again.store.stop();

    fillUp(path.join(folder, 'more-ballast'));
    const refused = await openStore({ ...storeOptions(folder), reserveBytes: 6 * MB });
    expectFailure(refused, 'disk-full');
    // The lock is not held by a store that is not open.
    expectFailure(await openStore({ ...storeOptions(folder), reserveBytes: 6 * MB }), 'disk-full');
    rmSync(path.join(folder, 'ballast'));
    const open = await bench.open(folder, { reserveBytes: 6 * MB });
    expect(bench.reader(open.store).cameras()).toHaveLength(1);
  });

  it.skipIf(!mountable)(
    'while a backup is put back leaves the damaged database where it is, until there is room',
    async () => {
      const folder = smallDisk(24)!;
      const { store } = await bench.open(folder, { reserveBytes: 1 });
      await addCamera(store, 'cam-1');
      value(await store.submit(batch([sessionOpen(session)])));
      for (let number = 1; number <= 10; number += 1) {
        const { facts, body } = bigBatch(number);
        value(await store.submit(batch(facts, body, number)));
      }
      value(await store.backUp());
      await store.stop();
      writeFileSync(path.join(folder, 'store.damaged'), 'found in a test');
      const { size } = statSync(store.file);
      fillUp(path.join(folder, 'ballast'));
      expectFailure(await openStore({ ...storeOptions(folder), reserveBytes: 1 }), 'disk-full');
      expect(statSync(store.file).size).toBe(size);
      rmSync(path.join(folder, 'ballast'));
      const { alarms } = await bench.open(folder, { reserveBytes: 1 });
      expect(alarms.map((alarm) => alarm.code)).toContain('database-restored');
    },
  );

  it.skipIf(!mountable)('is announced at the start when there is no room for the reserve', async () => {
    const folder = smallDisk(4)!;
    const { alarms } = await bench.open(folder, { reserveBytes: 64 * MB });
    expect(alarms.map((alarm) => alarm.code)).toEqual(['reserve-missing']);
  });
});
