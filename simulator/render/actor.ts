import { Group, Mesh } from 'three';
import type { BufferGeometry, Material } from 'three';
import { bodyWithId } from '../world/bodies.ts';
import type { ActorState } from '../world/actors.ts';
import { bodyGeometry } from './bodies/body-geometry.ts';
import type { PartGeometry } from './bodies/body-geometry.ts';
import type { LampKind } from './bodies/shape.ts';
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

interface DrawnPart {
  readonly group: Group;
  readonly hull: Readonly<Record<'paint' | 'trim' | 'glass', Mesh | null>>;
  readonly axles: readonly { readonly mesh: Mesh; readonly radius: number }[];
  readonly lamps: ReadonlyMap<LampKind, Mesh>;
}

/** Draws an actor where it is; hand it to a scene, and to `updateActor` whenever its state changes. */
export function createActor(state: ActorState, moment: Moment): DrawnActor {
  const style = styleOf(bodyWithId(state.bodyId));
  const variant = state.id % style.variants;
  const paint = style.cloth ? clothMaterial(state.colour) : paintMaterial(state.colour);
  const root = new Group();
  root.name = state.bodyId;
  const parts = bodyGeometry(state.bodyId, { variant, phase: 0 }).map((part) => drawPart(part, paint));
  for (const { group } of parts) root.add(group);
  const actor = { root, bodyId: state.bodyId, variant, parts };
  updateActor(actor, state, moment);
  return actor;
}

/** Moves every part to its place, turns wheels, swings legs, switches lamps. */
export function updateActor(actor: DrawnActor, state: ActorState, moment: Moment): void {
  const body = bodyWithId(actor.bodyId);
  const style = styleOf(body);
  const share = state.odometer / style.stride(body);
  const phase = Math.floor((share - Math.floor(share)) * style.phases);
  const geometry = bodyGeometry(actor.bodyId, { variant: actor.variant, phase });
  actor.parts.forEach((part, at) => {
    const pose = state.parts[at] ?? { ...state.position, heading: state.heading };
    part.group.position.set(pose.x, pose.y, 0);
    part.group.rotation.z = pose.heading;
    for (const { mesh, radius } of part.axles) mesh.rotation.y = (state.odometer / radius) % (2 * Math.PI);
    for (const [kind, mesh] of part.lamps) mesh.visible = isLit(kind, state, moment);
    if (style.phases > 1) showPose(part, geometry[at]);
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
  return { group, hull, axles, lamps };
}

/** A mesh that neither throws nor takes shadows. */
function plain(group: Group, name: string, geometry: BufferGeometry, material: Material): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.name = name;
  group.add(mesh);
  return mesh;
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
