import { describe, expect, it } from 'vitest';
import type { MeasuredSpeed } from '../../../../../domain/counting/crossing-speed.ts';
import type { RoadUserClass } from '../../../../../domain/detection/classes.ts';
import type { CalibratedView } from '../../../../../domain/traffic/speed/calibrated-view.ts';
import { sectionSpeed } from '../../../../../domain/traffic/speed/section-speed.ts';
import { DEFAULT_SPEED_SETTINGS } from '../../../../../domain/traffic/speed/settings.ts';
import type { SpeedSettings } from '../../../../../domain/traffic/speed/settings.ts';
import { createSpeedometer, readSpeedometer } from '../../../../../domain/traffic/speed/speedometer.ts';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { fromAbove, sightings } from './from-above.ts';
import type { Place } from './from-above.ts';

interface Asked {
  readonly at?: Place;
  readonly seconds?: number;
  readonly view?: CalibratedView;
  readonly settings?: Partial<SpeedSettings>;
  readonly className?: RoadUserClass;
  readonly atSeconds?: number;
}

const driving =
  (speed: number): Place =>
  (t) => [10 + speed * t, 50];

function measured(asked: Asked = {}): MeasuredSpeed {
  const { at = driving(10), seconds = 2, view = fromAbove(), className = 'car' } = asked;
  const meter = createSpeedometer(view, { ...DEFAULT_SPEED_SETTINGS, ...asked.settings });
  for (const point of sightings(at, seconds)) meter.see(1, point);
  return meter.read(1, className, (asked.atSeconds ?? seconds - 0.24) * 1e6);
}

describe('the speed of a vehicle', () => {
  it.each([1, 5, 10, 25])('is %i m/s for one that drives so fast, with its ±', (speed) => {
    const { metresPerSecond, plusMinus, refusal } = measured({ at: driving(speed) });
    expect(refusal).toBeNull();
    expect(metresPerSecond).toBeCloseTo(speed, 2);
    expect(plusMinus).toBeGreaterThan(0);
    expect(plusMinus).toBeLessThan(1.4);
  });

  it('is that of the moment of passage while it changes, with the acceleration', () => {
    const speed = measured({ at: (t) => [10 + 8 * t + 1.25 * t * t, 50] });
    expect(speed.metresPerSecond).toBeCloseTo(8 + 2.5 * 1.76, 0);
    expect(Math.abs((speed.acceleration ?? 0) - 2.5)).toBeLessThan(speed.accelerationPlusMinus ?? 0);
  });

  it('does not mind one box that jumps', () => {
    const view = fromAbove();
    const meter = createSpeedometer(view, DEFAULT_SPEED_SETTINGS);
    sightings(driving(10), 2).forEach((point, at) => {
      const [x1, y1, x2, y2] = point.box;
      meter.see(1, at === 19 ? { ...point, box: [x1 + 2500, y1, x2 + 2500, y2] } : point);
    });
    expect(meter.read(1, 'car', 1_760_000).metresPerSecond).toBeCloseTo(10, 1);
  });

  it('is nearly nothing for one that stands', () => {
    const { metresPerSecond, plusMinus } = measured({ at: () => [50, 50] });
    expect(metresPerSecond).toBeLessThan(0.01);
    expect(plusMinus).toBeGreaterThan(0);
  });

  it('is the less sure the more the check line is off', () => {
    const good = measured({ view: fromAbove(10) }).plusMinus ?? 0;
    const bad = measured({ view: fromAbove(10.5) }).plusMinus ?? 0;
    // One twentieth too short: 0.5 m/s of ten, twice.
    expect(Math.hypot(good, 2 * 10 * (0.5 / 10.5))).toBeCloseTo(bad, 2);
  });

  it('knows how long the vehicle looks', () => {
    expect(measured().length).toBeCloseTo(4.5, 1);
  });
});

