import { describe, expect, it } from 'vitest';
import { meanDelaySeconds } from '../../../../../domain/traffic/queue/approach-memory.ts';
import { play, STOP_LINE, street } from './street.ts';
import type { StreetCar } from './street.ts';

const standing = (track: number, front: number, more: Partial<StreetCar> = {}): StreetCar => ({
  track,
  front: () => front,
  ...more,
});
/** At 10 m/s from the far end to a place, there for good, or until it drives on at the same speed. */
const drivingUp = (track: number, stopsAt: number, goesOn = Infinity, more: Partial<StreetCar> = {}): StreetCar => ({
  track,
  front: (seconds) => {
    const stopped = Math.min(stopsAt, 5 + 10 * seconds);
    return seconds <= goesOn ? stopped : stopsAt + 10 * (seconds - goesOn);
  },
  ...more,
});

describe('a queue', () => {
  it('is who stands in a row from the stop line, in vehicles, classes and metres', () => {
    const made = street({ lanes: 1 });
    play(made, [standing(1, 79), standing(2, 72, { class: 'bus' }), standing(3, 58)], 0, 3);
    expect(made.now()).toMatchObject({ vehicles: 3, byClass: { car: 2, bus: 1 }, standingFromLine: 3 });
    // The third front is 22 m before the line, and a car is 4.5 m long.
    expect(made.now()?.metres).toBeCloseTo(26.5, 1);
  });

  it('ends where the gap to the vehicle ahead is too large, and is none too far from the line', () => {
    const made = street({ lanes: 1 });
    play(made, [standing(1, 79), standing(2, 55)], 0, 3);
    expect(made.now()?.vehicles).toBe(1);
    const far = street({ lanes: 1 });
    play(far, [standing(1, 60)], 0, 3);
    expect(far.now()).toMatchObject({ vehicles: 0, metres: 0 });
  });

  it('is told apart by lanes', () => {
    const cars = [standing(1, 79), standing(2, 72), standing(3, 79, { lane: 1 })];
    const made = street();
    play(made, cars, 0, 3);
    const backs = [...(made.now()?.backs ?? [])].sort((a, b) => a - b);
    expect(made.now()?.vehicles).toBe(3);
    expect(backs[0]).toBeCloseTo(5.5, 1);
    expect(backs[1]).toBeCloseTo(12.5, 1);
  });

  it('is left by who drives off, and what stands behind is still queued, but no row from the line any more', () => {
    const made = street({ lanes: 1 });
    const cars = [drivingUp(1, 79, 12), drivingUp(2, 72, 20)];
    play(made, cars, 0, 11);
    expect(made.now()).toMatchObject({ vehicles: 2, standingFromLine: 2 });
    play(made, cars, 11.1, 13.5);
    expect(made.now()?.vehicles).toBe(1);
    expect(made.now()?.standingFromLine).toBe(1);
  });

  it('is not joined by who rolls, until it stands', () => {
    const made = street({ lanes: 1 });
    const rolling: StreetCar = { track: 1, front: (seconds) => 70 + 2 * seconds };
    play(made, [rolling], 0, 3);
    expect(made.now()?.vehicles).toBe(0);
  });

  it('keeps a vehicle that is hidden for a while, and forgets one that is gone', () => {
    const made = street({ lanes: 1, settings: { heldSeconds: 2 } });
    play(made, [standing(1, 79)], 0, 3);
    const one = made.memory.approaches[0]?.vehicles[0];
    expect(one).toMatchObject({ queued: true });
    play(made, [], 3.1, 3.1);
    expect(made.memory.approaches[0]?.vehicles).toEqual([]);
  });

  it('spills back when it reaches the far end', () => {
    const made = street({ lanes: 1 });
    const cars = [79, 72, 65, 58, 51, 44, 37, 30, 22].map((front, at) => standing(at + 1, front));
    play(made, cars, 0, 3);
    expect(made.now()).toMatchObject({ vehicles: 9, spillsBack: true });
    const shorter = street({ lanes: 1 });
    play(shorter, cars.slice(0, 6), 0, 3);
    expect(shorter.now()?.spillsBack).toBe(false);
  });

  it('has no metres on a camera that is not calibrated, and is counted all the same', () => {
    const made = street({ lanes: 1, calibrated: false });
    play(made, [standing(1, 79), standing(2, 72)], 0, 3);
    expect(made.now()).toMatchObject({ vehicles: 2, metres: null });
    expect(made.approaches[0]?.plane.metres).toBe('not-calibrated');
  });

  it('leaves out who walks', () => {
    const made = street({ lanes: 1 });
    play(made, [standing(1, 79, { class: 'pedestrian' })], 0, 3);
    expect(made.now()?.vehicles).toBe(0);
  });
});

