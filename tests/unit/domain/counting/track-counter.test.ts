import { describe, expect, it } from 'vitest';
import { prepareLine } from '../../../../domain/counting/count-line.ts';
import { restoreTrackCounter, serializeTrackCounter } from '../../../../domain/counting/counter-snapshot.ts';
import { crossingsAlong } from '../../../../domain/counting/line-counter.ts';
import { createTrackCounter, replaceRules, stepTrackCounter } from '../../../../domain/counting/track-counter.ts';
import type { CountingRules, TrackCounter } from '../../../../domain/counting/track-counter.ts';
import { prepareZone } from '../../../../domain/counting/zone-visits.ts';
import { decodePath, encodePath } from '../../../../domain/tracking/path-codec.ts';
import type { TrackerFrame } from '../../../../domain/tracking/tracker.ts';
import type { TrackerStep } from '../../../../domain/tracking/track-facts.ts';
import { detector, driving, evenTimes, film, pathsOf, seededRandom, trackAll } from '../tracking/synthetic-traffic.ts';
import type { Vehicle } from '../tracking/synthetic-traffic.ts';
import { ASPECT, countFilm, lineFrom, pathThrough, rulesOf, staysAlong, zoneOf } from './counting-scenes.ts';

/** A random street: vehicles of several classes, some of which stop or turn back, seen by a poor detector. */
function randomStreet(seed: number): TrackerFrame[] {
  const random = seededRandom(seed);
  const vehicles = Array.from({ length: 2 + Math.floor(random() * 6) }, (): Vehicle => {
    const place = {
      x: 0.1 + random() * 0.8,
      bottom: 0.12 + random() * 0.5,
      width: 0.05 + random() * 0.08,
      height: 0.06 + random() * 0.1,
    };
    const drive = driving(place, { x: (random() - 0.5) * 0.1, y: (random() - 0.3) * 0.4 }, random() * 3);
    const kind = random();
    const stopAt = 1 + random() * 2;
    const turn = (now: number) => (now < stopAt + 3 ? now : 2 * (stopAt + 3) - now);
    const at: Vehicle['at'] =
      kind < 0.6 ? drive : kind < 0.8 ? (now) => drive(Math.min(now, stopAt + 3)) : (now) => drive(turn(now));
    return { class: random() < 0.7 ? 'car' : 'truck', at };
  });
  const eye = detector(seed + 1, { noise: 0.03, miss: 0.1, faint: 0.15, ghosts: 0.1 });
  return film(vehicles, evenTimes(8 + Math.floor(random() * 8), 8), eye);
}

function randomRules(seed: number): CountingRules {
  const random = seededRandom(seed + 7);
  const lines = Array.from({ length: 3 }, (_, at) =>
    lineFrom(random() * 0.4, 0.2 + random() * 0.7, 0.6 + random() * 0.4, 0.2 + random() * 0.7, `line-${at}`),
  );
  const zone = zoneOf(
    [
      [0.2, 0.3],
      [0.2 + random() * 0.7, 0.3],
      [0.8, 0.9],
      [0.3, 0.8],
    ],
    'zone-0',
  );
  return rulesOf(lines, [zone]);
}

function throughText(counter: TrackCounter, rules: CountingRules): TrackCounter {
  const outcome = restoreTrackCounter(JSON.parse(JSON.stringify(serializeTrackCounter(counter))), rules);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

describe('counting a stored path later', () => {
  it('gives exactly the live crossings and stays in 200 random scenes', () => {
    let crossed = 0;
    let stayed = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const rules = randomRules(seed);
      const live = countFilm(randomStreet(seed), rules);
      const paths = [...pathsOf(live.steps)]
        .sort(([a], [b]) => a - b)
        .map(([track, path]) => {
          const stored = decodePath(encodePath(path));
          if (!stored.ok) throw new Error(stored.failure.message);
          return [track, stored.value] as const;
        });
      for (const rule of rules.lines) {
        const later = paths.flatMap(([track, path]) =>
          [...crossingsAlong(prepareLine(rule, ASPECT), path)].map((found) => ({ track, ...found })),
        );
        const then = live.crossings
          .filter(({ lineVersionId }) => lineVersionId === rule.versionId)
          .map(({ lineVersionId: _line, classSoFar: _class, speed: _speed, ...found }) => found);
        expect(later).toEqual(then.toSorted((a, b) => a.track - b.track || a.ordinal - b.ordinal));
        crossed += later.length;
      }
      for (const rule of rules.zones) {
        const later = paths.flatMap(([track, path]) =>
          staysAlong(prepareZone(rule, ASPECT), path).map((stay) => ({ track, ...stay })),
        );
        const then = live.visits.map(({ zoneVersionId: _zone, classSoFar: _class, ...stay }) => stay);
        expect(later).toEqual(then.toSorted((a, b) => a.track - b.track || a.ordinal - b.ordinal));
        stayed += later.length;
      }
    }
    expect(crossed).toBeGreaterThan(200);
    expect(stayed).toBeGreaterThan(100);
  });
});

