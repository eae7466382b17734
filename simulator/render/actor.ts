import { Group, Mesh, Vector3 } from 'three';
import type { BufferGeometry, Material } from 'three';
import { bodyWithId } from '../world/bodies.ts';
import type { ActorState } from '../world/actors.ts';
import { bodyGeometry, debrisGeometry } from './bodies/body-geometry.ts';
import type { PartGeometry } from './bodies/body-geometry.ts';
import type { LampKind, LampPlace } from './bodies/shape.ts';
import { styleOf } from './bodies/styles.ts';
import {
  clothMaterial,
  contactShadowMaterial,
  glassMaterial,
  litMaterial,
  paintMaterial,
  trimMaterial,
} from './materials/body-materials.ts';

/** What an actor's looks depend on beside its own state. */
export interface Moment {
  /** Time of the run: beacons and indicators flash by it. */
  readonly seconds: number;
  /** Whether drivers have their lamps on, as at night and in fog. */
  readonly lampsOn: boolean;
}

/** An actor in a scene. Its `root` is in ground coordinates: x to the east, y to the north, z up, in metres. */
export interface DrawnActor {
  readonly root: Group;
  readonly bodyId: string;
  readonly variant: number;
  readonly parts: readonly DrawnPart[];
}

/** A lamp that shines now, in ground coordinates, for whoever draws glows and pools of light. */
export interface LitLamp {
  readonly kind: LampKind;
  readonly at: Vector3;
}

interface DrawnPart {
  readonly group: Group;
  readonly hull: Readonly<Record<'paint' | 'trim' | 'glass', Mesh | null>>;
  readonly axles: readonly { readonly mesh: Mesh; readonly radius: number }[];
  readonly lamps: ReadonlyMap<LampKind, Mesh>;
  readonly lampPlaces: readonly LampPlace[];
}

/** Draws an actor where it is; hand it to a scene, and to `updateActor` whenever its state changes. */
export function createActor(state: ActorState, moment: Moment): DrawnActor {
  const style = state.class === 'debris' ? null : styleOf(bodyWithId(state.bodyId));
  const variant = state.id % (style?.variants ?? 1);
  const paint = style?.cloth === true ? clothMaterial(state.colour) : paintMaterial(state.colour);
  const root = new Group();
  root.name = state.bodyId;
  const geometry = style === null ? debrisGeometry() : bodyGeometry(state.bodyId, { variant, phase: 0 });
  const parts = geometry.map((part) => drawPart(part, paint));
  for (const { group } of parts) root.add(group);
  const actor = { root, bodyId: state.bodyId, variant, parts };
  updateActor(actor, state, moment);
  return actor;
}

/** Moves every part to its place, turns wheels, swings legs, switches lamps. */
export function updateActor(actor: DrawnActor, state: ActorState, moment: Moment): void {
  actor.parts.forEach((part, at) => {
    const pose = state.parts[at] ?? { ...state.position, heading: state.heading };
    part.group.position.set(pose.x, pose.y, 0);
    part.group.rotation.z = pose.heading;
    for (const { mesh, radius } of part.axles) mesh.rotation.y = (state.odometer / radius) % (2 * Math.PI);
    for (const [kind, mesh] of part.lamps) mesh.visible = isLit(kind, state, moment);
    if (state.class === 'debris') part.group.scale.set(state.length, state.width, state.height);
  });
  if (state.class !== 'debris') moveLegs(actor, state.odometer);
}

/** The lamps of an actor that shine since its last update. */
export function litLamps({ parts }: DrawnActor): readonly LitLamp[] {
  return parts.flatMap(({ group, lamps, lampPlaces }) => {
    group.updateWorldMatrix(true, false);
    return lampPlaces
      .filter(({ kind }) => lamps.get(kind)?.visible === true)
      .map(({ kind, at }) => ({ kind, at: group.localToWorld(new Vector3(...at)) }));
  });
}

/** Takes an actor out of its scene. Geometry and materials stay for the next of its make. */
export function removeActor(actor: DrawnActor): void {
  actor.root.removeFromParent();
}

function drawPart(part: PartGeometry, paint: Material): DrawnPart {
  const group = new Group();
  const solid = (name: string, geometry: BufferGeometry | null, material: Material): Mesh | null => {
    if (geometry === null) return null;
    const mesh = new Mesh(geometry, material);
    mesh.name = name;
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    group.add(mesh);
    return mesh;
  };
  const hull = {
    paint: solid('paint', part.paint, paint),
    trim: solid('trim', part.trim, trimMaterial),
    glass: solid('glass', part.glass, glassMaterial),
  };
  const axles = part.axles.flatMap(({ geometry, x, radius }) => {
    const mesh = solid('axle', geometry, trimMaterial);
    mesh?.position.set(x, 0, radius);
    return mesh === null ? [] : [{ mesh, radius }];
  });
  const lamps = new Map(
    [...part.lamps].map(([kind, geometry]) => [kind, plain(group, kind, geometry, litMaterial)] as const),
  );
  plain(group, 'contact-shadow', part.shadow, contactShadowMaterial);
  return { group, hull, axles, lamps, lampPlaces: part.lampPlaces };
}

/** A mesh that neither throws nor takes shadows. */
function plain(group: Group, name: string, geometry: BufferGeometry, material: Material): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.name = name;
  group.add(mesh);
  return mesh;
}

/** Shows whoever walks or pedals in the moment that belongs to the way so far. */
function moveLegs({ bodyId, variant, parts }: DrawnActor, odometer: number): void {
  const body = bodyWithId(bodyId);
  const { phases, stride } = styleOf(body);
  if (phases === 1) return;
  const rounds = odometer / stride(body);
  const phase = Math.floor((rounds - Math.floor(rounds)) * phases);
  const geometry = bodyGeometry(bodyId, { variant, phase });
  parts.forEach((part, at) => showPose(part, geometry[at]));
}

function showPose({ hull }: DrawnPart, geometry: PartGeometry | undefined): void {
  for (const name of ['paint', 'trim', 'glass'] as const) {
    const [mesh, shown] = [hull[name], geometry?.[name]];
    if (mesh !== null && shown !== null && shown !== undefined) mesh.geometry = shown;
  }
}

const INDICATOR_PERIOD = 0.7;
const BEACON_PERIOD = 0.48;

function isLit(kind: LampKind, { id, braking, indicator }: ActorState, { seconds, lampsOn }: Moment): boolean {
  // Nobody's indicator flashes in step with the next car's.
  const round = (period: number): number => (seconds / period + id * 0.37) % 1;
  switch (kind) {
    case 'head':
    case 'tail':
      return lampsOn;
    case 'brake':
      return braking;
    case 'left':
    case 'right':
      return (indicator === kind || indicator === 'both') && round(INDICATOR_PERIOD) < 0.5;
    case 'beacon-a':
      return round(BEACON_PERIOD) < 0.5;
    case 'beacon-b':
      return round(BEACON_PERIOD) >= 0.5;
    case 'sign':
      return true;
  }
}
