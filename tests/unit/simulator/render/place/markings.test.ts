import { describe, expect, it } from 'vitest';
import { Draft } from '../../../../../simulator/render/place/draft.ts';
import { drawMarkings, facesOf } from '../../../../../simulator/render/place/markings.ts';
import { signedArea } from '../../../../../simulator/render/place/outlines.ts';
import type { Marking } from '../../../../../simulator/world/ground-plan.ts';
import { randomStream } from '../../../../../simulator/world/random.ts';

const along = (length: number) => [
  { x: 2, y: 1 },
  { x: 2 + length, y: 1 },
];
const POSE = { x: 4, y: -3, heading: 0.7 };

const painted = (marking: Marking): number =>
  facesOf(marking).reduce((sum, face) => sum + Math.abs(signedArea(face)), 0);

/** Paint in square metres: least and most. */
const CASES: readonly (readonly [string, Marking, readonly [number, number]])[] = [
  ['a solid line', { kind: 'solid', points: along(40), width: 0.12 }, [4.79, 4.81]],
  ['a dashed line, a third of it', { kind: 'dashed', points: along(42), width: 0.12 }, [1.79, 1.81]],
  ['a wide dashed line, half of it', { kind: 'dashed', points: along(45), width: 0.3 }, [7.1, 7.3]],
  ['a stop line', { kind: 'stop-line', points: along(7), width: 0.4 }, [2.79, 2.81]],
  ['teeth, half of two thirds', { kind: 'yield-line', points: along(7.25), width: 0.4 }, [0.99, 1.01]],
  ['a zebra, half of its ground', { kind: 'zebra', points: along(12.5), width: 4 }, [25.9, 26.1]],
  ['two dotted edges', { kind: 'crossing', points: along(12.5), width: 4 }, [2.33, 2.35]],
  ['an arrow ahead', { kind: 'arrow', pose: POSE, turns: ['straight'] }, [1.1, 1.25]],
  ['an arrow to the left', { kind: 'arrow', pose: POSE, turns: ['left'] }, [0.8, 1.6]],
  ['an arrow three ways', { kind: 'arrow', pose: POSE, turns: ['left', 'straight', 'right'] }, [2, 3.6]],
  ['a word', { kind: 'word', pose: POSE, text: 'BUS' }, [1.5, 5]],
];

describe('paint on the road', () => {
  it.each(CASES)('covers of %s what it should', (_, marking, [least, most]) => {
    expect(painted(marking)).toBeGreaterThan(least);
    expect(painted(marking)).toBeLessThan(most);
  });

  it.each(CASES)('becomes triangles of just that area for %s, looking up', (_, marking) => {
    const draft = new Draft();
    drawMarkings(draft, [marking], randomStream(1, 'paint'));
    const geometry = draft.toGeometry(true);
    const [points, normals] = [geometry.getAttribute('position'), geometry.getAttribute('normal')];
    let area = 0;
    for (let at = 0; at < points.count; at += 3) {
      const corner = (step: number) => ({ x: points.getX(at + step), y: points.getY(at + step) });
      const triangle = signedArea([corner(0), corner(1), corner(2)]);
      expect(triangle).toBeGreaterThan(-1e-6);
      expect(normals.getZ(at)).toBeCloseTo(1);
      area += triangle;
    }
    expect(area).toBeCloseTo(painted(marking), 3);
  });

  it('turns left and right arrows to their sides', () => {
    const pose = { x: 0, y: 0, heading: 0 };
    const leftmost = (turns: 'left' | 'right'): readonly number[] => {
      const ys = facesOf({ kind: 'arrow', pose, turns: [turns] }).flatMap((face) => face.map(({ y }) => y));
      return [Math.min(...ys), Math.max(...ys)];
    };
    expect(leftmost('left')[1]).toBeGreaterThan(1);
    expect(leftmost('left')[0]).toBeGreaterThan(-0.2);
    expect(leftmost('right')[0]).toBeLessThan(-1);
  });
});
