import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAMERA_ID, openVolumeStore, type VolumeStore } from '../../../bench/support/stored-volumes.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { OutlookQuestion } from '../../../domain/contracts/outlook.ts';
import type { Quarter } from '../../../domain/traffic/baseline/history.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import { createOutlookThread, type OutlookThread } from '../../../workers/entries/parts/outlook-thread.ts';
import { answerOutlook } from '../../../workers/outlook/index.ts';
import { type DeparturePorts, lookForDepartures } from '../../../workers/site/index.ts';
import { openReader, type StoreReader } from '../../../workers/store/index.ts';
import { value } from '../store/builders.ts';

/** Monday, 5 January 2026, 0:00 UTC. */
const FROM_US = Date.UTC(2026, 0, 5) * 1000;
const QUARTER_US = 900_000_000;
const DAY = 96;
const DAYS = 22;
const PROGRAM = path.join(repositoryRoot, 'workers', 'entries', 'outlook-worker.ts');

const folder = mkdtempSync(path.join(os.tmpdir(), 'outlook-'));
let volumes: VolumeStore;
let reader: StoreReader;
const watched = (count: number): Quarter => ({ count, watchedShare: 1, degradedShare: 0, clockOverlap: false });
const away: Quarter = { count: 0, watchedShare: 0, degradedShare: 0, clockOverlap: false };
const at = (place: number): number => FROM_US + place * QUARTER_US;

