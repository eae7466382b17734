import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { hitTest } from '../../../../../renderer/canvas/geometry/hit-test.ts';

const view = { left: 0, top: 0, width: 1000, height: 500 };
const line = { id: 'line', closed: false, points: [normPoint(0.1, 0.5), normPoint(0.5, 0.5)] };
const zone = {
  id: 'zone',
  closed: true,
  points: [normPoint(0.2, 0.2), normPoint(0.8, 0.2), normPoint(0.8, 0.8), normPoint(0.2, 0.8)],
};
const targets = [zone, line];

describe('what lies under the pointer', () => {
  it.each([
    ['the end of the selected line', 'line', { x: 103, y: 252 }, { part: 'handle', id: 'line', index: 0 }],
    ['a line over a zone', null, { x: 300, y: 255 }, { part: 'body', id: 'line' }],
    ['the inside of a zone', null, { x: 600, y: 300 }, { part: 'body', id: 'zone' }],
    ['a corner of the selected zone', 'zone', { x: 800, y: 402 }, { part: 'handle', id: 'zone', index: 2 }],
    [
      'the middle of an edge of the selected zone',
      'zone',
      { x: 500, y: 103 },
      { part: 'edge-middle', id: 'zone', index: 0 },
    ],
    ['a corner of a zone that is not selected', null, { x: 800, y: 400 }, { part: 'body', id: 'zone' }],
    ['nothing', 'zone', { x: 950, y: 20 }, null],
  ] as const)('is %s', (_name, selectedId, at, expected) => {
    expect(hitTest(view, targets, selectedId, at)).toEqual(expected);
  });

  it('is the newest of two areas over each other', () => {
    const above = { ...zone, id: 'above' };
    expect(hitTest(view, [zone, above], null, { x: 600, y: 300 })).toEqual({ part: 'body', id: 'above' });
  });
});
