import { nearestStation, poseAt } from '../network/curve.ts';
import type { Walk } from '../network/walks.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import { drawWalker } from '../traffic/walk-demand.ts';
import type { Walker } from '../traffic/walkers.ts';
import { randomStream } from '../world/random.ts';
import type { Act, Incident, IncidentEvent, Stage } from './incident.ts';

type PedestrianOnCarriageway = Extract<Incident, { kind: 'pedestrian-on-carriageway' }>;
type NearMiss = Extract<Incident, { kind: 'near-miss' }>;

/** Somebody walks onto the carriageway where nobody should, stands about there, and walks on. */
export function pedestrianOnCarriageway(plan: PedestrianOnCarriageway): Act {
  let walker: Walker | null = null;
  let event: IncidentEvent | null = null;
  return {
    get event() {
      return event;
    },
    step(stage) {
      const { seconds } = stage;
      if (seconds < plan.at) return;
      walker ??= sendWalker(stage, plan.walk, { standsAt: plan.standsAt, goesAt: Infinity, ignores: 0 });
      const { script, station } = walker;
      if (script !== null && script.goesAt === Infinity && station >= plan.standsAt) {
        script.goesAt = seconds + plan.seconds;
      }
      if (event === null && station >= plan.walk.kerb) {
        const { x, y } = poseAt(plan.walk.curve, plan.standsAt);
        event = { kind: plan.kind, ids: [walker.id], from: seconds, to: null, place: { x, y }, pet: null };
      }
      if (event !== null && event.to === null && station > plan.walk.farKerb) event = { ...event, to: seconds };
    },
  };
}

/** How far off the vehicle may be when it is chosen, and how long the next one behind it must take. */
const [NEAREST_CHOICE, FARTHEST_CHOICE] = [14, 45];
const LEAST_SPEED = 6;
const FREE_BEHIND = 5;
const WAITS_BEFORE_KERB = 3;

/**
 * Somebody steps out behind a vehicle, so close that its place is taken exactly `pet` seconds after it was left: measured
 * from the rear of the vehicle leaving the walker's strip to the walker's front entering the vehicle's.
 */
export function nearMiss(plan: NearMiss): Act {
  let walker: Walker | null = null;
  let target: Vehicle | null = null;
  let rearBefore = -Infinity;
  let event: IncidentEvent | null = null;
  return {
    get event() {
      return event;
    },
    step(stage) {
      if (stage.seconds < plan.at || event !== null) return;
      const { walk } = plan;
      walker ??= sendWalker(stage, walk, {
        ...{ standsAt: walk.kerb - WAITS_BEFORE_KERB, goesAt: Infinity, ignores: 0 },
      });
      if (target === null) {
        target = walker.speed === 0 ? chooseTarget(stage, plan, walker) : null;
        rearBefore = -Infinity;
        return;
      }
      const rear = target.route[target.leg] === plan.lane ? target.front - target.body.length : Infinity;
      const leaves = meetingStation(stage, plan) + walker.body.width / 2;
      if (rear > leaves && rearBefore <= leaves && rearBefore > -Infinity) {
        const late = (rear - leaves) / Math.max(target.speed, 0.1);
        event = stepOut(stage, plan, walker, { target, late });
        if (event === null) target = null;
      }
      rearBefore = rear;
      if (rear === Infinity && event === null) target = null;
    },
  };
}

/** A vehicle that comes along freely with nobody close behind; the walker goes to where the timing will be right. */
function chooseTarget(stage: Stage, plan: NearMiss, walker: Walker): Vehicle | null {
  const meeting = meetingStation(stage, plan);
  const list = stage.occupancy[plan.lane] ?? [];
  const found = list.find(({ vehicle, front, rear }, at) => {
    const away = meeting - front;
    const behind = list[at + 1];
    const alone = behind === undefined || (rear - behind.front) / Math.max(behind.vehicle.speed, 1) > FREE_BEHIND;
    const steady = vehicle.shift === null && vehicle.halt === null && vehicle.route[vehicle.leg] === plan.lane;
    return alone && steady && vehicle.speed > LEAST_SPEED && away > NEAREST_CHOICE && away < FARTHEST_CHOICE;
  });
  if (found === undefined || walker.script === null) return null;
  const standsAt = edgeStation(stage, plan, found.vehicle) - plan.pet * walker.wishedSpeed - walker.body.length / 2;
  if (standsAt < walker.station) return null;
  walker.script.standsAt = standsAt;
  walker.script.ignores = found.vehicle.id;
  return found.vehicle;
}

/** Null where the walker has not come to the mark in time. */
function stepOut(
  { seconds }: Stage,
  { walk, pet, kind }: NearMiss,
  walker: Walker,
  { target, late }: { target: Vehicle; late: number },
): IncidentEvent | null {
  const { script } = walker;
  if (script === null || walker.speed > 0 || walker.station < script.standsAt) return null;
  // The vehicle left between two steps: what has passed since then is made up for.
  walker.station = script.standsAt + late * walker.wishedSpeed;
  script.goesAt = seconds;
  const { x, y } = poseAt(walk.curve, script.standsAt + pet * walker.wishedSpeed);
  const from = seconds - late;
  return { kind, ids: [target.id, walker.id], from, to: from + pet, place: { x, y }, pet };
}

/** Where the middle of the walk meets the lane, as a station of the lane. */
function meetingStation({ network }: Stage, { walk, lane }: NearMiss): number {
  const crossed = walk.crossed.find((one) => one.lane === lane);
  const curve = network.lanes[lane]?.curve;
  if (crossed === undefined || curve === undefined) throw new RangeError('the walk does not cross the lane');
  const onWalk = poseAt(walk.curve, (crossed.walkFrom + crossed.walkTo) / 2);
  return nearestStation(curve, onWalk).station;
}

/** Where the near side of a vehicle in the lane is, as a station of the walk. */
function edgeStation(stage: Stage, plan: NearMiss, { body }: Vehicle): number {
  const curve = stage.network.lanes[plan.lane]?.curve;
  if (curve === undefined) throw new RangeError('the walk does not cross the lane');
  const middle = poseAt(curve, meetingStation(stage, plan));
  return nearestStation(plan.walk.curve, middle).station - body.width / 2;
}

function sendWalker(stage: Stage, walk: Walk, script: NonNullable<Walker['script']>): Walker {
  const id = stage.nextId();
  const drawn = drawWalker(walk, randomStream(stage.seed, `incident ${id}`), 0, id);
  const walker = { ...drawn, script };
  stage.addWalker(walker);
  return walker;
}
