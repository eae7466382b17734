import { afterEach, describe, expect, it } from 'vitest';
import { openReader } from '../../../workers/store/index.ts';
import { addCamera, batch, createBench, MINUTE, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';
import { zoneMinute, zoneState } from './zone-facts.ts';

const bench = createBench();
afterEach(() => bench.clear());

const LIVE = uuid('live');
const REPLAY = uuid('replay');

async function opened() {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  const drawing = {
    name: 'Approach',
    points: [
      { x: 0.1, y: 0.1 },
      { x: 0.9, y: 0.1 },
      { x: 0.5, y: 0.9 },
    ],
    road: { lanes: 2, lengthMetres: 40 },
  };
  const zone = value(await store.command('zone.create', { actor: 'ann', cameraId: 'cam-1', drawing }));
  value(store.commitFacts([batch([sessionOpen(LIVE), sessionOpen(REPLAY, { mode: 'replay', jobId: uuid('job') })])]));
  return { store, zone, reader: value(openReader(store.file)) };
}

const all = { cameraId: 'cam-1', zoneId: null, sessionId: null, fromUtcUs: NOON, toUtcUs: NOON + 60 * MINUTE };

describe('states and minutes of zones in the store', () => {
  it('are kept once, however often they are sent, and read by zone, session and time', async () => {
    const { store, zone, reader } = await opened();
    const facts = [
      zoneState(LIVE, zone.versionId, 1),
      zoneState(LIVE, zone.versionId, 2, { from: 'warning', to: 'normal' }),
      zoneState(REPLAY, zone.versionId),
      zoneMinute(LIVE, zone.versionId, 20 * SECOND),
    ];
    value(store.commitFacts([batch(facts)]));
    value(store.commitFacts([batch(facts)]));
    const live = reader.zoneHistory(all);
    expect(live.changes.map(({ ordinal, from, to, zoneId }) => ({ ordinal, from, to, zoneId }))).toEqual([
      { ordinal: 1, from: 'normal', to: 'warning', zoneId: zone.zoneId },
      { ordinal: 2, from: 'warning', to: 'normal', zoneId: zone.zoneId },
    ]);
    expect(live.minutes).toEqual([
      expect.objectContaining({
        zoneVersionId: zone.versionId,
        watchedUs: 20 * SECOND,
        meanByClass: { car: 2, bus: 0.5 },
        inStateUs: { normal: 20 * SECOND, warning: 0, heavy: 0, jam: 0 },
      }),
    ]);
    expect(live.moreFromUtcUs).toBeNull();
    expect(reader.zoneHistory({ ...all, sessionId: REPLAY }).changes).toHaveLength(1);
    expect(reader.zoneHistory({ ...all, zoneId: uuid('another') }).minutes).toEqual([]);
    expect(reader.zoneHistory({ ...all, fromUtcUs: NOON + MINUTE }).minutes).toEqual([]);
    expect(reader.zoneHistory({ ...all, fromUtcUs: NOON + 30 * SECOND }).minutes).toHaveLength(1);
    reader.close();
  });

  it.each([
    ['grows', [10, 20, 60], 60],
    ['does not shrink when an older word of it comes late', [60, 20], 60],
  ])('a minute that is told again %s', async (_what, seconds, kept) => {
    const { store, zone, reader } = await opened();
    for (const watched of seconds)
      value(store.commitFacts([batch([zoneMinute(LIVE, zone.versionId, watched * SECOND)])]));
    expect(reader.zoneHistory(all).minutes).toMatchObject([
      { watchedUs: kept * SECOND, meanDensity: (kept * SECOND) / 1e9 },
    ]);
    expect(reader.sessionRows(LIVE)?.zoneMinutes).toHaveLength(1);
    reader.close();
  });

  it('of a zone or a session that nobody knows are put aside and hold up nobody', async () => {
    const { store, zone, reader } = await opened();
    const { strays } = value(
      store.commitFacts([
        batch([
          zoneState(LIVE, uuid('unknown')),
          zoneMinute(uuid('unknown'), zone.versionId),
          zoneState(LIVE, zone.versionId, 1),
        ]),
      ]),
    );
    expect(strays.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
      'zone-state: no such zone version',
      'zone-minute: no such session',
    ]);
    expect(reader.zoneHistory(all).changes).toHaveLength(1);
    reader.close();
  });
});