/** Nine vehicles a quarter for three weeks, but for a day without the camera; then a morning as it was told. */
beforeAll(async () => {
  volumes = await openVolumeStore(folder, FROM_US, 'UTC');
  for (let day = 0; day < DAYS - 1; day += 1)
    volumes.add(Array.from({ length: DAY }, () => (day === 3 ? away : watched(9))));
  reader = value(openReader(volumes.store.file));
});
afterAll(async () => {
  reader.close();
  await volumes.store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const series = () => ({ cameraId: CAMERA_ID, lineId: volumes.lineId, direction: 'in' }) as const;
const NOW = at((DAYS - 1) * DAY);

describe('stored quarters of an hour', () => {
  it('come without a break, with what was watched of each', () => {
    const stock = reader.quarters({ cameraId: CAMERA_ID, days: DAYS + 1 });
    expect(stock).toMatchObject({ fromUtcUs: at(-2 * DAY), closedToUtcUs: NOW });
    expect(stock?.coverage).toHaveLength((DAYS + 1) * DAY);
    expect(stock?.coverage[0]?.watchedShare).toBe(0);
    expect(stock?.coverage[2 * DAY]?.watchedShare).toBe(1);
    expect(stock?.coverage[5 * DAY + 8]?.watchedShare).toBe(0);
    const [line] = stock?.lines ?? [];
    expect(line).toMatchObject({ lineId: volumes.lineId, sinceUtcUs: FROM_US });
    expect(line?.in.slice(2 * DAY, 3 * DAY)).toEqual(Array.from({ length: DAY }, () => 9));
    expect(line?.out.every((count) => count === 0)).toBe(true);
  });

  it('are none of a camera that is not there', () => {
    expect(reader.quarters({ cameraId: 'nobody', days: 3 })).toBeNull();
    expect(reader.closedTo('nobody')).toBeNull();
  });
});

describe('an answer', () => {
  const ask = (question: OutlookQuestion) => answerOutlook(reader, question, NOW);

  it('holds a day against the days before it', () => {
    const answer = value(ask({ kind: 'normal', ...series(), day: '2026-01-25' }));
    if (!('quarters' in answer)) throw new Error('a day was asked for');
    expect(answer).toMatchObject({
      day: '2026-01-25',
      fromUtcUs: at(20 * DAY),
      history: { daysThere: 20, daysNeeded: 14 },
    });
    expect(answer.quarters).toHaveLength(DAY);
    // Sundays are the 11th and the 18th only: a kind of day of its own with too few values.
    expect(answer.quarters[0]).toMatchObject({ state: 'watched', observed: 9, normal: null });
    const friday = value(ask({ kind: 'normal', ...series(), day: '2026-01-23' }));
    if (!('quarters' in friday)) throw new Error('a day was asked for');
    expect(friday.quarters[0]?.normal).toMatchObject({ median: 9, basis: 'kind-of-day', days: 13 });
  });

  it('says which quarters were not watched and which are still to come', () => {
    const dark = value(ask({ kind: 'normal', ...series(), day: '2026-01-08' }));
    const today = value(ask({ kind: 'normal', ...series(), day: null }));
    if (!('quarters' in dark) || !('quarters' in today)) throw new Error('days were asked for');
    expect(dark.quarters.every(({ state, observed }) => state === 'unwatched' && observed === null)).toBe(true);
    expect(today.day).toBe('2026-01-26');
    expect(today.quarters.every(({ state }) => state === 'open')).toBe(true);
  });

  it('forecasts, with its own error', () => {
    const answer = value(ask({ kind: 'forecast', ...series() }));
    if (!('points' in answer)) throw new Error('a forecast was asked for');
    expect(answer).toMatchObject({ state: 'told', history: { daysThere: 20 } });
    expect(answer.points.map(({ aheadMinutes, volume }) => [aheadMinutes, volume])).toEqual([
      [15, 9],
      [30, 9],
      [60, 9],
    ]);
    expect(answer.points[0]?.error).toMatchObject({ wape: 0, worseThan: null });
  });

  it('is behind where the newest quarter is old', () => {
    const answer = value(answerOutlook(reader, { kind: 'forecast', ...series() }, NOW + 5 * QUARTER_US));
    expect(answer).toMatchObject({ state: 'behind', points: [] });
  });

  it.each([
    [{ cameraId: 'nobody' }, 'camera-not-found'],
    [{ lineId: '99999999-9999-4999-8999-999999999999' }, 'line-not-found'],
    [{ day: '2026-02-30' }, 'bad-day'],
    [{ day: '2024-01-01' }, 'bad-day'],
    [{ day: '2027-01-01' }, 'bad-day'],
  ])('to %j is %s', (change, code) => {
    expect(ask({ kind: 'normal', ...series(), day: null, ...change })).toMatchObject({ ok: false, failure: { code } });
  });
});

describe('the thread of the gateway', () => {
  let thread: OutlookThread;
  const options = () => ({
    program: PROGRAM,
    databaseFile: volumes.store.file,
    stateOf: () => String(reader.closedTo(CAMERA_ID)),
    nowUtcUs: () => NOW,
  });
  afterEach(() => thread.stop());

  it('answers the same beside the event loop, once for each closed quarter', async () => {
    thread = createOutlookThread(options());
    const question = { kind: 'forecast', ...series() } as const;
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const answers = await Promise.all([thread.ask(question), thread.ask(question)]);
    clearInterval(counting);
    expect(answers[0]).toEqual(answerOutlook(reader, question, NOW));
    expect(answers[1]).toBe(answers[0]);
    expect(await thread.ask(question)).toBe(answers[0]);
    expect(turns).toBeGreaterThan(5);
  });

  it('keeps no failure, and says when it is full or stopped', async () => {
    thread = createOutlookThread({ ...options(), databaseFile: '/nowhere/store.db' });
    const question = { kind: 'forecast', ...series() } as const;
    expect(await thread.ask(question)).toMatchObject({ ok: false, failure: { code: 'store-unreadable' } });
    const crowd = Array.from({ length: 40 }, (_, day) =>
      thread.ask({ kind: 'normal', ...series(), day: `2026-01-${String(day).padStart(2, '0')}` }),
    );
    const stopping = thread.stop();
    const codes = (await Promise.all(crowd)).map((answer) => (answer.ok ? '' : answer.failure.code));
    await stopping;
    expect(codes.filter((code) => code === 'outlook-busy')).toHaveLength(8);
    expect(codes.filter((code) => code === 'outlook-stopped').length).toBeGreaterThan(20);
  });
});

describe('departures of the site process', () => {
  const done = async (answer: Promise<Result<unknown>>): Promise<boolean> => (await answer).ok;
  const ports = (change: Partial<DeparturePorts> = {}): DeparturePorts => ({
    cameras: reader.cameras,
    closedTo: reader.closedTo,
    quarters: reader.quarters,
    departures: reader.departures,
    readCursor: reader.cursor,
    saveCursor: (follower, cursor) => done(volumes.store.command('cursor.put', { follower, cursor })),
    tell: (event) => done(volumes.store.command('process-event.add', event)),
    ...change,
  });
  const rows = () => reader.departures({ cameraId: CAMERA_ID, limit: 10 });
  const start = (DAYS - 1) * DAY;

  it('are told when they begin and when they end, once each, whatever is cut short between', async () => {
    await lookForDepartures(ports());
    expect(rows()).toEqual([]);
    volumes.add([watched(9), watched(40)]);
    await lookForDepartures(ports());
    expect(rows()).toEqual([]);

    volumes.add([watched(42)]);
    // Killed between the telling and the noting of how far it was looked.
    await lookForDepartures(ports({ saveCursor: () => Promise.resolve(false) }));
    await lookForDepartures(ports());
    const begun = { sign: 'above', direction: 'in', fromUtcUs: at(start + 1), toUtcUs: null, observed: 82, normal: 18 };
    expect(rows()).toMatchObject([{ ...begun, noticedUtcUs: at(start + 3), endNoticedUtcUs: null }]);

    volumes.add([watched(9), watched(8)]);
    await lookForDepartures(ports({ tell: () => Promise.resolve(false) }));
    expect(rows()).toMatchObject([begun]);
    await lookForDepartures(ports());
    await lookForDepartures(ports());
    const ended = { ...begun, toUtcUs: at(start + 3), endedBy: 'usual', endNoticedUtcUs: at(start + 5) };
    expect(rows()).toMatchObject([ended]);
    const events = reader.events({ before: null, limit: 100 }).filter(({ subject }) => subject === 'site');
    expect(events.map(({ event }) => event)).toEqual(['departure-over', 'departure']);
  });

  it('end with the line that they were at', async () => {
    volumes.add([watched(40), watched(40)]);
    await lookForDepartures(ports());
    expect(rows()[0]).toMatchObject({ toUtcUs: null });
    value(await volumes.store.command('line.delete', { actor: 'test', lineId: volumes.lineId }));
    volumes.add([watched(9)]);
    await lookForDepartures(ports());
    expect(rows()[0]).toMatchObject({ toUtcUs: at(start + 8), endedBy: 'unwatched' });
    expect(rows().filter(({ toUtcUs }) => toUtcUs === null)).toEqual([]);
  });
});
