import { describe, expect, it } from 'vitest';
import { REST_MS, cycleStep } from '../../../../../renderer/features/live/cycle.ts';
import { FROZEN_AFTER_MS, tileCondition } from '../../../../../renderer/features/live/tile-condition.ts';
import { moveOnWall } from '../../../../../renderer/features/live/wall-move.ts';
import { fakeStatus } from '../../../../support/fake-site-data.ts';

const live = fakeStatus('north', 0, 's');
const facts = { enabled: true, connected: true, status: live, analysis: 'on' as const, ageMs: 200, held: false };

describe('what a tile says', () => {
  it.each([
    ['nothing while all is well', {}, null, false],
    ['that the line is down, before anything else', { connected: false, enabled: false }, 'no-connection', true],
    ['that it is paused', { enabled: false, ageMs: null }, 'disabled', false],
    ['that nothing is known yet', { status: null, ageMs: null }, 'no-status', false],
    ['that the camera is not live', { status: fakeStatus('x', 4, 's') }, 'not-live', true],
    ['nothing over a picture that a person holds', { held: true, ageMs: 90_000, connected: false }, null, false],
    ['that it waits for the first picture', { ageMs: null }, 'waiting', false],
    [
      'that the picture stands still although the camera says it is live',
      { ageMs: FROZEN_AFTER_MS + 1 },
      'frozen',
      true,
    ],
  ] as const)('%s', (_name, change, message, old) => {
    expect(tileCondition({ ...facts, ...change })).toMatchObject({ message, old });
  });

  it.each(['frozen', 'covered'] as const)('that a camera that sends pictures is %s', (reason) => {
    const status = { ...live, reason };
    expect(tileCondition({ ...facts, status })).toMatchObject({ message: null, poor: reason, old: false });
    expect(tileCondition({ ...facts, status, connected: false }).poor).toBeNull();
    expect(tileCondition(facts).poor).toBeNull();
  });

  it('what the analysis of the shown frame was', () => {
    expect(tileCondition({ ...facts, analysis: 'slow' }).analysis).toBe('slow');
    expect(tileCondition({ ...facts, analysis: null }).analysis).toBe('unknown');
  });
});

/** Five equal tiles in three columns, as an even wall has them. */
const EVEN = [0, 1, 2, 3, 4].map((index) => ({ x: index % 3, y: Math.floor(index / 3), w: 1, h: 1 }));
/** One large tile with two small ones beside it and a wide one below. */
const OWN = [
  { x: 0, y: 0, w: 8, h: 8 },
  { x: 8, y: 0, w: 4, h: 4 },
  { x: 8, y: 4, w: 4, h: 4 },
  { x: 0, y: 8, w: 12, h: 3 },
];

describe('moving over the wall by arrows', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['ArrowLeft', 3, 3],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 0, 0],
    ['Home', 2, 2],
  ])('five even tiles: %s from %i leads to %i', (key, from, to) => {
    expect(moveOnWall(key, from, EVEN)).toBe(to);
  });

  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowDown', 1, 2],
    ['ArrowLeft', 2, 0],
    ['ArrowDown', 0, 3],
    ['ArrowUp', 3, 0],
    ['ArrowDown', 3, 3],
  ])('an own layout: %s from %i leads to %i', (key, from, to) => {
    expect(moveOnWall(key, from, OWN)).toBe(to);
  });
});

describe('a wall that turns its pages', () => {
  const facts = { on: true, pages: 2, dwellMs: 5000, nowMs: 100_000, turnedAtMs: 94_000, workedAtMs: 0, held: false };
  it.each([
    ['turns when a page has stayed long enough', {}, 'turns'],
    ['waits until then', { turnedAtMs: 96_000 }, 'waits'],
    ['is off when nobody asked for it', { on: false }, 'off'],
    ['has nothing to turn with one page', { pages: 1 }, 'off'],
    ['is paused while a person works', { workedAtMs: 100_000 - REST_MS + 1 }, 'paused'],
    ['goes on when the person has rested', { workedAtMs: 100_000 - REST_MS }, 'turns'],
    ['is paused while the wall is arranged', { held: true }, 'paused'],
  ] as const)('%s', (_name, change, step) => {
    expect(cycleStep({ ...facts, ...change })).toBe(step);
  });
});
