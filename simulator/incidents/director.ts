import type { ActorState } from '../world/actors.ts';
import { closedExit } from './closed-exits.ts';
import type { Act, Incident, IncidentEvent, Stage } from './incident.ts';
import { nearMiss, pedestrianOnCarriageway } from './people-on-the-road.ts';
import { debris, wrongWay } from './things-on-the-road.ts';
import { stoppedVehicle, suddenStop } from './vehicles-that-stop.ts';

/** Leads the incidents of a run, all independent of each other. */
export interface Director {
  step(stage: Stage): void;
  /** In the order of the plans; those that have not begun are left out. */
  events(): readonly IncidentEvent[];
  actors(): readonly ActorState[];
  blocked(): ReadonlyMap<number, readonly number[]>;
  closed(): ReadonlyMap<string, number>;
}

export function createDirector(incidents: readonly Incident[]): Director {
  const acts = incidents.map(actOf);
  return {
    step: (stage) => {
      for (const act of acts) act.step(stage);
    },
    events: () => acts.flatMap(({ event }) => (event === null ? [] : [event])),
    actors: () => acts.flatMap((act) => act.actors?.() ?? []),
    blocked: () => {
      const blocked = new Map<number, number[]>();
      for (const [lane, station] of acts.flatMap((act) => act.blocks?.() ?? [])) {
        blocked.set(lane, [...(blocked.get(lane) ?? []), station]);
      }
      return blocked;
    },
    closed: () => new Map(acts.map((act) => act.closes?.() ?? null).filter((one) => one !== null)),
  };
}

function actOf(incident: Incident): Act {
  switch (incident.kind) {
    case 'stopped-vehicle':
      return stoppedVehicle(incident);
    case 'sudden-stop':
      return suddenStop(incident);
    case 'debris':
      return debris(incident);
    case 'wrong-way':
      return wrongWay(incident);
    case 'pedestrian-on-carriageway':
      return pedestrianOnCarriageway(incident);
    case 'near-miss':
      return nearMiss(incident);
    case 'spillback':
    case 'jam':
      return closedExit(incident);
    case 'camera-knocked':
      return cameraKnocked(incident);
  }
}

/** The camera itself is turned where pictures are made; here only its moment is kept. */
function cameraKnocked({ at, kind }: Extract<Incident, { kind: 'camera-knocked' }>): Act {
  let event: IncidentEvent | null = null;
  return {
    get event() {
      return event;
    },
    step({ seconds }) {
      if (seconds >= at) event ??= { kind, ids: [], from: seconds, to: null, place: null, pet: null };
    },
  };
}
