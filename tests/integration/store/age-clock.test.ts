import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/contracts/facts.ts';
import { addCamera, batch, createBench, factTables, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());
const session = uuid('one');
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** A site with one piece of a path from every day of the four weeks before noon, of which none is too old yet. */
async function fourWeeks(folder: string) {
  const clock = { wall: NOON, lived: 0 };
  const open = () => bench.open(folder, { nowUtcUs: () => clock.wall, monotonicMs: () => clock.lived / 1000 });
  let opened = await open();
  await addCamera(opened.store, 'cam-1');
  const from = NOON - 28 * DAY;
  const facts = Array.from({ length: 28 }, (_, day): Fact => {
    const at = { chunk: 0, points: 1, firstMediaUs: day * DAY, lastMediaUs: day * DAY, bodyOffset: 0, bodyLength: 1 };
    const utc = { firstUtcUs: from + day * DAY, lastUtcUs: from + day * DAY };
    return { kind: 'path-chunk', sessionId: session, track: day + 1, classSoFar: 'car', ...at, ...utc };
  });
  const coverage: Fact = {
    ...{ kind: 'coverage', sessionId: session, state: 'watched', frames: 1 },
    ...{ fromMediaUs: 28 * DAY - SECOND, toMediaUs: 28 * DAY, fromUtcUs: NOON - SECOND, toUtcUs: NOON },
  };
  const opening = sessionOpen(session, { anchorUtcUs: from });
  value(opened.store.commitFacts([batch([opening, ...facts, coverage], new Uint8Array(1))]));
  value(await opened.store.retain());
  return {
    clock,
    /** Lives through some time, with a look every hour, as the process does. */
    async live(hours: number) {
      for (let hour = 0; hour < hours; hour += 1) {
        clock.wall += HOUR;
        clock.lived += HOUR;
        value(await opened.store.retain());
      }
    },
    async restart() {
      await opened.store.stop();
      opened = await open();
      value(await opened.store.retain());
    },
    kept: () => factTables(opened.store.file)['paths']!.length,
    alarms: () => opened.alarms.map(({ code }) => code),
  };
}

describe('the age of what is stored', () => {
  it('is reckoned from the clock while that runs as time does', async () => {
    const site = await fourWeeks(bench.folder());
    await site.live(12 * 24);
    expect(site.kept()).toBe(18);
    expect(site.alarms()).toEqual([]);
  });

  it('does not leap with a clock that leaps a year ahead while the site works', async () => {
    const site = await fourWeeks(bench.folder());
    site.clock.wall += 365 * DAY;
    await site.live(24);
    expect(site.kept()).toBe(28);
    expect(site.alarms()).toEqual(['clock-doubtful']);
    // Put right, the clock is believed again.
    site.clock.wall -= 365 * DAY;
    await site.live(3 * 24);
    expect(site.kept()).toBe(26);
  });

  it('does not leap with a machine that starts in another year, however often it starts there', async () => {
    const site = await fourWeeks(bench.folder());
    site.clock.wall += 365 * DAY;
    for (let start = 0; start < 3; start += 1) await site.restart();
    expect(site.kept()).toBeGreaterThan(20);
    expect(site.alarms()).toEqual(['clock-doubtful']);
  });

  it('is made up for after a long absence', async () => {
    const site = await fourWeeks(bench.folder());
    site.clock.wall += 20 * DAY;
    await site.restart();
    expect(site.kept()).toBe(28);
    await site.live(20 * 24);
    expect(site.kept()).toBe(0);
  });

  it('does not stand still because the clock was behind for a while', async () => {
    const site = await fourWeeks(bench.folder());
    site.clock.wall -= 365 * DAY;
    await site.live(24);
    expect(site.kept()).toBe(28);
    site.clock.wall += 365 * DAY;
    await site.live(11 * 24);
    expect(site.kept()).toBe(18);
  });
});
