import { Group } from 'three';
import type { SignalLight, SignalState } from '../../world/actors.ts';
import type { SignalPost } from '../../world/ground-plan.ts';
import { fromPose } from '../../world/ground.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import { GlowField } from '../light/glow-field.ts';
import { shiningMaterial } from '../materials/place-materials.ts';
import { Draft, standingMesh } from './draft.ts';

export type SignalLamp = 'red' | 'amber' | 'green';

const LAMPS_OF: Readonly<Record<SignalLight, readonly SignalLamp[]>> = {
  red: ['red'],
  'red-amber': ['red', 'amber'],
  amber: ['amber'],
  green: ['green'],
};

const LIT: Readonly<Record<SignalLamp, Colour>> = {
  red: linear('#ff3a22'),
  amber: linear('#ffb02c'),
  green: linear('#3fe0a0'),
};
const UNLIT: Readonly<Record<SignalLamp, Colour>> = {
  red: linear('#3a1210'),
  amber: linear('#3a2a0e'),
  green: linear('#0e2e22'),
};
const HOUSING: Colour = linear('#1d2021');
const POLE: Colour = linear('#6f7577');

interface Head {
  readonly lamp: SignalLamp;
  readonly at: Point;
  readonly facing: number;
}

export interface Signals {
  readonly root: Group;
  set(states: readonly SignalState[]): void;
  setGlow(strength: number, wet: number): void;
  dispose(): void;
}

/** Posts with their lamps; one mesh for each lamp of a group, which `set` shows and hides. */
export function createSignals(solid: Draft, posts: readonly SignalPost[]): Signals {
  const root = new Group();
  root.name = 'signals';
  const lamps = new Map<string, { readonly group: string; readonly lamp: SignalLamp; readonly lit: Group }>();
  const glows: GlowField[] = [];
  for (const group of new Set(posts.map((post) => post.group))) {
    const own = posts.filter((post) => post.group === group);
    const drafts = { red: new Draft(), amber: new Draft(), green: new Draft() };
    const heads = own.flatMap((post) => drawPost(solid, drafts, post));
    for (const lamp of ['red', 'amber', 'green'] as const) {
      const lit = new Group();
      lit.name = `${group} ${lamp}`;
      lit.visible = false;
      const mesh = standingMesh('lamp', drafts[lamp].toGeometry(), shiningMaterial, 'none');
      const glow = new GlowField();
      glow.set(
        heads
          .filter((head) => head.lamp === lamp)
          .map(({ at, facing }) => ({ at, facing, colour: LIT[lamp], size: 0.75 })),
      );
      glows.push(glow);
      lit.add(mesh, glow.root);
      root.add(lit);
      lamps.set(lit.name, { group, lamp, lit });
    }
  }
  return {
    root,
    set: (states) => {
      for (const { group, lamp, lit } of lamps.values()) {
        const light = states.find((state) => state.group === group)?.light;
        lit.visible = light !== undefined && LAMPS_OF[light].includes(lamp);
      }
    },
    setGlow: (strength, wet) => glows.forEach((glow) => glow.setStrength(strength, wet)),
    dispose: () => glows.forEach((glow) => glow.dispose()),
  };
}

function drawPost(solid: Draft, lit: Readonly<Record<SignalLamp, Draft>>, { pose, kind }: SignalPost): Head[] {
  const isForWalkers = kind === 'walkers';
  const shown: readonly SignalLamp[] = isForWalkers ? ['red', 'green'] : ['red', 'amber', 'green'];
  const [size, top] = isForWalkers ? [0.26, 2.9] : [0.34, 3.55];
  solid.post(pose, [0, top + 0.05], 0.06, POLE);
  const low = top - size * shown.length;
  solid.box(pose, { ahead: [0.06, 0.2], left: [-size / 2, size / 2], up: [low, top] }, HOUSING);
  // A dark board behind makes lamps of vehicles stand out by day.
  if (!isForWalkers) {
    solid.box(pose, { ahead: [0.05, 0.075], left: [-size * 0.8, size * 0.8], up: [low - 0.12, top + 0.12] }, HOUSING);
  }
  return shown.map((lamp, at): Head => {
    const height = top - size * (at + 0.5);
    drawLens(solid, pose, { height, radius: size * 0.36, ahead: 0.203 }, UNLIT[lamp]);
    drawLens(lit[lamp], pose, { height, radius: size * 0.4, ahead: 0.212 }, LIT[lamp]);
    solid.box(
      pose,
      { ahead: [0.2, 0.34], left: [-size * 0.4, size * 0.4], up: [height + size * 0.4, height + size * 0.43] },
      HOUSING,
    );
    const { x, y } = fromPose(pose, 0.3);
    return { lamp, at: [x, y, height], facing: pose.heading };
  });
}

function drawLens(
  draft: Draft,
  pose: SignalPost['pose'],
  { height, radius, ahead }: { readonly height: number; readonly radius: number; readonly ahead: number },
  colour: Colour,
): void {
  const ring = Array.from({ length: 12 }, (_, step): Point => {
    const angle = (step / 6) * Math.PI;
    const { x, y } = fromPose(pose, ahead, radius * Math.cos(angle));
    return [x, y, height + radius * Math.sin(angle)];
  });
  draft.face(ring, colour);
}
