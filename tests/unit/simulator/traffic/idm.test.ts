import { describe, expect, it } from 'vitest';
import { followingAcceleration, freeAcceleration, HARDEST_BRAKING } from '../../../../simulator/traffic/idm.ts';

const STYLE = { wishedSpeed: 15, timeGap: 1.2, standingGap: 2, acceleration: 1.5, deceleration: 2 };

describe('the intelligent driver model', () => {
  it('keeps the published equilibrium gap: (s0 + vT) / sqrt(1 - (v/v0)^4)', () => {
    for (const speed of [0, 5, 10, 14]) {
      const gap = (2 + speed * 1.2) / Math.sqrt(1 - (speed / 15) ** 4);
      expect(followingAcceleration(STYLE, speed, gap, speed)).toBeCloseTo(0, 9);
    }
  });

  it('pulls away with the greatest acceleration, and no longer at the wished speed', () => {
    expect(freeAcceleration(STYLE, 0)).toBe(1.5);
    expect(freeAcceleration(STYLE, 15)).toBeCloseTo(0, 9);
    expect(freeAcceleration(STYLE, 16)).toBeLessThan(0);
  });

  it('brakes harder the faster one comes nearer, and never harder than tyres can', () => {
    const towards = (speedAhead: number): number => followingAcceleration(STYLE, 14, 40, speedAhead);
    expect(towards(0)).toBeLessThan(towards(7));
    expect(towards(7)).toBeLessThan(towards(14));
    expect(followingAcceleration(STYLE, 30, 1, 0)).toBe(-HARDEST_BRAKING);
  });

  it('stops comfortably from far away: braking stays near the comfortable deceleration', () => {
    let [speed, gap, hardest] = [14, 120, 0];
    for (let step = 0; step < 2000; step += 1) {
      const acceleration = followingAcceleration(STYLE, speed, gap, 0);
      hardest = Math.min(hardest, acceleration);
      speed = Math.max(0, speed + acceleration * 0.04);
      gap -= speed * 0.04;
    }
    expect(hardest).toBeGreaterThan(-2.6);
    expect(gap).toBeGreaterThan(1.7);
    expect(speed).toBeLessThan(0.05);
  });
});
