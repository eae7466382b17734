import { poseAt } from '../network/curve.ts';
import type { ActorState } from '../world/actors.ts';
import { bodyWithId } from '../world/bodies.ts';
import { fromPose } from '../world/ground.ts';
import type { GroundPose } from '../world/ground.ts';
import { randomStream } from '../world/random.ts';
import type { Act, Incident, IncidentEvent } from './incident.ts';

type Debris = Extract<Incident, { kind: 'debris' }>;
type WrongWay = Extract<Incident, { kind: 'wrong-way' }>;

/** Nobody may be so near when it falls that there is no time to brake. */
const CLEAR_BEFORE = 70;
const CLEAR_BEHIND = 6;

/** Something lost lies in a lane, and is taken away in the end. */
export function debris(plan: Debris): Act {
  let event: IncidentEvent | null = null;
  let lies: ActorState | null = null;
  return {
    get event() {
      return event;
    },
    actors: () => (lies === null ? [] : [lies]),
    blocks: () => (lies === null ? [] : [[plan.lane, plan.station - 1]]),
    step({ network, seconds, seed, occupancy, nextId }) {
      const lane = network.lanes[plan.lane];
      if (lane === undefined || seconds < plan.at) return;
      if (event !== null) {
        if (event.to !== null || seconds < event.from + plan.seconds) return;
        event = { ...event, to: seconds };
        lies = null;
        return;
      }
      const near = (occupancy[plan.lane] ?? []).some(
        ({ front, rear }) => front > plan.station - CLEAR_BEFORE && rear < plan.station + CLEAR_BEHIND,
      );
      if (near) return;
      const pose = poseAt(lane.curve, plan.station);
      lies = lyingAt(pose, nextId(), seed);
      event = { kind: 'debris', ids: [lies.id], from: seconds, to: null, place: lies.position, pet: null };
    },
  };
}

function lyingAt(pose: GroundPose, id: number, seed: number): ActorState {
  const random = randomStream(seed, `debris ${id}`);
  const heading = pose.heading + random.between(-1, 1);
  const [length, width, height] = [random.between(0.7, 1.4), random.between(0.5, 0.9), random.between(0.25, 0.6)];
  return {
    ...{ id, class: 'debris', bodyId: 'debris', colour: random.pick(['#6b4f35', '#3a3a3c', '#9a7b4f']) },
    ...{ position: { x: pose.x, y: pose.y }, heading, parts: [{ ...pose, heading }], speed: 0, acceleration: 0 },
    ...{ lane: '', length, width, height, braking: false, indicator: 'none', odometer: 0 },
  };
}

/** Somebody drives against the traffic, on ground that the others leave free. */
export function wrongWay(plan: WrongWay): Act {
  const body = bodyWithId(plan.bodyId);
  let event: IncidentEvent | null = null;
  let station = 0;
  return {
    get event() {
      return event;
    },
    actors: () => {
      if (event === null || event.to !== null) return [];
      const parts = body.parts.map((part) => {
        const pose = poseAt(plan.curve, station - part.from - part.length / 2);
        return { x: pose.x, y: pose.y, heading: pose.heading };
      });
      const middle = poseAt(plan.curve, station - body.length / 2);
      return [
        {
          ...{ id: event.ids[0] ?? 0, class: body.class, bodyId: body.id, colour: body.colours[0]?.[0] ?? '#808080' },
          ...{ position: fromPose(middle, 0), heading: middle.heading, parts, speed: plan.speed, acceleration: 0 },
          ...{ lane: '', length: body.length, width: body.width, height: body.height },
          ...{ braking: false, indicator: 'none', odometer: station },
        },
      ];
    },
    step({ seconds, nextId }) {
      if (seconds < plan.at) return;
      if (event === null) {
        station = body.length;
        const { x, y } = poseAt(plan.curve, station);
        event = { kind: 'wrong-way', ids: [nextId()], from: seconds, to: null, place: { x, y }, pet: null };
        return;
      }
      if (event.to !== null) return;
      station = body.length + (seconds - event.from) * plan.speed;
      if (station >= plan.curve.length) event = { ...event, to: seconds };
    },
  };
}
