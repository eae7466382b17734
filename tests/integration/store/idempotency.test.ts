import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../workers/store/index.ts';
import { addCamera, addLine, batch, createBench, factTables, uuid, value } from './builders.ts';
import { createRandom, randomSite } from './random-facts.ts';
import type { FactBatch } from '../../../workers/store/index.ts';

const bench = createBench();
afterEach(() => bench.clear());

/** Drawings get new names in every store; these two must be the same in both that are compared. */
async function siteWithFacts(): Promise<{ store: Store; lines: string[]; zones: string[] }> {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  const lines = [await addLine(store, 'cam-1', 'A'), await addLine(store, 'cam-1', 'B')].map((line) => line.versionId);
  const points = [
    { x: 0.1, y: 0.1 },
    { x: 0.9, y: 0.1 },
    { x: 0.5, y: 0.9 },
  ];
  const drawing = { name: 'Box', points };
  const zone = value(await store.command('zone.create', { actor: 'test', cameraId: 'cam-1', drawing }));
  return { store, lines, zones: [zone.versionId] };
}

async function tablesAfter(send: (store: Store, batches: readonly FactBatch[]) => void): Promise<unknown> {
  const { store, lines, zones } = await siteWithFacts();
  send(store, randomSite(7, lines, zones));
  return factTables(store.file);
}

const oneByOne = (store: Store, batches: readonly FactBatch[]): void => {
  for (const one of batches) value(store.commitFacts([one]));
};

describe('sending facts again', () => {
  it('changes no table when everything is sent twice', async () => {
    const { store, lines, zones } = await siteWithFacts();
    const batches = randomSite(7, lines, zones);
    oneByOne(store, batches);
    const once = factTables(store.file);
    expect(once['crossings']!.length).toBeGreaterThan(100);
    expect(once['strays']).toEqual([]);
    oneByOne(store, batches);
    expect(factTables(store.file)).toEqual(once);
  });

  it('changes no table when each session goes on from an earlier point, as after a crash', async () => {
    const { store, lines, zones } = await siteWithFacts();
    const batches = randomSite(11, lines, zones);
    const random = createRandom(3);
    const plain = await siteWithFacts();
    oneByOne(plain.store, randomSite(11, plain.lines, plain.zones));
    for (let at = 0; at < batches.length; at += 1) {
      value(store.commitFacts([batches[at]!]));
      if (random() < 0.2)
        for (const again of batches.slice(Math.max(0, at - 8), at + 1)) value(store.commitFacts([again]));
    }
    expect(factTables(store.file)).toEqual(factTables(plain.store.file));
  });

  it('gives the same tables however the facts are grouped into transactions and batches', async () => {
    const alone = await tablesAfter(oneByOne);
    const merged = await tablesAfter((store, batches) => void value(store.commitFacts(batches)));
    const split = await tablesAfter((store, batches) => {
      for (const { facts, body } of batches) for (const fact of facts) value(store.commitFacts([batch([fact], body)]));
    });
    const uneven = await tablesAfter((store, batches) => {
      const random = createRandom(5);
      for (let at = 0; at < batches.length;) {
        const size = 1 + Math.floor(random() * 20);
        value(store.commitFacts(batches.slice(at, at + size)));
        at += size;
      }
    });
    expect(merged).toEqual(alone);
    expect(split).toEqual(alone);
    expect(uneven).toEqual(alone);
  });

  it('keeps aside what fits nowhere, once, and stores the rest of the batch', async () => {
    const { store, lines } = await siteWithFacts();
    const [batchOfSession] = randomSite(7, lines, []);
    const stranger = { ...batchOfSession!, facts: [...batchOfSession!.facts] };
    stranger.facts.push({
      kind: 'coverage',
      sessionId: uuid('nobody'),
      fromMediaUs: 0,
      toMediaUs: 1,
      fromUtcUs: 1,
      toUtcUs: 2,
      state: 'watched',
      frames: 1,
    });
    const report = value(store.commitFacts([stranger]));
    expect(report.strays).toEqual([{ sender: 'camera-0', kind: 'coverage', reason: 'no such session' }]);
    value(store.commitFacts([stranger]));
    const tables = factTables(store.file);
    expect(tables['strays']).toHaveLength(1);
    expect(tables['sessions']).toHaveLength(1);
  });
});
