import { describe, expect, it } from 'vitest';
import {
  MOTION_LENGTH,
  PREDICTION_LENGTH,
  predictMotion,
  startMotion,
  updateMotion,
} from '../../../../domain/tracking/motion.ts';
import { gaussian, seededRandom, settingsWith } from './synthetic-traffic.ts';

const SETTINGS = settingsWith();
const SPEED = 0.3;

const boxAt = (x: number, y = 0.5, extent = 0.1) => ({ values: Float64Array.of(x, y, extent, extent), offset: 0 });

function predicted(motion: Float64Array, seconds: number): Float64Array {
  const into = new Float64Array(PREDICTION_LENGTH);
  predictMotion(motion, seconds, SETTINGS, into, 0);
  return into;
}

/** A filter that followed a vehicle at SPEED for a while, and the moment of its last sighting. */
function followed(steps: readonly number[], noise = 0, seed = 1): { motion: Float64Array; x: number } {
  const random = seededRandom(seed);
  const motion = new Float64Array(MOTION_LENGTH);
  let x = 0.1;
  startMotion(motion, boxAt(x), SETTINGS);
  for (const seconds of steps) {
    x += SPEED * seconds;
    updateMotion(motion, seconds, boxAt(x + gaussian(random) * noise), SETTINGS);
  }
  return { motion, x };
}

describe('the motion filter', () => {
  it.each([
    ['even', Array.from({ length: 12 }, () => 0.1)],
    ['uneven', Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 0.04 : 0.2))],
    ['with gaps', [0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.6, 0.1]],
    ['with repeated time stamps', [0.1, 0, 0.1, 0, 0, 0.1, 0.1, 0, 0.1, 0.1]],
  ])('learns the speed from %s frames and predicts by real time', (_, steps) => {
    const { motion, x } = followed(steps);
    for (const ahead of [0.05, 0.2, 1]) {
      expect(Math.abs((predicted(motion, ahead)[0] ?? 0) - (x + SPEED * ahead))).toBeLessThan(0.02 * (1 + ahead));
    }
  });

  it('stays near the truth when the boxes are noisy', () => {
    const errors = Array.from({ length: 40 }, (_, seed) => {
      const { motion, x } = followed(
        Array.from({ length: 20 }, () => 0.1),
        0.005,
        seed,
      );
      return (predicted(motion, 0)[0] ?? 0) - x;
    });
    const rms = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(rms).toBeLessThan(0.005);
  });

  it('is less sure the longer it looks ahead, and unsure about a vehicle it has seen once', () => {
    const { motion } = followed(Array.from({ length: 10 }, () => 0.1));
    const [near, far] = [predicted(motion, 0.1)[4] ?? 0, predicted(motion, 1)[4] ?? 0];
    expect(far).toBeGreaterThan(near * 10);
    const once = new Float64Array(MOTION_LENGTH);
    startMotion(once, boxAt(0.1), SETTINGS);
    expect(predicted(once, 0.1)[4] ?? 0).toBeGreaterThan(near * 3);
  });

  it('predicts without changing itself', () => {
    const { motion } = followed([0.1, 0.1]);
    const before = [...motion];
    predicted(motion, 3);
    expect([...motion]).toEqual(before);
  });

  it('never turns a shrinking box inside out', () => {
    const motion = new Float64Array(MOTION_LENGTH);
    startMotion(motion, boxAt(0.5, 0.5, 0.3), SETTINGS);
    for (const extent of [0.25, 0.2, 0.15, 0.1]) updateMotion(motion, 0.1, boxAt(0.5, 0.5, extent), SETTINGS);
    const [, , width = 0, height = 0] = predicted(motion, 5);
    expect(width).toBeGreaterThan(0.02);
    expect(height).toBeGreaterThan(0.02);
  });

  it('does not let a box that grew for a moment grow for seconds', () => {
    const motion = new Float64Array(MOTION_LENGTH);
    startMotion(motion, boxAt(0.5, 0.5, 0.1), SETTINGS);
    for (const extent of [0.12, 0.14, 0.16, 0.18]) updateMotion(motion, 0.1, boxAt(0.5, 0.5, extent), SETTINGS);
    expect(predicted(motion, 0.4)[2]).toBeGreaterThan(0.2);
    expect(predicted(motion, 5)[2]).toBe(predicted(motion, 0.5)[2]);
  });

  it('keeps every variance positive over an hour of repeated and missing frames', () => {
    const random = seededRandom(3);
    const { motion } = followed(
      Array.from({ length: 5000 }, () => (random() < 0.2 ? 0 : random())),
      0.01,
    );
    for (let axis = 0; axis < 4; axis += 1) {
      const [p = 0, c = 0, v = 0] = motion.slice(axis * 5 + 2, axis * 5 + 5);
      expect(p).toBeGreaterThan(0);
      expect(v).toBeGreaterThan(0);
      expect(p * v - c * c).toBeGreaterThan(0);
    }
  });
});
