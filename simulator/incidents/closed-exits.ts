import type { Lane } from '../network/lanes.ts';
import type { GroundPoint } from '../world/ground.ts';
import { placeOn } from './vehicles-that-stop.ts';
import type { Act, Incident, IncidentEvent, Stage } from './incident.ts';

type ClosedExit = Extract<Incident, { kind: 'spillback' | 'jam' }>;

/** Vehicles are let out in turns of so many seconds. */
const TURN = 24;
const STANDS = 1.4;
/** A queue has reached the junction when somebody stands so near behind it. */
const NEAR_JUNCTION = 14;
/** Slower than this on average a road is jammed, and from there on free again (10 and 20 km/h). */
const JAMMED = 2.8;
const FREE_AGAIN = 5.6;
const LEAST_VEHICLES = 6;

/**
 * An exit that lets out next to nobody: the queue grows from it up the road. What is told of it is not the order but what
 * came of it: from when on the queue reached back to the junction, or the road was jammed, and until when.
 */
export function closedExit(plan: ClosedExit): Act {
  let event: IncidentEvent | null = null;
  let now = 0;
  const isUnderWay = (): boolean => now >= plan.at && now < plan.at + plan.seconds;
  return {
    get event() {
      return event;
    },
    closes: () => (isUnderWay() && (now - plan.at) % TURN >= TURN * plan.open ? plan.exit : null),
    step(stage) {
      now = stage.seconds;
      if (now < plan.at || (event !== null && event.to !== null)) return;
      const state = plan.kind === 'jam' ? jamOn(stage, plan.exit) : spillbackOn(stage, plan.exit);
      if (event === null && state.has) {
        event = { kind: plan.kind, ids: state.ids, from: now, to: null, place: state.place, pet: null };
      } else if (event !== null && state.isOver) event = { ...event, to: now };
    },
  };
}

interface RoadState {
  readonly has: boolean;
  readonly isOver: boolean;
  readonly ids: readonly number[];
  readonly place: GroundPoint | null;
}

function spillbackOn({ network, occupancy }: Stage, exit: string): RoadState {
  const lanes = lanesOf(network.lanes, exit);
  const last = lanes.flatMap(({ index }) => {
    const rearmost = (occupancy[index] ?? []).findLast(({ vehicle }) => vehicle.speed < STANDS);
    return rearmost === undefined ? [] : [{ lane: index, ...rearmost }];
  });
  const reaching = last.filter(({ rear }) => rear < NEAR_JUNCTION);
  const [first] = reaching;
  const place = first === undefined ? null : placeOn(network, first.lane, first.rear);
  const near = last.some(({ rear }) => rear < 2 * NEAR_JUNCTION);
  return { has: first !== undefined, isOver: !near, ids: reaching.map(({ vehicle }) => vehicle.id), place };
}

function jamOn({ network, vehicles }: Stage, exit: string): RoadState {
  const lanes = lanesOf(network.lanes, exit);
  const indices = new Set(lanes.map(({ index }) => index));
  const there = vehicles.filter(({ route, leg }) => indices.has(route[leg] ?? -1));
  const mean = there.reduce((sum, { speed }) => sum + speed, 0) / Math.max(there.length, 1);
  const [lane] = lanes;
  return {
    has: there.length >= LEAST_VEHICLES && mean < JAMMED,
    isOver: there.length < LEAST_VEHICLES || mean > FREE_AGAIN,
    ids: there.map(({ id }) => id),
    place: lane === undefined ? null : placeOn(network, lane.index, lane.curve.length / 2),
  };
}

function lanesOf(lanes: readonly Lane[], exit: string): readonly Lane[] {
  return lanes.filter((lane) => lane.exit === exit);
}