describe('a speed is refused', () => {
  it.each<[string, MeasuredSpeed['refusal'], Asked]>([
    ['where a vehicle was seen too shortly', 'too-few-sightings', { seconds: 0.24 }],
    ['outside the region of the calibration', 'outside-region', { at: (t) => [10 + 10 * t, 97] }],
    ['where its class never goes so fast', 'implausible', { at: driving(20), className: 'bicycle' }],
    [
      'where it is less sure than asked for',
      'too-uncertain',
      { settings: { mostUncertainKmh: 0.1, mostUncertainShare: 0.001 } },
    ],
  ])('%s: %s', (_what, refusal, asked) => {
    expect(measured(asked)).toEqual({
      ...{ metresPerSecond: null, plusMinus: null, acceleration: null, accelerationPlusMinus: null, length: null },
      refusal,
    });
  });

  it('and boxes that the picture cuts are no sightings', () => {
    const meter = createSpeedometer(fromAbove(), DEFAULT_SPEED_SETTINGS);
    for (const point of sightings(driving(10), 1))
      meter.see(1, { ...point, box: [0, point.box[1], point.box[2], point.box[3]] });
    expect(meter.read(1, 'car', 900_000).refusal).toBe('too-few-sightings');
  });
});

describe('a speedometer', () => {
  it('goes on exactly from a checkpoint', () => {
    const view = fromAbove();
    const whole = createSpeedometer(view, DEFAULT_SPEED_SETTINGS);
    const path = sightings(driving(12), 3);
    for (const point of path.slice(0, 20)) whole.see(7, point);
    const stored = readSpeedometer(JSON.parse(JSON.stringify(whole.serialize())));
    if (!stored.ok) throw new Error(stored.failure.message);
    const resumed = createSpeedometer(view, DEFAULT_SPEED_SETTINGS, stored.value);
    for (const point of path.slice(20)) {
      whole.see(7, point);
      resumed.see(7, point);
    }
    expect(resumed.read(7, 'car', 2_900_000)).toEqual(whole.read(7, 'car', 2_900_000));
  });

  it('refuses a checkpoint that is no memory of it', () => {
    expect(readSpeedometer([[1, ['far']]]).ok).toBe(false);
  });

  it('keeps a bounded memory of each track, and none of those that are over', () => {
    const meter = createSpeedometer(fromAbove(), { ...DEFAULT_SPEED_SETTINGS, windowSeconds: 5 });
    for (const point of sightings((t) => [20 + t * 0.1, 50], 200)) meter.see(1, point);
    const [, values = []] = meter.serialize()[0] ?? [];
    expect(values.length).toBeLessThanOrEqual(5 * 34);
    meter.forget(1);
    expect(meter.serialize()).toEqual([]);
  });

  it('tells labels a speed that changes twice a second at most', () => {
    const meter = createSpeedometer(fromAbove(), DEFAULT_SPEED_SETTINGS);
    const told = sightings((t) => [10 + 6 * t + t * t, 50], 3).map((point) => {
      meter.see(1, point);
      return meter.shown(1, 'car', point.mediaUs)?.metresPerSecond ?? null;
    });
    expect(new Set(told).size).toBeLessThanOrEqual(7);
    expect(told.at(-1)).toBeGreaterThan(10);
  });
});

describe('section speed', () => {
  it('is the way on the ground over the time between two lines, with its ±', () => {
    const speed = sectionSpeed(
      fromAbove(),
      { mediaUs: 1_000_000, at: normPoint(0.2, 0.5) },
      { mediaUs: 3_500_000, at: normPoint(0.7, 0.5) },
    );
    expect(speed?.metres).toBeCloseTo(50, 6);
    expect(speed?.metresPerSecond).toBeCloseTo(20, 6);
    // Both ends by 0.3 m, twice, over two and a half seconds, and the scale.
    expect(speed?.plusMinus).toBeGreaterThan((2 * Math.hypot(0.3, 0.3)) / 2.5);
    expect(speed?.plusMinus).toBeLessThan(0.6);
  });

  it('is none without time between', () => {
    const at = { mediaUs: 5, at: normPoint(0.2, 0.5) };
    expect(sectionSpeed(fromAbove(), at, at)).toBeNull();
  });
});
