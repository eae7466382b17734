import { nearestStation, poseAt } from '../network/curve.ts';
import type { Walk } from '../network/walks.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import { drawWalker } from '../traffic/walk-demand.ts';
import { isFree } from '../traffic/walkers.ts';
import type { Walker, WalkScript } from '../traffic/walkers.ts';
import { distance } from '../world/ground.ts';
import { randomStream } from '../world/random.ts';
import type { Act, Incident, IncidentEvent, Stage } from './incident.ts';

type PedestrianOnCarriageway = Extract<Incident, { kind: 'pedestrian-on-carriageway' }>;
type NearMiss = Extract<Incident, { kind: 'near-miss' }>;

/** Behind the footway, between it and the kerb, and beyond the far one: where one can wait without being in anybody's way. */
const BEHIND_FOOTWAY = 0.9;
const BEYOND_KERB = 0.9;
/** Nobody on the footway so near that they might meet. */
const CLEAR_FOOTWAY = 7;

/** Somebody walks onto the carriageway where nobody should, stands about there, and walks on. */
export function pedestrianOnCarriageway(plan: PedestrianOnCarriageway): Act {
  let walker: Walker | null = null;
  let event: IncidentEvent | null = null;
  const marks = [plan.standsAt, plan.walk.farKerb + BEYOND_KERB, Infinity];
  return {
    get event() {
      return event;
    },
    step(stage) {
      const { seconds } = stage;
      if (seconds < plan.at) return;
      walker ??= sendWalker(stage, plan.walk);
      const { script, station } = walker;
      if (script !== null && script.goesAt === Infinity && station >= script.standsAt) {
        const standing = script.standsAt === plan.standsAt;
        if (standing) script.goesAt = seconds + plan.seconds;
        else if (isFootwayClear(stage, walker)) goOn(script, marks.shift() ?? Infinity);
      } else if (script !== null && seconds >= script.goesAt) goOn(script, marks.shift() ?? Infinity);
      if (event === null && station >= plan.walk.kerb) {
        const { x, y } = poseAt(plan.walk.curve, plan.standsAt);
        event = { kind: plan.kind, ids: [walker.id], from: seconds, to: null, place: { x, y }, pet: null };
      }
      if (event !== null && event.to === null && station > plan.walk.farKerb) event = { ...event, to: seconds };
    },
  };
}

/** To the next mark, to wait there for a word. */
function goOn(script: WalkScript, standsAt: number): void {
  script.standsAt = standsAt;
  script.goesAt = Infinity;
}

function isFootwayClear({ walkers }: Stage, walker: Walker): boolean {
  const here = poseAt(walker.walk.curve, walker.station);
  return walkers.every((one) => {
    return one.walk === walker.walk || distance(here, poseAt(one.walk.curve, one.station)) > CLEAR_FOOTWAY;
  });
}

/** How soon the vehicle comes that is chosen, and how long the next one behind it must take. */
const [SOONEST, LATEST] = [4.4, 7.5];
const LEAST_SPEED = 6;
const FREE_BEHIND = 5;
const STEPS_OUT_WITH = 1.25;
const LOOKS_OVER = 5;
const FARTHEST_BACK = 1.12;

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
      if (stage.seconds < plan.at) return;
      walker ??= sendWalker(stage, plan.walk, STEPS_OUT_WITH);
      if (event !== null) return leave(stage, walker);
      if (target === null) {
        target = walker.speed === 0 && isFootwayClear(stage, walker) ? chooseTarget(stage, plan, walker) : null;
        rearBefore = -Infinity;
        return;
      }
      const rear = target.route[target.leg] === plan.lane ? target.front - target.body.length : Infinity;
      const leaves = meetingStation(stage, plan) + walker.body.width / 2;
      if (rear < Infinity && rear > leaves && rearBefore <= leaves && rearBefore > -Infinity) {
        const late = (rear - leaves) / Math.max(target.speed, 0.1);
        event = stepOut(stage, plan, walker, { target, late });
        if (event === null) target = null;
      }
      rearBefore = rear;
      if (rear === Infinity && event === null) target = null;
    },
  };
}

/** Beyond the road the walker waits once more, for the footway there. */
function leave(stage: Stage, walker: Walker): void {
  const { script, walk, station } = walker;
  if (script === null || station < walk.farKerb) return;
  if (script.goesAt < Infinity) goOn(script, walk.farKerb + BEYOND_KERB);
  else if (station >= script.standsAt && isFootwayClear(stage, walker)) goOn(script, Infinity);
}

/** A vehicle that comes along freely with nobody close behind; the walker goes to where the timing will be right. */
function chooseTarget(stage: Stage, plan: NearMiss, walker: Walker): Vehicle | null {
  const meeting = meetingStation(stage, plan);
  const list = stage.occupancy[plan.lane] ?? [];
  const found = list.find(({ vehicle, front, rear }, at) => {
    const soon = (meeting - front) / Math.max(vehicle.speed, 1);
    const behind = list[at + 1];
    const alone = behind === undefined || (rear - behind.front) / Math.max(behind.vehicle.speed, 1) > FREE_BEHIND;
    const steady = vehicle.shift === null && vehicle.halt === null && vehicle.route[vehicle.leg] === plan.lane;
    return alone && steady && vehicle.speed > LEAST_SPEED && soon > SOONEST && soon < LATEST;
  });
  if (found === undefined || walker.script === null) return null;
  const standsAt = edgeStation(stage, plan, found.vehicle) - plan.pet * walker.wishedSpeed - walker.body.length / 2;
  // Further back one would stand in the way of people on the footway.
  if (standsAt < Math.max(walker.station, plan.walk.kerb - FARTHEST_BACK)) return null;
  walker.script.standsAt = standsAt;
  walker.script.ignores = found.vehicle.id;
  return found.vehicle;
}

/** Null where the walker has not come to the mark in time, or somebody else comes too. */
function stepOut(
  stage: Stage,
  { walk, pet, kind }: NearMiss,
  walker: Walker,
  { target, late }: { target: Vehicle; late: number },
): IncidentEvent | null {
  const { script } = walker;
  if (script === null || walker.speed > 0 || walker.station < script.standsAt) return null;
  const { seconds } = stage;
  const ahead = walk.crossed.filter(({ walkFrom }) => walkFrom < walker.station + LOOKS_OVER);
  if (!ahead.every((crossed) => isFree(crossed, walker, stage))) return null;
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

function sendWalker(stage: Stage, walk: Walk, wishedSpeed?: number): Walker {
  const id = stage.nextId();
  const drawn = drawWalker(walk, randomStream(stage.seed, `incident ${id}`), 0, id);
  const script: WalkScript = { standsAt: BEHIND_FOOTWAY, goesAt: Infinity, ignores: 0 };
  const walker = { ...drawn, script, wishedSpeed: wishedSpeed ?? drawn.wishedSpeed };
  stage.addWalker(walker);
  return walker;
}
