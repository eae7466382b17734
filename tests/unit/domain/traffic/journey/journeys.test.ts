import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../../domain/base/time.ts';
import {
  createZoneVisits,
  finishZoneVisits,
  prepareZone,
  stepZoneVisits,
} from '../../../../../domain/counting/zone-visits.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import { travelTimes } from '../../../../../domain/traffic/journey/travel-times.ts';
import type { JourneyPassage } from '../../../../../domain/traffic/journey/travel-times.ts';
import { zoneJourneys } from '../../../../../domain/traffic/journey/zone-journeys.ts';
import type { JourneyVisit } from '../../../../../domain/traffic/journey/zone-journeys.ts';

const visit = (track: number, zoneId: string, enter: number, exit: number): JourneyVisit => ({
  ...{ sessionId: 'one', track, zoneId, enterUtcUs: enter * 1e6, exitUtcUs: exit * 1e6 },
});
const passage = (track: number, lineId: string, seconds: number, direction: 'in' | 'out' = 'in'): JourneyPassage => ({
  ...{ sessionId: 'one', track, lineId, direction, mediaUs: seconds * 1e6 },
});

describe('journeys from zone to zone', () => {
  const found = zoneJourneys([
    visit(1, 'north', 0, 10),
    visit(1, 'middle', 11, 14),
    visit(1, 'east', 13, 20),
    visit(2, 'north', 5, 25),
    visit(2, 'middle', 28, 30),
    visit(3, 'east', 1, 2),
  ]);

  it('give the cells of the transition matrix with the time between', () => {
    const cells = found.transitions.map(({ fromZoneId, toZoneId, seconds }) => [
      `${fromZoneId} ${toZoneId}`,
      seconds.count,
      seconds.mean,
    ]);
    // Overlapping zones are entered before the last one is left: nothing lies between.
    expect(cells).toEqual([
      ['north middle', 2, 2],
      ['middle east', 1, 0],
    ]);
  });

  it('tell how long vehicles stay, and where they are first and last seen', () => {
    const north = found.stays.find(({ zoneId }) => zoneId === 'north');
    expect(north).toMatchObject({ dwellSeconds: { count: 2, mean: 15 }, first: 2, last: 0 });
    const east = found.stays.find(({ zoneId }) => zoneId === 'east');
    expect(east).toMatchObject({ dwellSeconds: { count: 2, mean: 4 }, first: 1, last: 2 });
    expect(found.journeys).toBe(3);
  });
});

describe('travel times', () => {
  it('belong to any two lines that a vehicle passed one after the other', () => {
    const found = travelTimes([passage(1, 'a', 0), passage(1, 'b', 4), passage(1, 'c', 10), passage(2, 'a', 1)]);
    expect(found.map(({ from, to, seconds }) => [from.lineId, to.lineId, seconds.mean])).toEqual([
      ['a', 'b', 4],
      ['a', 'c', 10],
      ['b', 'c', 6],
    ]);
  });

  it('take the last passage of the first line, each once, and no line with itself', () => {
    const round = [passage(1, 'a', 0), passage(1, 'a', 2, 'out'), passage(1, 'a', 5), passage(1, 'b', 9)];
    expect(travelTimes([...round, passage(1, 'b', 20)]).map(({ from, seconds }) => [from.direction, seconds])).toEqual([
      ['in', { count: 1, mean: 4, p15: 4, median: 4, p85: 4 }],
      ['out', { count: 1, mean: 7, p15: 7, median: 7, p85: 7 }],
    ]);
  });
});

describe('a vehicle that is out of sight', () => {
  const square = [
    { x: 0.2, y: 0.2 },
    { x: 0.8, y: 0.2 },
    { x: 0.8, y: 0.8 },
    { x: 0.2, y: 0.8 },
  ];
  const base = { versionId: 'zone', points: square, reference: { x: 0.5, y: 0.5 } };
  const staysOf = (lostAfterUs: number | undefined, seconds: readonly number[]) => {
    const zone = prepareZone({ ...base, ...(lostAfterUs === undefined ? {} : { lostAfterUs }) }, 1);
    const memory = createZoneVisits();
    const box = quantBox(0.48, 0.48, 0.52, 0.52);
    const stays = seconds.map((at, frameId) =>
      stepZoneVisits(memory, zone, { frameId, mediaUs: toMediaUs(at * 1e6), box }),
    );
    return [...stays, finishZoneVisits(memory)].flatMap((stay) =>
      stay === null ? [] : [[stay.ordinal, stay.enterMediaUs / 1e6, stay.exitMediaUs / 1e6]],
    );
  };

  it('stays in its zone for the buffer, and behind it has left with its last sighting', () => {
    const seen = [0, 1, 2, 6, 7];
    expect(staysOf(undefined, seen)).toEqual([[1, 0, 7]]);
    expect(staysOf(4e6, seen)).toEqual([[1, 0, 7]]);
    expect(staysOf(3e6, seen)).toEqual([
      [1, 0, 2],
      [2, 6, 7],
    ]);
  });
});
