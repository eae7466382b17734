import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Random } from '../world/random.ts';
import type { FollowingStyle } from './idm.ts';

/** How somebody drives; drawn once for each road user. */
export interface Driver {
  /** Share of the speed limit that is driven on a free road. */
  readonly haste: number;
  /** Upper limit that the machine or the rider sets, m/s. */
  readonly fastest: number;
  readonly timeGap: number;
  readonly standingGap: number;
  readonly acceleration: number;
  readonly deceleration: number;
  /** Seconds that must stay between crossing a stream and its next vehicle. */
  readonly caution: number;
}

interface Habits {
  readonly acceleration: number;
  readonly timeGap: number;
  readonly fastest: number;
}

/** Town values of Treiber and Kesting, Traffic Flow Dynamics (2013), ch. 11; heavy ones start slower and keep further off. */
const HABITS: Readonly<Record<RoadUserClass, Habits>> = {
  car: { acceleration: 1.7, timeGap: 1.1, fastest: 50 },
  van: { acceleration: 1.5, timeGap: 1.15, fastest: 45 },
  emergency_vehicle: { acceleration: 1.8, timeGap: 1.0, fastest: 45 },
  motorcycle: { acceleration: 2.4, timeGap: 0.9, fastest: 50 },
  scooter: { acceleration: 1.6, timeGap: 0.9, fastest: 12.5 },
  bicycle: { acceleration: 0.9, timeGap: 0.9, fastest: 6.5 },
  bus: { acceleration: 1.0, timeGap: 1.4, fastest: 24 },
  truck: { acceleration: 0.9, timeGap: 1.5, fastest: 24 },
  trailer: { acceleration: 0.7, timeGap: 1.6, fastest: 23 },
  construction_vehicle: { acceleration: 0.7, timeGap: 1.6, fastest: 9 },
  pedestrian: { acceleration: 1.0, timeGap: 0.5, fastest: 2 },
};

export function drawDriver(kind: RoadUserClass, random: Random): Driver {
  const { acceleration, timeGap, fastest } = HABITS[kind];
  return {
    haste: clamp(random.normal(1, 0.08), 0.8, 1.2),
    fastest,
    timeGap: clamp(random.normal(timeGap, 0.15), 0.7, 2.2),
    standingGap: clamp(random.normal(2, 0.35), 1.2, 3),
    acceleration: acceleration * random.between(0.9, 1.1),
    deceleration: 2,
    caution: clamp(random.normal(1.4, 0.3), 0.8, 2.4),
  };
}

/** What the following model needs of a driver where this speed is allowed. */
export function styleUnder(driver: Driver, speedLimit: number): FollowingStyle {
  const { timeGap, standingGap, acceleration, deceleration } = driver;
  const wishedSpeed = Math.min(driver.haste * speedLimit, driver.fastest);
  return { wishedSpeed, timeGap, standingGap, acceleration, deceleration };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
