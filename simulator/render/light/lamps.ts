import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Group, Mesh } from 'three';
import type { Object3D } from 'three';
import type { ActorState } from '../../world/actors.ts';
import { fromPose } from '../../world/ground.ts';
import type { LitLamp } from '../actor.ts';
import type { LampKind } from '../bodies/shape.ts';
import type { Colour } from '../bodies/surface.ts';
import { poolMaterial } from '../materials/place-materials.ts';
import { GlowField } from './glow-field.ts';
import type { Glow } from './glow-field.ts';
import { isDark, lampsAreOn } from './mood.ts';
import type { Mood } from './mood.ts';

/** An actor with the lamps of it that shine now, as `litLamps` says. */
export interface LitActor {
  readonly state: ActorState;
  readonly lamps: readonly LitLamp[];
}

export interface LampGlow {
  readonly root: Object3D;
  update(actors: readonly LitActor[]): void;
  dispose(): void;
}

const COLOURS: Readonly<Record<LampKind, Colour>> = {
  head: [1, 0.93, 0.78],
  tail: [0.55, 0.03, 0.02],
  brake: [1, 0.07, 0.04],
  left: [1, 0.5, 0.08],
  right: [1, 0.5, 0.08],
  'beacon-a': [0.3, 0.45, 1],
  'beacon-b': [0.3, 0.45, 1],
  sign: [0.6, 0.42, 0.15],
};
const SIZES: Readonly<Record<LampKind, number>> = {
  ...{ head: 0.85, tail: 0.34, brake: 0.5, left: 0.4, right: 0.4 },
  ...{ 'beacon-a': 0.8, 'beacon-b': 0.8, sign: 0.3 },
};

/** Glows round the lamps of vehicles, and the light that their head lamps throw on the road. */
export function createLampGlow(mood: Mood): LampGlow {
  const root = new Group();
  root.name = 'lamp glow';
  const glows = new GlowField();
  const beams = new BeamField();
  const dark = isDark(mood);
  const wet = mood.weather === 'rain';
  glows.setStrength(glowStrength(mood), wet ? (dark ? 0.25 : 0.12) : 0);
  root.add(glows.root, beams.mesh);
  return {
    root,
    update: (actors) => {
      glows.set(actors.flatMap(({ lamps, state }) => lamps.map((lamp) => glowOf(lamp, state))));
      beams.set(dark ? actors.filter(({ lamps }) => lamps.some(({ kind }) => kind === 'head')) : []);
    },
    dispose: () => {
      root.removeFromParent();
      glows.dispose();
      beams.mesh.geometry.dispose();
    },
  };
}

/** By day a lens hardly blurs a lamp. */
function glowStrength(mood: Mood): number {
  if (isDark(mood)) return mood.light === 'night' ? 0.95 : 0.7;
  return lampsAreOn(mood) ? 0.4 : 0.22;
}

function glowOf({ kind, at }: LitLamp, { heading, class: kindOfUser }: ActorState): Glow {
  // Only emergency vehicles are blue; others warn in amber.
  const isAmber = kind.startsWith('beacon') && kindOfUser !== 'emergency_vehicle';
  const glow: Glow = { at: [at.x, at.y, at.z], colour: isAmber ? COLOURS.left : COLOURS[kind], size: SIZES[kind] };
  if (kind === 'head') return { ...glow, facing: heading };
  return kind === 'tail' || kind === 'brake' ? { ...glow, facing: heading + Math.PI } : glow;
}

/** Outline of the light before a vehicle: metres ahead, half its width, strength. */
const BEAM: readonly (readonly [ahead: number, half: number, strength: number])[] = [
  [0.3, 0.7, 0.05],
  [3, 1.2, 0.15],
  [8, 1.9, 0.12],
  [16, 2.7, 0.05],
  [28, 3.4, 0],
];
const BEAM_COLOUR: Colour = [0.95, 0.9, 0.75];
const BEAM_HEIGHT = 0.024;
/** Two strips, left and right of the middle, of two triangles for each step. */
const BEAM_VERTICES = (BEAM.length - 1) * 12;

class BeamField {
  readonly mesh: Mesh;
  private room = 0;

  constructor() {
    this.mesh = new Mesh(new BufferGeometry(), poolMaterial);
    this.mesh.name = 'beams';
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1;
  }

  set(actors: readonly LitActor[]): void {
    const { geometry } = this.mesh;
    if (actors.length > this.room) this.grow(actors.length * 2);
    const positions: number[] = [];
    const colours: number[] = [];
    for (const { state } of actors) addBeam(state, positions, colours);
    const [position, colour] = [geometry.getAttribute('position'), geometry.getAttribute('color')];
    for (const [attribute, values] of [
      [position, positions],
      [colour, colours],
    ] as const) {
      if (!(attribute instanceof BufferAttribute)) continue;
      attribute.array.set(values);
      attribute.needsUpdate = true;
    }
    geometry.setDrawRange(0, actors.length * BEAM_VERTICES);
    this.mesh.visible = actors.length > 0;
  }

  private grow(room: number): void {
    this.room = room;
    this.mesh.geometry.dispose();
    for (const [name, size] of [
      ['position', 3],
      ['color', 4],
    ] as const) {
      const attribute = new BufferAttribute(new Float32Array(room * BEAM_VERTICES * size), size);
      attribute.setUsage(DynamicDrawUsage);
      this.mesh.geometry.setAttribute(name, attribute);
    }
  }
}

function addBeam(state: ActorState, positions: number[], colours: number[]): void {
  const pose = { ...state.position, heading: state.heading };
  const spread = Math.max(0.5, state.width / 1.8);
  const front = state.length / 2;
  for (let step = 1; step < BEAM.length; step += 1) {
    const [near, far] = [BEAM[step - 1], BEAM[step]];
    if (near === undefined || far === undefined) continue;
    for (const side of [1, -1]) {
      const corners = [
        [near[0], 0, near[2]],
        [far[0], 0, far[2]],
        [far[0], side * far[1] * spread, 0],
        [near[0], side * near[1] * spread, 0],
      ] as const;
      for (const at of side === 1 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]) {
        const corner = corners[at];
        if (corner === undefined) continue;
        const { x, y } = fromPose(pose, front + corner[0], corner[1]);
        positions.push(x, y, BEAM_HEIGHT);
        colours.push(...BEAM_COLOUR, corner[2]);
      }
    }
  }
}
