import type { IncidentEvent } from '../incidents/incident.ts';
import type { Scene } from '../scenes/scene.ts';
import type { Vehicle } from '../traffic/vehicle.ts';
import type { ActorState, SignalState } from '../world/actors.ts';
import type { GroundPoint } from '../world/ground.ts';
import type { TrueCloseFollowing } from './close-following.ts';
import type { TrueEncroachment } from './encroachments.ts';
import type { SeenObject } from './seen-objects.ts';

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

export function sceneRecord(scene: Scene, run: { fps: number; frames: number }): object {
  const { name, seed, network, lines, zones, movements, mounts } = scene;
  return {
    kind: 'scene',
    scene: name,
    seed,
    ...run,
    lanes: network.lanes.map(({ id, turn, width, speedLimit, curve }) => ({
      ...{ id, turn, width: metres(width), speedLimit },
      length: metres(curve.length),
    })),
    lines: lines.map(({ name: line, from, to }) => ({ name: line, from: point(from), to: point(to) })),
    zones: zones.map(({ name: zone, outline }) => ({ name: zone, outline: outline.map(point) })),
    movements: movements.map(({ path, ...movement }) => ({ ...movement, path: path.map(point) })),
    mounts: mounts.map(({ name: mount, position, yaw, pitch, verticalFov }) => ({
      ...{ name: mount, position: [...point(position), metres(position.z)] },
      ...{ yaw: angle(yaw), pitch: angle(pitch), verticalFov: angle(verticalFov) },
    })),
  };
}

function point({ x, y }: GroundPoint): readonly number[] {
  return [metres(x), metres(y)];
}

export interface FrameContents {
  readonly actors: readonly ActorState[];
  readonly signals: readonly SignalState[];
  /** Where there is a picture: what it shows of whom. */
  readonly seen?: ReadonlyMap<number, SeenObject>;
}

function seenRecord(seen: SeenObject | undefined): object {
  if (seen === undefined) return {};
  const { box, visibleBox, visibleShare } = seen;
  return { box: box.map(metres), visibleBox: visibleBox?.map(metres) ?? null, visibleShare: angle(visibleShare) };
}

export function eventRecord({ kind, ids, from, to, place, pet }: IncidentEvent, startedAt: number): object {
  return {
    ...{ kind: 'event', event: kind, ids, from: seconds(from - startedAt) },
    to: to === null ? null : seconds(to - startedAt),
    place: place === null ? null : point(place),
    ...(pet === null ? {} : { pet: seconds(pet) }),
  };
}

export function encroachmentRecord({ first, second, seconds: at, pet, place }: TrueEncroachment): object {
  const where = { x: metres(place.x), y: metres(place.y) };
  return {
    kind: 'conflict',
    conflict: 'encroachment',
    first,
    second,
    seconds: seconds(at),
    pet: seconds(pet),
    ...where,
  };
}

export function closeFollowingRecord({ leader, follower, seconds: at, ttc }: TrueCloseFollowing): object {
  return {
    kind: 'conflict',
    conflict: 'following',
    first: leader,
    second: follower,
    seconds: seconds(at),
    ttc: seconds(ttc),
  };
}

export function frameRecord(frame: number, at: number, { actors, signals, seen = new Map() }: FrameContents): object {
  return {
    kind: 'frame',
    frame,
    seconds: seconds(at),
    signals: Object.fromEntries(signals.map(({ group, light }) => [group, light])),
    actors: actors.map((actor) => ({ ...actorRecord(actor), ...seenRecord(seen.get(actor.id)) })),
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
