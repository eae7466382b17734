import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../../../simulator/network/network-builder.ts';
import { straight } from '../../../../simulator/network/paths.ts';
import { beginShift, chooseLane } from '../../../../simulator/traffic/lane-changes.ts';
import { occupancyOf } from '../../../../simulator/traffic/occupancy.ts';
import { pointOnRoute, shiftedBy, type Vehicle } from '../../../../simulator/traffic/vehicle.ts';
import { bodyWithId } from '../../../../simulator/world/bodies.ts';

/** Two lanes to the east, the first on the left. */
function road() {
  const builder = networkBuilder();
  const lane = (id: string, y: number) =>
    builder.lane({
      ...{ id, width: 3.5, speedLimit: 25, entry: 'west', exit: 'east' },
      curve: straight({ x: 0, y }, { x: 800, y }),
    });
  builder.neighbours(lane('left', 3.5), lane('right', 0));
  return builder.finish(() => true);
}

const LEFT = 0;
const RIGHT = 1;
let lastId = 0;
const vehicle = (lane: number, front: number, speed: number, body = 'car-saloon'): Vehicle => ({
  id: (lastId += 1),
  body: bodyWithId(body),
  colour: '#ffffff',
  driver: { haste: 1, fastest: 50, timeGap: 1.2, standingGap: 2, acceleration: 1.5, deceleration: 2, caution: 1.4 },
  ...{ entry: 'west', exit: 'east', enteredAt: 0, route: [lane], leg: 0, front, speed, acceleration: 0 },
  ...{ shift: null, nextShiftAt: 0, odometer: 0, stuckFor: 0, halt: null, served: [] },
});

function choice(self: Vehicle, ...others: Vehicle[]) {
  const network = road();
  const occupancy = occupancyOf(network, [self, ...others]);
  const around = { zebras: new Map(), claims: new Map(), blocked: new Map(), closed: new Map() };
  return chooseLane({ network, occupancy, lightOf: () => 'green', ...around }, self, 10)?.to.id ?? null;
}

describe('changing lanes', () => {
  it('pays behind somebody slow with the next lane free', () => {
    expect(choice(vehicle(RIGHT, 100, 24), vehicle(RIGHT, 130, 12, 'truck-box'))).toBe('left');
    expect(choice(vehicle(RIGHT, 100, 24))).toBeNull();
  });

  it('is not done where whoever comes from behind would have to brake hard', () => {
    const slow = vehicle(RIGHT, 130, 12, 'truck-box');
    expect(choice(vehicle(RIGHT, 100, 14), slow, vehicle(LEFT, 75, 32))).toBeNull();
    expect(choice(vehicle(RIGHT, 100, 14), slow, vehicle(LEFT, 10, 24))).toBe('left');
  });

  it('is not done into somebody beside', () => {
    expect(choice(vehicle(RIGHT, 100, 24), vehicle(RIGHT, 130, 12), vehicle(LEFT, 102, 24))).toBeNull();
  });

  it('is not done for little', () => {
    expect(choice(vehicle(RIGHT, 100, 24), vehicle(RIGHT, 260, 23.5))).toBeNull();
  });

  it('moves a body over the ground without a jump, and only as it goes on', () => {
    const network = road();
    const self = vehicle(RIGHT, 100, 20);
    const [left] = network.lanes;
    if (left === undefined) throw new Error('no lane');
    beginShift(network, self, { to: left, route: [LEFT] }, 10);
    expect(pointOnRoute(network, self, 0).y).toBeCloseTo(0, 6);
    const [start, length] = [self.shift?.start ?? 0, self.shift?.length ?? 0];
    expect(length).toBeGreaterThan(40);
    let before = 0;
    for (let way = 0; way <= length; way += 0.8) {
      const y = 3.5 + shiftedBy(self.shift, start + way);
      expect(y - before).toBeGreaterThanOrEqual(0);
      // At 20 m/s a step is 0.8 m: sideways never faster than 2.5 m/s.
      expect(y - before).toBeLessThan(0.1);
      before = y;
    }
    expect(before).toBeCloseTo(3.5, 2);
  });
});
