import type { Scene } from '../scenes/scene.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import type { ActorState, SignalState } from '../world/actors.ts';

/** Records of the truth. Lengths to the millimetre, times to the millisecond, angles to a ten-thousandth: no more is meant. */

export function metres(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}

export function seconds(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}

function angle(value: number): number {
  return Math.round(value * 10_000) / 10_000 || 0;
}

export function sceneRecord({ name, seed, network, lines }: Scene, run: { fps: number; frames: number }): object {
  return {
    kind: 'scene',
    scene: name,
    seed,
    ...run,
    lanes: network.lanes.map(({ id, turn, width, speedLimit, curve }) => ({
      ...{ id, turn, width: metres(width), speedLimit },
      length: metres(curve.length),
    })),
    lines: lines.map(({ name: line, from, to }) => ({
      name: line,
      from: [metres(from.x), metres(from.y)],
      to: [metres(to.x), metres(to.y)],
    })),
  };
}

export function frameRecord(
  frame: number,
  at: number,
  { actors, signals }: { actors: readonly ActorState[]; signals: readonly SignalState[] },
): object {
  return {
    kind: 'frame',
    frame,
    seconds: seconds(at),
    signals: Object.fromEntries(signals.map(({ group, light }) => [group, light])),
    actors: actors.map(actorRecord),
  };
}

function actorRecord(actor: ActorState): object {
  return {
    id: actor.id,
    class: actor.class,
    bodyId: actor.bodyId,
    x: metres(actor.position.x),
    y: metres(actor.position.y),
    heading: angle(actor.heading),
    speed: metres(actor.speed),
    acceleration: metres(actor.acceleration),
    lane: actor.lane,
    length: metres(actor.length),
    width: metres(actor.width),
    height: metres(actor.height),
  };
}

/** A vehicle that has left: where from and where to, and how long it took against a free road. */
export function journeyRecord(
  { id, body, entry, exit, odometer }: Vehicle,
  at: number,
  took: { readonly travelSeconds: number; readonly freeSeconds: number },
): object {
  return {
    kind: 'journey',
    id,
    class: body.class,
    from: entry,
    to: exit,
    seconds: seconds(at),
    metres: metres(odometer),
    travelSeconds: seconds(took.travelSeconds),
    freeSeconds: seconds(took.freeSeconds),
  };
}
