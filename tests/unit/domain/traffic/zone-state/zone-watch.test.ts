import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../../domain/base/time.ts';
import type { RoadUserClass } from '../../../../../domain/detection/classes.ts';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import type { TrackPoint } from '../../../../../domain/tracking/track-facts.ts';
import { DEFAULT_DENSITY_SETTINGS } from '../../../../../domain/traffic/density/settings.ts';
import { unionOfBoxes } from '../../../../../domain/traffic/density/union-of-boxes.ts';
import { zonesNow } from '../../../../../domain/traffic/zone-state/zone-now.ts';
import {
  createZoneWatch,
  finishZoneWatch,
  replaceZones,
  stepZoneWatch,
} from '../../../../../domain/traffic/zone-state/zone-watch.ts';
import type { WatchedZone, ZoneStep, ZoneWatch } from '../../../../../domain/traffic/zone-state/zone-watch.ts';
import { restoreZoneWatch, serializeZoneWatch } from '../../../../../domain/traffic/zone-state/zone-watch-snapshot.ts';
import { randomStream } from '../density/random-stream.ts';

const SETTINGS = { ...DEFAULT_DENSITY_SETTINGS, everySeconds: 0, holdSeconds: 0 };
const START_UTC_US = 1_700_000_000_000_000;
const FRAME_US = 100_000;

const zone: WatchedZone = {
  versionId: 'zone',
  points: [normPoint(0, 0), normPoint(1, 0), normPoint(1, 1), normPoint(0, 1)],
  reference: { x: 0.5, y: 1 },
  road: { lanes: 2, metres: 50 },
};

function seen(track: number, box: readonly [number, number, number, number], name: RoadUserClass = 'car'): TrackPoint {
  const point = { frameId: 0, mediaUs: toMediaUs(0), box: quantBox(...box) };
  return { ...point, track, confirmed: true, score: 0.9, classSoFar: name };
}

/** A vehicle that covers so much of the picture. */
const covering = (share: number, track = 1): TrackPoint => seen(track, [0, 0, share, 1]);

interface Told {
  changes: ZoneStep['changes'][number][];
  minutes: ZoneStep['minutes'][number][];
}

function play(watch: ZoneWatch, frames: number, observed: (at: number) => TrackPoint[], from = 0, settings = SETTINGS) {
  const method = unionOfBoxes();
  const told: Told = { changes: [], minutes: [] };
  for (let at = from; at < from + frames; at += 1) {
    const frame = { mediaUs: at * FRAME_US, utcUs: START_UTC_US + at * FRAME_US, observed: observed(at), ended: [] };
    const step = stepZoneWatch(watch, frame, method, settings);
    told.changes.push(...step.changes);
    told.minutes.push(...step.minutes);
  }
  return told;
}

