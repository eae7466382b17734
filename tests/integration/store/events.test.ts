import { afterEach, describe, expect, it } from 'vitest';
import type { CameraEvent } from '../../../domain/contracts/facts.ts';
import { addCamera, batch, createBench, NOON, SECOND, value } from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());

function cameraEvent(cameraId: string, second: number, state: CameraEvent['state']): CameraEvent {
  return { kind: 'camera-event', cameraId, utcUs: NOON + second * SECOND, state, reason: 'unreachable', detail: 'd' };
}

describe('what happened on a site', () => {
  it('is told of processes and cameras together, newest first, and page by page without losing what was at once', async () => {
    const { store } = await bench.open(bench.folder());
    for (const id of ['cam-1', 'cam-2']) await addCamera(store, id);
    const process = async (second: number, event: string): Promise<void> =>
      void value(
        await store.command('process-event.add', {
          process: 'camera-0',
          event,
          detail: 'ended by SIGKILL',
          utcUs: NOON + second * SECOND,
        }),
      );
    await process(1, 'crashed');
    await process(2, 'starting');
    await process(2, 'ready');
    const facts = [
      cameraEvent('cam-1', 2, 'offline'),
      cameraEvent('cam-2', 2, 'offline'),
      cameraEvent('cam-1', 3, 'live'),
    ];
    value(store.commitFacts([batch(facts)]));
    const reader = bench.reader(store);
    const all = reader.events({ before: null, limit: 100 });
    expect(all.map(({ kind, subject, event }) => `${kind} ${subject} ${event}`)).toEqual([
      'camera cam-1 live',
      'process camera-0 ready',
      'process camera-0 starting',
      'camera cam-2 offline',
      'camera cam-1 offline',
      'process camera-0 crashed',
    ]);
    expect(all.at(-1)).toMatchObject({ utcUs: NOON + SECOND, reason: 'ended by SIGKILL', detail: '' });
    expect(all[0]).toMatchObject({ reason: 'unreachable', detail: 'd' });
    const paged = [];
    for (let before: string | null = null; ;) {
      const page = reader.events({ before, limit: 1 });
      if (page[0] === undefined) break;
      paged.push(page[0]);
      before = page[0].cursor;
    }
    expect(paged).toEqual(all);
  });
});

describe('room on the disk', () => {
  it('is told of when the reserve stands, so that alarms about it end', async () => {
    let told = 0;
    await bench.open(bench.folder(), { reserveRetryMs: 5, onRoom: () => (told += 1) });
    await expect.poll(() => told).toBeGreaterThan(0);
  });
});
