import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { distanceToSegment, segmentMeeting, segmentsTouch } from '../../../../domain/geometry/segments.ts';

type Ends = readonly [number, number, number, number];

const of = ([x1, y1, x2, y2]: Ends) => [normPoint(x1, y1), normPoint(x2, y2)] as const;

describe('finite segments', () => {
  it.each<{ name: string; first: Ends; second: Ends; meets: readonly [number, number] | null; touch: boolean }>([
    { name: 'that cross in the middle', first: [0, 0, 1, 1], second: [0, 1, 1, 0], meets: [0.5, 0.5], touch: true },
    {
      name: 'that would cross if they were longer',
      first: [0, 0, 0.4, 0.4],
      second: [0, 1, 1, 0],
      meets: null,
      touch: false,
    },
    {
      name: 'of which one ends on the other',
      first: [0, 0, 0.5, 0.5],
      second: [0, 1, 1, 0],
      meets: [1, 0.5],
      touch: true,
    },
    { name: 'that share an end', first: [0, 0, 1, 0], second: [1, 0, 1, 1], meets: [1, 0], touch: true },
    { name: 'side by side', first: [0, 0, 1, 0], second: [0, 0.1, 1, 0.1], meets: null, touch: false },
    { name: 'that lie on each other', first: [0, 0, 1, 0], second: [0.5, 0, 2, 0], meets: null, touch: true },
    { name: 'on one line but apart', first: [0, 0, 1, 0], second: [2, 0, 3, 0], meets: null, touch: false },
  ])('$name', ({ first, second, meets, touch }) => {
    const meeting = segmentMeeting(...of(first), ...of(second));
    expect(meeting === null ? null : [meeting.alongFirst, meeting.alongSecond]).toEqual(meets);
    expect(segmentsTouch(...of(first), ...of(second))).toBe(touch);
  });

  it.each<[string, readonly [number, number], number]>([
    ['beside it', [0.5, 0.3], 0.3],
    ['beyond its end', [1.3, 0.4], 0.5],
    ['on it', [0.2, 0], 0],
  ])('measures the distance of a point %s', (_, [x, y], expected) => {
    expect(distanceToSegment(normPoint(x, y), normPoint(0, 0), normPoint(1, 0))).toBeCloseTo(expected, 12);
  });

  it('measures the distance to a segment without length as that to a point', () => {
    expect(distanceToSegment(normPoint(3, 4), normPoint(0, 0), normPoint(0, 0))).toBe(5);
  });
});