describe('the watch over zones', () => {
  it('steps through the states as the smoothed density does, and tells each change once', () => {
    const watch = createZoneWatch([zone]);
    const { changes } = play(watch, 60, (at) => (at < 20 ? [] : at < 40 ? [covering(0.95)] : []));
    expect(changes.map(({ from, to, ordinal }) => `${ordinal} ${from} ${to}`)).toEqual([
      '1 normal warning',
      '2 warning heavy',
      '3 heavy jam',
      '4 jam heavy',
      '5 heavy warning',
      '6 warning normal',
    ]);
    // The step response after one of ten samples is 0.30872 of the step: 0.2933, not over 0.3 yet.
    expect(changes[0]?.mediaUs).toBe(21 * FRAME_US);
    expect(changes.every(({ density }) => density >= 0 && density <= 1)).toBe(true);
  });

  it('tells each minute with means over the watched time, and the last one when it is over', () => {
    const watch = createZoneWatch([zone]);
    const told = play(watch, 1001, (at) =>
      at < 300 ? [covering(0.4)] : [covering(0.1), seen(2, [0, 0, 0.2, 1], 'bus')],
    );
    told.minutes.push(...finishZoneWatch(watch).minutes);
    const last = new Map(told.minutes.map((minute) => [minute.startUtcUs, minute]));
    const [first, second] = [...last.values()];
    expect([...last.keys()].map((start) => start - START_UTC_US)).toEqual([-20_000_000, 40_000_000]);
    expect(first?.watchedUs).toBe(40_000_000);
    expect(first?.meanDensity).toBeCloseTo(0.75 * 0.4 + 0.25 * 0.2, 4);
    expect(first?.meanVehicles).toBeCloseTo(1.25, 6);
    expect(first?.meanPcu).toBeCloseTo(0.75 + 0.25 * 4, 6);
    expect(first?.meanByClass).toEqual({ car: 1, bus: 0.25 });
    expect(first?.maxVehicles).toBe(2);
    expect(second?.watchedUs).toBe(60_000_000);
    expect(second?.meanDensity).toBeCloseTo(0.2, 4);
    for (const minute of last.values())
      expect(Object.values(minute.inStateUs).reduce((sum, us) => sum + us, 0)).toBe(minute.watchedUs);
  });

  it('tells a minute that is running at least every ten seconds', () => {
    const { minutes } = play(createZoneWatch([zone]), 301, () => [covering(0.2)]);
    expect(minutes.map(({ watchedUs }) => watchedUs)).toEqual([10e6, 20e6, 30e6]);
  });

  it('counts no time between frames that are far apart, and judges afresh after it', () => {
    const watch = createZoneWatch([zone]);
    play(watch, 11, () => [covering(0.9)]);
    const told = play(watch, 11, () => [], 100);
    expect(told.changes.map(({ to }) => to)).toEqual(['heavy', 'warning', 'normal']);
    expect(finishZoneWatch(watch).minutes.map(({ watchedUs }) => watchedUs)).toEqual([2_000_000]);
  });

  it('leaves pedestrians and unconfirmed tracks out', () => {
    const watch = createZoneWatch([zone]);
    const stranger = { ...covering(0.5, 2), confirmed: false };
    play(watch, 3, () => [seen(1, [0, 0, 1, 1], 'pedestrian'), stranger]);
    expect(zonesNow(watch, SETTINGS)[0]).toMatchObject({ vehicles: 0, density: 0, cumulative: 0 });
  });

  it('sees a vehicle that the edge of the picture cuts in a zone that reaches to it', () => {
    const watch = createZoneWatch([zone]);
    play(watch, 2, () => [seen(1, [0.9, 0.9, 1, 1])]);
    expect(zonesNow(watch, SETTINGS)[0]).toMatchObject({ vehicles: 1 });
  });

  it('takes a vehicle that is missed for a moment to be where it was, unless the edge of the picture cut it', () => {
    const settings = { ...SETTINGS, holdSeconds: 0.25 };
    const inside = seen(1, [0.4, 0.4, 0.6, 0.6]);
    const leaving = seen(2, [0.8, 0.4, 1, 0.6]);
    const watch = createZoneWatch([zone]);
    const vehicles = (frames: number, from: number, observed: TrackPoint[]) => {
      play(watch, frames, () => observed, from, settings);
      return zonesNow(watch, settings)[0]?.vehicles;
    };
    expect(vehicles(2, 0, [inside, leaving])).toBe(2);
    expect(vehicles(2, 2, [])).toBe(1);
    expect(vehicles(1, 4, [])).toBe(0);
    expect(vehicles(1, 5, [inside])).toBe(1);
  });

  it('says what the zone is like now, along the road as well', () => {
    const watch = createZoneWatch([zone]);
    play(watch, 3, () => [covering(0.25), seen(2, [0.5, 0, 0.6, 1], 'truck')]);
    expect(zonesNow(watch, SETTINGS)).toEqual([
      {
        zoneVersionId: 'zone',
        state: 'warning',
        sinceUtcUs: START_UTC_US,
        level: 'moderate',
        density: 0.35,
        rawDensity: 0.35,
        vehicles: 2,
        pcu: 3.5,
        cumulative: 2,
        estimated: null,
        combined: null,
        perKmLane: { vehicles: 20, pcu: 35 },
        los: 'F',
      },
    ]);
    const plain = createZoneWatch([{ ...zone, road: null }]);
    play(plain, 3, () => [covering(0.25)]);
    expect(zonesNow(plain, SETTINGS)[0]).toMatchObject({ perKmLane: null, los: null });
  });

  it('samples as often as it is told to', () => {
    const settings = { ...SETTINGS, everySeconds: 0.25 };
    const watch = createZoneWatch([zone]);
    play(watch, 10, (at) => (at % 3 === 0 ? [covering(0.2)] : []), 0, settings);
    expect(watch.memories.get('zone')?.recent.map((value) => Number(value.toFixed(3)))).toEqual([0.2, 0.2, 0.2, 0.2]);
  });

  it('goes on with a zone that stays, ends one that goes and begins one that comes', () => {
    const watch = createZoneWatch([zone]);
    play(watch, 21, () => [covering(0.5)]);
    const other = { ...zone, versionId: 'other' };
    expect(replaceZones(watch, [zone, other]).minutes).toEqual([]);
    const more = play(watch, 20, () => [covering(0.5)], 21);
    expect(more.changes.map(({ zoneVersionId, ordinal }) => `${zoneVersionId} ${ordinal}`)).toEqual(['other 1']);
    expect(replaceZones(watch, [other]).minutes).toMatchObject([{ zoneVersionId: 'zone', watchedUs: 4_000_000 }]);
    expect(finishZoneWatch(watch).minutes).toMatchObject([{ zoneVersionId: 'other', watchedUs: 1_900_000 }]);
  });

  it('goes on from a checkpoint as if nothing had happened', () => {
    const random = randomStream(3);
    const scene = Array.from({ length: 900 }, () => [covering(random(), 1 + Math.floor(random() * 4))]);
    const at = (frame: number): TrackPoint[] => scene[frame] ?? [];
    const whole = createZoneWatch([zone]);
    const broken = createZoneWatch([zone]);
    const expected = play(whole, 900, at);
    const found = play(broken, 437, at);
    const stored: unknown = JSON.parse(JSON.stringify(serializeZoneWatch(broken)));
    const restored = restoreZoneWatch(stored, [zone]);
    if (!restored.ok) throw new Error(restored.failure.message);
    const rest = play(restored.value, 463, at, 437);
    expect([...found.changes, ...rest.changes]).toEqual(expected.changes);
    expect([...found.minutes, ...rest.minutes]).toEqual(expected.minutes);
    expect(finishZoneWatch(restored.value)).toEqual(finishZoneWatch(whole));
  });

  it.each([
    null,
    {},
    { version: 2, zones: [] },
    { version: 1, present: [], zones: [{ zoneVersionId: 'zone' }] },
    { version: 1, present: [{}], zones: [] },
  ])('refuses a state that it cannot read (%j)', (stored) => {
    expect(restoreZoneWatch(stored, [zone])).toMatchObject({ ok: false, failure: { code: 'state-unreadable' } });
  });
});
