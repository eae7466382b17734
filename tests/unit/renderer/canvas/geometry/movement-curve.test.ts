import { expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { newLine, newZone } from '../../../../../renderer/canvas/index.ts';
import { movementCurve } from '../../../../../renderer/canvas/geometry/movement-curve.ts';

const line = newLine('a', 'A', normPoint(0.2, 0.5), normPoint(0.4, 0.5));
const zone = newZone('z', 'Z', [normPoint(0.7, 0.7), normPoint(0.9, 0.7), normPoint(0.9, 0.9), normPoint(0.7, 0.9)]);

it('a movement leads from the middle of its entry to the middle of its exit, over the line the way it is counted', () => {
  const inwards = movementCurve({ shape: line, direction: 'in' }, { shape: zone, direction: 'in' });
  const outwards = movementCurve({ shape: line, direction: 'out' }, { shape: zone, direction: 'in' });
  expect(inwards[0]?.x).toBeCloseTo(0.3, 9);
  expect(inwards.at(-1)?.x).toBeCloseTo(0.8, 9);
  expect(inwards.at(-1)?.y).toBeCloseTo(0.8, 9);
  const [first, second] = [inwards[1]?.y ?? 0, outwards[1]?.y ?? 0];
  expect(Math.sign(first - 0.5)).toBe(1);
  expect(Math.sign(second - 0.5)).toBe(-1);
});
