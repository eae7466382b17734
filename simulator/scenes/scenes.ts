import type { Incident, IncidentKind } from '../incidents/incident.ts';
import { arterialScene } from './arterial.ts';
import { bridgeScene } from './bridge.ts';
import { junctionScene } from './junction.ts';
import { mixedStreetScene } from './mixed-street.ts';
import { motorwayScene } from './motorway.ts';
import { roundaboutScene } from './roundabout.ts';
import type { Scene } from './scene.ts';

/** All places, by the name that a command line takes. */
export const SCENES: Readonly<Record<string, (seed: number) => Scene>> = {
  junction: junctionScene,
  arterial: arterialScene,
  motorway: motorwayScene,
  roundabout: roundaboutScene,
  'mixed-street': mixedStreetScene,
  bridge: bridgeScene,
};

export interface IncidentWish {
  readonly kind: IncidentKind;
  /** Seconds from the start of the traffic. */
  readonly at: number;
}

/** The scene with incidents; asking for one that cannot happen there is a mistake. */
export function withIncidents(scene: Scene, wishes: readonly IncidentWish[]): Scene {
  const incidents = wishes.map(({ kind, at }): Incident => {
    const found = scene.possible.find((one) => one.kind === kind);
    if (found === undefined) {
      const kinds = scene.possible.map((one) => one.kind).join(', ');
      throw new RangeError(`${scene.name} has no ${kind}; it has ${kinds}`);
    }
    return { ...found, at };
  });
  return { ...scene, incidents };
}
