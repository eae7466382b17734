import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/contracts/facts.ts';
import { announced } from '../../../workers/store/long-work.ts';
import { addCamera, batch, createBench, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const MB = 1024 * 1024;

interface Step {
  readonly what: string;
  readonly deadlineMs: number;
  over: boolean;
}

function listen() {
  const steps: Step[] = [];
  const busy = (what: string, deadlineMs: number): (() => void) => {
    // One after another: a deadline that spans several steps would have to know them all beforehand.
    expect(steps.filter(({ over }) => !over)).toEqual([]);
    const step: Step = { what, deadlineMs, over: false };
    steps.push(step);
    return () => void (step.over = true);
  };
  return { steps, busy, of: (what: string) => steps.filter((step) => step.what.startsWith(what)) };
}

describe('a store that opens', () => {
  it('announces each step that may take long with a time of its own, by the size of what it works on', async () => {
    const folder = bench.folder();
    let now = NOON;
    const { store } = await bench.open(folder, { nowUtcUs: () => now });
    await addCamera(store, 'cam-1');
    value(await store.backUp());
    const body = new Uint8Array(24 * MB);
    const at = {
      firstMediaUs: 0,
      lastMediaUs: 1,
      firstUtcUs: NOON,
      lastUtcUs: NOON + 1,
      bodyOffset: 0,
      bodyLength: body.length,
    };
    const fact: Fact = {
      kind: 'path-chunk',
      classSoFar: 'car',
      sessionId: uuid(1),
      track: 1,
      chunk: 0,
      points: 1,
      ...at,
    };
    value(store.commitFacts([batch([sessionOpen(uuid(1)), fact], body)]));
    now += 86_400 * SECOND;
    value(await store.backUp());
    await store.stop();

    const { steps, busy, of } = listen();
    const again = await bench.open(folder, { busy });
    const [examined] = of('examining the database');
    expect(examined?.deadlineMs).toBeGreaterThan(120_000 + 24_000);
    await again.store.stop();

    writeFileSync(path.join(folder, 'store.damaged'), 'found in a test');
    writeFileSync(path.join(folder, 'backups', 'store-2027-01-01T00-00-00-000Z.db'), 'no database at all');
    steps.length = 0;
    await bench.open(folder, { busy });
    const [junk, large] = of('examining the backup');
    expect(of('examining the backup')).toHaveLength(2);
    expect(junk?.deadlineMs).toBeLessThan(121_000);
    expect(large?.deadlineMs).toBeGreaterThan(120_000 + 24_000);
    expect(of('putting back')[0]?.deadlineMs).toBe(large?.deadlineMs);
    expect(steps.every(({ over }) => over)).toBe(true);
  });

  it('announces no step as going on that failed', async () => {
    const { steps, busy } = listen();
    await expect(announced(busy, 'work', 5000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(steps).toEqual([{ what: 'work', deadlineMs: 120_005, over: true }]);
  });
});
