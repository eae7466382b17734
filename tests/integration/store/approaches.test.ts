import { afterEach, describe, expect, it } from 'vitest';
import type { ApproachMinuteFact } from '../../../domain/contracts/approach-facts.ts';
import type { ZoneVisit } from '../../../domain/contracts/facts.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
  MINUTE,
  NOON,
  SECOND,
  sessionOpen,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());

const corners = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.5 },
];
const drawing = (name: string, stopLineId: string | null) => ({
  ...{ name, points: corners, ...(stopLineId === null ? {} : { approach: { stopLineId, lanes: 2 } }) },
});

async function opened() {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  const line = await addLine(store, 'cam-1');
  const addZone = (name: string, stopLineId: string | null) =>
    store.command('zone.create', { actor: 'ann', cameraId: 'cam-1', drawing: drawing(name, stopLineId) });
  const zone = value(await addZone('west', line.lineId));
  value(store.commitFacts([batch([sessionOpen(uuid('live'))])]));
  return { store, line, zone, addZone, reader: bench.reader(store) };
}

const minute = (ids: Pick<ApproachMinuteFact, 'zoneVersionId' | 'lineVersionId'>, at: number): ApproachMinuteFact => ({
  ...{ kind: 'approach-minute', sessionId: uuid('live'), ...ids, startUtcUs: NOON + at * MINUTE },
  ...{ watchedUs: MINUTE, queueUs: 3 * MINUTE, queueUsByClass: { car: 2 * MINUTE, bus: MINUTE } },
  ...{ maxVehicles: 5, maxByClass: { car: 4, bus: 1 }, maxMetres: 41.5, metres: 'measured' },
  ...{ arrivals: 9, departures: 8, joined: 7, discharged: 6, delayUs: 80 * SECOND, delayed: 8 },
  ...{ saturationUs: 4 * SECOND, saturationHeadways: 2, spillbackUs: SECOND },
});
const stretch = { cameraId: 'cam-1', fromUtcUs: NOON, toUtcUs: NOON + 10 * MINUTE, sessionId: null };

describe('the minutes of approaches', () => {
  it('are kept once, whatever is sent again, and read by their zone', async () => {
    const { store, line, zone, reader } = await opened();
    const ids = { zoneVersionId: zone.versionId, lineVersionId: line.versionId };
    value(store.commitFacts([batch([minute(ids, 0), minute(ids, 1)], new Uint8Array(), 2)]));
    value(store.commitFacts([batch([minute(ids, 1), minute(ids, 20)], new Uint8Array(), 3)]));
    const { kind: _, sessionId, zoneVersionId, lineVersionId, ...told } = minute(ids, 0);
    expect([sessionId, zoneVersionId, lineVersionId]).toEqual([uuid('live'), ids.zoneVersionId, ids.lineVersionId]);
    const rows = reader.approachMinutes(stretch);
    expect(rows).toEqual([
      { ...told, zoneId: zone.zoneId },
      { ...told, zoneId: zone.zoneId, startUtcUs: NOON + MINUTE },
    ]);
    expect(reader.approachMinutes({ ...stretch, sessionId: uuid('another') })).toEqual([]);
  });

  it('that fit nowhere hold up nobody', async () => {
    const { store, line, reader } = await opened();
    const stray = minute({ zoneVersionId: uuid('none'), lineVersionId: line.versionId }, 0);
    const report = value(store.commitFacts([batch([stray], new Uint8Array(), 2)]));
    expect(report.strays).toMatchObject([{ kind: 'approach-minute', reason: 'no such zone version' }]);
    expect(reader.approachMinutes(stretch)).toEqual([]);
  });
});

describe('an approach', () => {
  it('keeps its stop line, its lanes and its free speed with the zone', async () => {
    const { zone, line, reader } = await opened();
    const stored = reader.camera('cam-1')?.zones.find(({ zoneId }) => zoneId === zone.zoneId);
    expect(stored?.approach).toEqual({
      ...{ stopLineId: line.lineId, lanes: 2, freeSpeedKmh: 50, lengthMetres: null },
      ...{ control: 'signal', delayLimits: null },
    });
  });

  it('is refused without a line of its camera, and where nobody counts', async () => {
    const { store, zone, line, addZone } = await opened();
    expectFailure(await addZone('east', uuid('no line')), 'approach-line-unknown');
    const mask = { ...drawing('mask', line.lineId), kind: 'mask' as const };
    const update = { actor: 'ann', zoneId: zone.zoneId, drawing: mask };
    expectFailure(await store.command('zone.update', update), 'approach-not-a-zone');
  });
});

describe('what journeys and headways are read from', () => {
  it('is crossings with what was watched, and stays that ended', async () => {
    const { store, line, zone, reader } = await opened();
    const visit: ZoneVisit = {
      ...{ kind: 'zone-visit', sessionId: uuid('live'), track: 1, zoneVersionId: zone.versionId, ordinal: 1 },
      ...{ enterMediaUs: 0, enterUtcUs: NOON, exitMediaUs: 4 * SECOND, exitUtcUs: NOON + 4 * SECOND },
      classSoFar: 'car',
    };
    const claim = (from: number, to: number) => ({
      ...{ kind: 'coverage' as const, sessionId: uuid('live'), state: 'watched' as const, frames: 1 },
      ...{ fromMediaUs: from, toMediaUs: to, fromUtcUs: NOON + from, toUtcUs: NOON + to },
    });
    const at = (track: number, seconds: number, walks = false) =>
      crossing(uuid('live'), line.versionId, {
        ...{ track, mediaUs: seconds * SECOND, classSoFar: walks ? 'pedestrian' : 'car' },
      });
    const facts = [claim(0, SECOND), claim(SECOND, 9 * SECOND), at(1, 3), at(2, 5), at(3, 6, true), visit];
    value(store.commitFacts([batch(facts, new Uint8Array(), 2)]));
    const { passages, watched, truncated } = reader.passages(stretch);
    expect(passages.map(({ track, lineId, mediaUs }) => [track, lineId, mediaUs])).toEqual([
      [1, line.lineId, 3 * SECOND],
      [2, line.lineId, 5 * SECOND],
    ]);
    expect(watched).toEqual([{ sessionId: uuid('live'), fromMediaUs: 0, toMediaUs: 9 * SECOND }]);
    expect(truncated).toBe(false);
    expect(reader.zoneVisits(stretch).visits).toEqual([
      { sessionId: uuid('live'), track: 1, zoneId: zone.zoneId, enterUtcUs: NOON, exitUtcUs: NOON + 4 * SECOND },
    ]);
    expect(reader.trackVisits(uuid('live'), 1)).toEqual([
      { zoneId: zone.zoneId, zoneName: 'west', enterUtcUs: NOON, exitUtcUs: NOON + 4 * SECOND, seconds: 4 },
    ]);
  });
});
