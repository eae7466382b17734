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
const [JAM_REACH, LEAST_VEHICLES] = [80, 4];
/** What is over must stay over: vehicles move up now and then in every queue. */
const OVER_FOR = 20;

/**
 * A road out that lets through next to nobody: the queue grows from there. What is told of it is not the order but what
 * came of it: from when on the queue reached back to the junction, or the road was jammed, and until when.
 */
export function closedExit(plan: ClosedExit): Act {
  let event: IncidentEvent | null = null;
  let now = 0;
  let lastSeen = 0;
  const isClosed = (): boolean => {
    return now >= plan.at && now < plan.at + plan.seconds && (now - plan.at) % TURN >= TURN * plan.open;
  };
  return {
    get event() {
      return event;
    },
    closes: () => (isClosed() ? [plan.exit, plan.station] : null),
    step(stage) {
      now = stage.seconds;
      if (now < plan.at || (event !== null && event.to !== null)) return;
      const state = plan.kind === 'jam' ? jamOn(stage, plan) : spillbackOn(stage, plan);
      if (event === null && state.has) {
        event = { kind: plan.kind, ids: state.ids, from: now, to: null, place: state.place, pet: null };
      }
      if (!state.isOver) lastSeen = now;
      else if (event !== null && now > lastSeen + OVER_FOR) event = { ...event, to: lastSeen };
    },
  };
}

interface RoadState {
  readonly has: boolean;
  readonly isOver: boolean;
  readonly ids: readonly number[];
  readonly place: GroundPoint | null;
}

function spillbackOn({ network, occupancy }: Stage, { exit }: ClosedExit): RoadState {
  const last = lanesOf(network.lanes, exit).flatMap(({ index }) => {
    const rearmost = (occupancy[index] ?? []).findLast(({ vehicle }) => vehicle.speed < STANDS);
    return rearmost === undefined ? [] : [{ lane: index, ...rearmost }];
  });
  const reaching = last.filter(({ rear }) => rear < NEAR_JUNCTION);
  const [first] = reaching;
  const place = first === undefined ? null : placeOn(network, first.lane, first.rear);
  const near = last.some(({ rear }) => rear < 2 * NEAR_JUNCTION);
  return { has: first !== undefined, isOver: !near, ids: reaching.map(({ vehicle }) => vehicle.id), place };
}

function jamOn({ network, vehicles }: Stage, { exit, station }: ClosedExit): RoadState {
  const lanes = lanesOf(network.lanes, exit);
  const indices = new Set(lanes.map(({ index }) => index));
  const there = vehicles.filter(({ route, leg, front }) => {
    return indices.has(route[leg] ?? -1) && front > station - JAM_REACH && front < station;
  });
  const mean = there.reduce((sum, { speed }) => sum + speed, 0) / Math.max(there.length, 1);
  const [lane] = lanes;
  return {
    has: there.length >= LEAST_VEHICLES && mean < JAMMED,
    isOver: there.length < LEAST_VEHICLES || mean > FREE_AGAIN,
    ids: there.map(({ id }) => id),
    place: lane === undefined ? null : placeOn(network, lane.index, station - JAM_REACH / 2),
  };
}

function lanesOf(lanes: readonly Lane[], exit: string): readonly Lane[] {
  return lanes.filter((lane) => lane.exit === exit);
}