describe('a counter that is stored and restored', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('goes on exactly from any frame (seed %i)', (seed) => {
    const rules = randomRules(seed);
    const steps = trackAll(randomStreet(seed));
    const random = seededRandom(seed * 13);
    const whole = createTrackCounter(rules);
    let cutUp = createTrackCounter(rules);
    for (const step of steps) {
      if (random() < 0.2) cutUp = throughText(cutUp, rules);
      expect(stepTrackCounter(cutUp, step)).toEqual(stepTrackCounter(whole, step));
    }
    expect(whole.tracks.size).toBe(0);
  });

  it('drops what belongs to lines that are gone', () => {
    const rules = randomRules(1);
    const counter = createTrackCounter(rules);
    for (const step of trackAll(randomStreet(1)).slice(0, 40)) stepTrackCounter(counter, step);
    expect(counter.tracks.size).toBeGreaterThan(0);
    const restored = throughText(counter, { ...rules, lines: rules.lines.slice(0, 1), zones: [] });
    for (const memory of restored.tracks.values()) {
      expect([...memory.lines.keys()]).toEqual(['line-0']);
      expect([...memory.zones.keys()]).toEqual([]);
    }
  });

  it('is refused when it is damaged', () => {
    const rules = randomRules(1);
    const counter = createTrackCounter(rules);
    for (const step of trackAll(randomStreet(1)).slice(0, 40)) stepTrackCounter(counter, step);
    const sound = serializeTrackCounter(counter);
    const [track] = sound.tracks;
    const [line] = track?.lines ?? [];
    const [zone] = track?.zones ?? [];
    const withLine = (change: object) => ({ ...sound, tracks: [{ ...track, lines: [{ ...line, ...change }] }] });
    const withZone = (change: object) => ({ ...sound, tracks: [{ ...track, zones: [{ ...zone, ...change }] }] });
    const damaged: unknown[] = [
      undefined,
      { ...sound, version: 0 },
      { ...sound, tracks: [{ ...track, track: 'one' }] },
      { ...sound, tracks: [7] },
      withLine({ facts: [1] }),
      withLine({ last: [1, 2] }),
      withLine({ inward: 'soon' }),
      withLine({ version: 3 }),
      withZone({ facts: [] }),
      withZone({ pendingUs: 'later' }),
      withZone({ last: [1] }),
    ];
    expect(restoreTrackCounter(sound, rules).ok).toBe(true);
    for (const stored of damaged) expect(restoreTrackCounter(stored, rules).ok, JSON.stringify(stored)).toBe(false);
  });
});

describe('the counter of a camera', () => {
  const places = Array.from({ length: 21 }, (_, at) => [0.5, 0.3 + at * 0.02] as const);
  const path = pathThrough(places);
  const observed = (confirmed: boolean, from: number, until: number): TrackerStep[] =>
    path.slice(from, until).map((point) => ({
      observed: [{ ...point, track: 3, confirmed, score: 0.9, classSoFar: 'car' }],
      confirmedNow: [],
      ended: [],
    }));
  const rules = rulesOf(
    [lineFrom(0, 0.5, 1, 0.5)],
    [
      zoneOf([
        [0.2, 0.6],
        [0.8, 0.6],
        [0.8, 0.9],
        [0.2, 0.9],
      ]),
    ],
  );

  it('leaves unconfirmed tracks out', () => {
    const counter = createTrackCounter(rules);
    const found = observed(false, 0, 21).map((step) => stepTrackCounter(counter, step));
    expect(found.flatMap(({ crossings }) => crossings)).toEqual([]);
    expect(counter.tracks.size).toBe(0);
  });

  it('counts what a track crossed before it was confirmed', () => {
    const counter = createTrackCounter(rules);
    const [last] = observed(true, 13, 14);
    if (last === undefined) throw new Error('the path is too short');
    const step = { ...last, confirmedNow: [{ track: 3, classSoFar: 'car' as const, earlier: path.slice(0, 13) }] };
    expect(stepTrackCounter(counter, step).crossings).toMatchObject([
      { track: 3, lineVersionId: 'line', ordinal: 1, direction: 'in', classSoFar: 'car', frameId: 10 },
    ]);
  });

  it('ends the stay in an area with the track, under its final class', () => {
    const counter = createTrackCounter(rules);
    for (const step of observed(true, 0, 21)) stepTrackCounter(counter, step);
    const ended = {
      track: 3,
      class: 'van' as const,
      votes: {},
      firstFrameId: 0,
      lastFrameId: 20,
      firstMediaUs: path[0]!.mediaUs,
      lastMediaUs: path[20]!.mediaUs,
      points: 21,
    };
    const { visits } = stepTrackCounter(counter, { observed: [], confirmedNow: [], ended: [ended] });
    expect(visits).toMatchObject([
      { track: 3, zoneVersionId: 'zone', ordinal: 1, exitMediaUs: 2_000_000, classSoFar: 'van' },
    ]);
    expect(counter.tracks.size).toBe(0);
  });

  it('keeps the memory of lines that stay when others are drawn', () => {
    const counter = createTrackCounter(rules);
    const added = {
      ...rules,
      lines: [...rules.lines, lineFrom(0, 0.4, 1, 0.4, 'late'), lineFrom(0, 0.6, 1, 0.6, 'below')],
    };
    for (const step of observed(true, 0, 9)) stepTrackCounter(counter, step);
    replaceRules(counter, added);
    const found = observed(true, 9, 21).flatMap((step) => stepTrackCounter(counter, step).crossings);
    expect(found.map(({ lineVersionId }) => lineVersionId)).toEqual(['line', 'below']);
  });
});
