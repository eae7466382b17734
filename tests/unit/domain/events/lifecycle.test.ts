import { describe, expect, it } from 'vitest';
import { restoreIncidents, serializeIncidents } from '../../../../domain/events/snapshot.ts';
import { stageAfter } from '../../../../domain/events/stages.ts';
import type { IncidentAction, IncidentStage } from '../../../../domain/events/stages.ts';
import type { Actor } from './road-scene.ts';
import { config, drivesAndStands, ended, film, opened, RIGHT, zone } from './road-scene.ts';

const road = config([zone({ carriageway: true, direction: RIGHT })]);
const breakdown: Actor = { track: 1, at: drivesAndStands(0.4, 0.6, 3) };
const wrong: Actor = { track: 4, at: (s) => (s < 20 ? null : { x: 0.9 - (s - 20) * 0.08, y: 0.75 }) };

describe('an incident', () => {
  it('that stands when the session ends is closed then, with that reason', () => {
    const watched = film(road, [breakdown], { seconds: 30 });
    expect(opened(watched.news)).toHaveLength(1);
    const last = ended(watched, 31);
    expect(last).toMatchObject([{ rule: 'stopped-vehicle', ordinal: 1, end: 'session-ended', toUs: 31e6 }]);
    expect(ended(watched, 32)).toEqual([]);
  });

  it('gets the next ordinal when the same happens again', () => {
    const again: Actor = {
      track: 1,
      at: (s) => (s < 30 ? breakdown.at(s) : { x: 0.4 + Math.min(0.3, (s - 30) / 10), y: 0.6 }),
    };
    const { news } = film(road, [again], { seconds: 70 });
    expect(news.map(({ ordinal, end }) => [ordinal, end])).toEqual([
      [1, null],
      [2, null],
      [1, 'over'],
    ]);
  });

  it('is told the same when the memory goes through a checkpoint after every frame', () => {
    const whole = film(road, [breakdown, wrong], { seconds: 45 });
    const pieces = film(road, [breakdown, wrong], {
      seconds: 45,
      between: (watch) => {
        const restored = restoreIncidents(JSON.parse(JSON.stringify(serializeIncidents(watch))));
        if (!restored.ok) throw new Error(restored.failure.message);
        return restored.value;
      },
    });
    expect(pieces.news).toEqual(whole.news);
    expect(opened(whole.news).map(([rule]) => rule)).toEqual(['stopped-vehicle', 'wrong-way']);
  });

  it.each([null, 7, {}, { version: 99 }, { version: 1, users: [1], memories: [], open: [], ordinals: [] }])(
    'is not read from a damaged memory: %j',
    (stored) => {
      const restored = restoreIncidents(stored);
      expect(restored.ok ? null : restored.failure.code).toBe('state-unreadable');
    },
  );
});

describe('what people do about an incident', () => {
  it.each<readonly [IncidentStage, IncidentAction, string, IncidentStage | 'refused']>([
    ['detected', 'acknowledge', '', 'detected'],
    ['detected', 'verify', '', 'verified'],
    ['detected', 'respond', '', 'responding'],
    ['verified', 'respond', '', 'responding'],
    ['responding', 'resolve', '', 'resolved'],
    ['detected', 'dismiss', 'a shadow', 'dismissed'],
    ['detected', 'dismiss', '  ', 'refused'],
    ['detected', 'note', '', 'refused'],
    ['detected', 'assign', 'lan', 'detected'],
    ['responding', 'verify', '', 'refused'],
    ['resolved', 'respond', '', 'refused'],
    ['dismissed', 'acknowledge', '', 'refused'],
    ['resolved', 'note', 'was a taxi', 'resolved'],
  ])('%s, %s (%s): %s', (stage, action, words, expected) => {
    const after = stageAfter(stage, action, words);
    expect(after.ok ? after.value : 'refused').toBe(expected);
  });
});