describe('the minutes of an approach', () => {
  const cars = [drivingUp(1, 79, 40), drivingUp(2, 72, 41)];

  it('tell arrivals, departures, the queue over time, and the delay', () => {
    const made = street({ lanes: 1, settings: { accelerationMps2: 0 } });
    const [first, ...others] = [...play(made, cars.slice(0, 1), 0, 70), ...made.finish()];
    expect(first).toMatchObject({
      startUtcUs: 0,
      watchedUs: 60e6,
      arrivals: 1,
      departures: 1,
      joined: 1,
      discharged: 1,
    });
    expect(first).toMatchObject({ maxVehicles: 1, maxByClass: { car: 1 }, delayed: 1 });
    expect(first?.queueUsByClass).toEqual({ car: first?.queueUs });
    // It stands from 7.4 s to 40 s: without that it would have needed no second longer.
    expect((first?.delayUs ?? 0) / 1e6).toBeCloseTo(32.6, 0);
    expect((first?.queueUs ?? 0) / 1e6).toBeGreaterThan(31);
    expect(others.map(({ watchedUs, arrivals }) => [watchedUs, arrivals])).toEqual([[10e6, 0]]);
    expect(meanDelaySeconds(made.memory.approaches[0] ?? { delays: [] })).toBeNull();
  });

  it('leave out what nobody watched', () => {
    const made = street({ lanes: 1 });
    play(made, [standing(1, 79)], 0, 10);
    const [minute] = [...play(made, [standing(1, 79)], 20, 25), ...made.finish()];
    expect(minute?.watchedUs).toBe(15e6);
  });

  it('say nothing of the delay of who stood there already', () => {
    const made = street({ lanes: 1 });
    const waiting: StreetCar = { track: 1, front: (seconds) => (seconds < 5 ? 79 : 79 + 10 * (seconds - 5)) };
    const [minute] = [...play(made, [waiting], 0, 8), ...made.finish()];
    expect(minute).toMatchObject({ departures: 1, discharged: 1, delayed: 0 });
  });

  it('do not count who cuts a corner of the area', () => {
    const made = street({ lanes: 1 });
    const passing: StreetCar = { track: 1, front: (seconds) => (seconds < 0.3 ? 50 : null) };
    const [minute] = [...play(made, [passing], 0, 5), ...made.finish()];
    expect(minute).toMatchObject({ arrivals: 0, departures: 0 });
  });

  it('are the same where a checkpoint cut them', () => {
    const whole = street({ lanes: 1 });
    const cut = street({ lanes: 1 });
    const inOne = [...play(whole, cars, 0, 70), ...whole.finish()];
    const first = play(cut, cars, 0, 20);
    cut.resume();
    expect([...first, ...play(cut, cars, 20.1, 70), ...cut.finish()]).toEqual(inOne);
  });

  it('begin anew where the approach is drawn anew, and what there was is told', async () => {
    const { keepApproaches } = await import('../../../../../domain/traffic/queue/approach-watch.ts');
    const made = street({ lanes: 1 });
    play(made, [standing(1, 79)], 0, 10);
    keepApproaches(made.memory, []);
    expect(made.memory).toMatchObject({ approaches: [], told: [{ watchedUs: 10e6, maxVehicles: 1 }] });
  });
});

it('a bar leads from the stop line to the end of the queue', () => {
  const { approaches } = street({ lanes: 1 });
  const [from, to] = [0, 26.5].map((back) => approaches[0]?.plane.pictureOf(0, back));
  expect(from?.x).toBeCloseTo(STOP_LINE / 100, 3);
  expect(to?.x).toBeCloseTo((STOP_LINE - 26.5) / 100, 3);
});
