import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCameras } from '../../../bench/support/demo-clips.ts';
import { startDecoderCensus } from '../../../bench/support/decoder-census.ts';
import {
  claimsOf,
  faultsOfSessions,
  faultsOfShown,
  faultsOfClaims,
  storedCrossings,
  unwatchedUs,
  withStore,
} from '../../../bench/support/live-evidence.ts';
import { type LiveScreen, openLiveScreen } from '../../../bench/support/live-screen.ts';
import { checkDatabase } from '../../../workers/store/index.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

const cameras = demoCameras();
const ids = cameras.map(({ id }) => id);
const census = startDecoderCensus(cameras.map(({ file }) => file));

let site: TestSite;
let screen: LiveScreen;

interface Killed {
  readonly afterMs: number;
  readonly atUtcUs: number;
  readonly openBefore: readonly string[];
}

const openSessions = (): string[] =>
  withStore(site.data, (reader) =>
    reader
      .sessions(null)
      .filter(({ endedUtcUs }) => endedUtcUs === null)
      .map(({ sessionId }) => sessionId),
  );

const claimedUntil = (id: string): number =>
  withStore(site.data, (reader) => claimsOf(reader, id).at(-1)?.toUtcUs ?? 0);

/** Until the screen has pictures and a crossing that it had not before. */
async function untilShownMore(): Promise<void> {
  const { size } = screen.shown;
  const { pictures } = screen;
  await waitFor('a new crossing on the screen', () => (screen.shown.size > size ? true : null));
  await waitFor('new pictures on the screen', () => (screen.pictures > pictures ? true : null));
}

/** Kills a process at a random moment and waits until it is back at work. */
async function kill(name: string): Promise<Killed> {
  const afterMs = Math.round(Math.random() * 3000);
  await pause(afterMs);
  const openBefore = openSessions();
  const { pid } = site.process(name);
  if (pid === null) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
  const atUtcUs = Date.now() * 1000;
  await waitFor(`the restart of ${name}`, () => {
    const now = site.process(name);
    return now.state === 'ready' && now.pid !== pid ? true : null;
  });
  await site.signInAgain();
  await waitFor('the screen', () => (screen.connected ? true : null));
  return { afterMs, atUtcUs, openBefore };
}

beforeAll(async () => {
  site = await startTestSite({ model: SMALL_MODEL, demo: true });
  screen = openLiveScreen({ url: site.url, cameras: ids, token: () => site.token });
  await waitFor('every camera', () => (openSessions().length === ids.length ? true : null));
  await untilShownMore();
}, 120_000);
afterAll(async () => {
  screen.close();
  await site.stop();
  census.stop();
});

describe('a live site whose processes are killed', () => {
  it('goes on counting after the camera process, with new sessions and the time between left unwatched', async () => {
    const { atUtcUs, openBefore } = await kill('camera-0');
    await untilShownMore();
    await waitFor('all cameras again', () => (openSessions().length === ids.length ? true : null));
    withStore(site.data, (reader) => {
      const left = reader.sessions(null).filter(({ sessionId }) => openBefore.includes(sessionId));
      expect(left).toHaveLength(ids.length);
      for (const { endedUtcUs, reason } of left) {
        expect(endedUtcUs).not.toBeNull();
        expect(reason).toBe('process-restart');
      }
    });
    await waitFor('the first claims of the new sessions', () =>
      withStore(site.data, (reader) =>
        ids.every((id) => claimsOf(reader, id).some(({ fromUtcUs }) => fromUtcUs > atUtcUs)) ? true : null,
      ),
    );
    // Judged a little after the kill: the frames that were on their way then are honestly claimed.
    for (const id of ids)
      expect(
        withStore(site.data, (reader) => unwatchedUs(claimsOf(reader, id), atUtcUs + 300_000)),
        id,
      ).toBeGreaterThan(500_000);
  });

  it.each(['store', 'gateway'])('goes on watching in the same sessions when %s is killed', async (name) => {
    const { openBefore, atUtcUs } = await kill(name);
    await untilShownMore();
    for (const id of ids) {
      await waitFor(`claims of ${id} behind the kill`, () => (claimedUntil(id) > atUtcUs + 1_000_000 ? true : null));
      // The demo footage begins anew at its end, which takes a moment; nothing else may interrupt the watching.
      expect(
        withStore(site.data, (reader) => unwatchedUs(claimsOf(reader, id), atUtcUs)),
        id,
      ).toBeLessThan(2_000_000);
    }
    const reasons = withStore(site.data, (reader) =>
      reader.sessions(null).filter(({ sessionId }) => openBefore.includes(sessionId)),
    ).map(({ endedUtcUs, reason }) => (endedUtcUs === null ? 'open' : reason));
    // The demo footage is shown again and again; its end is the only one that may come.
    expect(reasons.filter((reason) => reason !== 'open' && reason !== 'ended')).toEqual([]);
  });

  it('has stored every crossing that a screen was ever shown, once and unchanged', () => {
    expect(screen.contradictions).toEqual([]);
    expect(screen.shown.size).toBeGreaterThan(4);
    expect(withStore(site.data, (reader) => faultsOfShown(screen.shown, storedCrossings(reader)))).toEqual([]);
  });

  it('has a reason for every session that is over, and claims no time twice', () => {
    withStore(site.data, (reader) => {
      for (const id of ids) {
        expect(faultsOfSessions(reader.sessions(id)), id).toEqual([]);
        expect(faultsOfClaims(id, claimsOf(reader, id))).toEqual([]);
      }
    });
  });

  it('has restarted each process once and no other', () => {
    const restarts = site.site.supervisor.processes.map(({ name, restarts }) => [name, restarts]);
    expect(Object.fromEntries(restarts)).toEqual({ 'camera-0': 1, store: 1, gateway: 1, site: 0, 'inference-0': 0 });
  });

  it.skipIf(process.platform !== 'linux')('never had two decoders for one camera, and leaves none behind', async () => {
    expect([...census.most.values()]).toEqual(ids.map(() => 1));
    await site.site.stop();
    expect([...census.now()]).toEqual([]);
  });

  it('leaves totals that agree with the stored facts', async () => {
    const { problems } = await checkDatabase(path.join(site.data, 'store.db'));
    expect(problems).toEqual([]);
  });
});
