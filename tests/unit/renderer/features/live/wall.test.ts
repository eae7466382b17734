import { describe, expect, it } from 'vitest';
import { FROZEN_AFTER_MS, tileCondition } from '../../../../../renderer/features/live/tile-condition.ts';
import { moveOnWall, wallPage } from '../../../../../renderer/features/live/wall-move.ts';
import { fakeStatus } from '../../../../support/fake-site-data.ts';

const live = fakeStatus('north', 0, 's');
const facts = { enabled: true, connected: true, status: live, analysis: 'on' as const, ageMs: 200 };

describe('what a tile says', () => {
  it.each([
    ['nothing while all is well', {}, null, false],
    ['that the line is down, before anything else', { connected: false, enabled: false }, 'no-connection', true],
    ['that it is paused', { enabled: false, ageMs: null }, 'disabled', false],
    ['that nothing is known yet', { status: null, ageMs: null }, 'no-status', false],
    ['that the camera is not live', { status: fakeStatus('x', 4, 's') }, 'not-live', true],
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

  it('what the analysis of the shown frame was', () => {
    expect(tileCondition({ ...facts, analysis: 'slow' }).analysis).toBe('slow');
    expect(tileCondition({ ...facts, analysis: null }).analysis).toBe('unknown');
  });
});

describe('moving over a wall of five tiles in three columns', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['ArrowLeft', 3, 3],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 0, 0],
    ['Home', 2, 2],
  ])('%s from %i leads to %i', (key, from, to) => {
    expect(moveOnWall(key, from, 5, 3)).toBe(to);
  });
});

describe('pages of the wall', () => {
  it.each([
    ['the first page', 0, ['a', 'b'], 0],
    ['the last page, which is not full', 2, ['e'], 2],
    ['a page beyond the end is the last one', 9, ['e'], 2],
    ['a page before the start is the first one', -3, ['a', 'b'], 0],
  ])('%s', (_name, wanted, items, page) => {
    expect(wallPage(['a', 'b', 'c', 'd', 'e'], 2, wanted)).toEqual({ items, page, pages: 3 });
  });

  it('an empty wall has one page', () => {
    expect(wallPage([], 4, 0)).toEqual({ items: [], page: 0, pages: 1 });
  });
});
