import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { storedCrossings, withStore } from '../../../bench/support/live-evidence.ts';
import { createOwnDisks, fillUp } from '../../support/own-disk.ts';
import { SMALL_MODEL, startTestSite, type TestSite, tryTestSite, waitFor } from '../../support/test-site.ts';

const disks = createOwnDisks();
afterAll(() => disks.clear());

const CAMERA = 'north-bridge';
const reserveOf = (data: string): number =>
  statSync(path.join(data, 'store.reserve'), { throwIfNoEntry: false })?.size ?? 0;
const crossingsOf = (data: string): number => withStore(data, (reader) => storedCrossings(reader).length);

async function countedOn(data: string, by: number): Promise<void> {
  const before = crossingsOf(data);
  await waitFor('more crossings', () => (crossingsOf(data) >= before + by ? true : null));
}

const pending = async (site: TestSite): Promise<number> => (await site.camera(CAMERA))?.pendingFacts ?? 0;

describe('a site of live cameras on a disk that becomes full', () => {
  it.skipIf(!disks.mountable)(
    'counts on with the reserve, then keeps what it counts until there is room, whatever restarts meanwhile',
    async () => {
      const data = disks.mount(200);
      const site = await startTestSite({ data, model: SMALL_MODEL, demo: true, keepData: true });
      await waitFor('the reserve', () => (reserveOf(data) === 64 * 1024 * 1024 ? true : null));
      await countedOn(data, 1);
      fillUp(path.join(data, 'ballast'));
      await waitFor('the end of the reserve', () => (reserveOf(data) === 0 ? true : null));
      await countedOn(data, 3);

      fillUp(path.join(data, 'more-ballast'));
      await waitFor('facts that the store cannot take', async () => ((await pending(site)) > 100 ? true : null));
      const fullSinceUtcUs = Date.now() * 1000;
      const { pid } = site.process('store');
      if (pid === null) throw new Error('there is no store');
      process.kill(pid, 'SIGKILL');
      await waitFor('the next store', () => {
        const now = site.process('store');
        return now.pid !== null && now.pid !== pid && (now.state === 'ready' || now.busyWith !== 'starting')
          ? true
          : null;
      });
      const held = await pending(site);
      await waitFor('still more facts', async () => ((await pending(site)) > held + 100 ? true : null));
      const roomAgainUtcUs = Date.now() * 1000;
      for (const name of ['ballast', 'more-ballast']) rmSync(path.join(data, name));
      await waitFor('all facts to be stored', async () => ((await pending(site)) < 20 ? true : null));

      const meanwhile = withStore(data, (reader) =>
        storedCrossings(reader).filter(({ utcUs }) => utcUs > fullSinceUtcUs && utcUs < roomAgainUtcUs),
      );
      expect(meanwhile.length).toBeGreaterThan(0);
      const restarts = site.site.supervisor.processes.map(({ name, restarts }) => [name, restarts]);
      const none = { 'camera-0': 0, gateway: 0, site: 0, 'inference-0': 0 };
      expect(Object.fromEntries(restarts)).toEqual({ ...none, store: 1 });
      await site.stop();
    },
  );

  it.skipIf(!disks.mountable)('waits for room when it is started, and says so', async () => {
    const data = disks.mount(60);
    const first = await startTestSite({ data, model: SMALL_MODEL, keepData: true });
    await first.stop();
    expect(existsSync(path.join(data, 'store.db'))).toBe(true);
    const ballast = path.join(data, 'ballast');
    fillUp(ballast);
    const refused = await tryTestSite({ data, model: SMALL_MODEL });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
    if (!refused.ok) expect(refused.failure.message).toContain('free disk space');

    const waiting: string[] = [];
    const started = tryTestSite({ data, model: SMALL_MODEL, onWaiting: (why) => waiting.push(why) });
    await waitFor('the word that it waits', () => (waiting.length > 0 ? true : null));
    rmSync(ballast);
    const site = await started;
    expect(site.ok).toBe(true);
    if (site.ok) await site.value.stop();
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toContain(data);
  });
});
