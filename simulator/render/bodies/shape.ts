import {
  LENS_AMBER,
  LENS_BLUE,
  LENS_CLEAR,
  LENS_RED,
  LIT_AMBER,
  LIT_BLUE,
  LIT_BRAKE,
  LIT_HEAD,
  LIT_SIGN,
  LIT_TAIL,
  PLASTIC,
} from './colours.ts';
import { block } from './solids.ts';
import type { Block } from './solids.ts';
import { Surface } from './surface.ts';
import type { Colour, Point } from './surface.ts';

/** What is switched together. Beacons flash in two halves; a sign is always lit. */
export type LampKind = 'head' | 'tail' | 'brake' | 'left' | 'right' | 'beacon-a' | 'beacon-b' | 'sign';

/** Where light comes from, for whoever draws its glow. */
export interface LampPlace {
  readonly kind: LampKind;
  readonly at: Point;
}

/** How a lamp looks unlit, and which lights shine through its glass. */
interface Lens {
  readonly glass: Colour;
  readonly lit: readonly (readonly [LampKind, Colour])[];
}

const LENSES = {
  head: { glass: LENS_CLEAR, lit: [['head', LIT_HEAD]] },
  tail: {
    glass: LENS_RED,
    lit: [
      ['tail', LIT_TAIL],
      ['brake', LIT_BRAKE],
    ],
  },
  brake: { glass: LENS_RED, lit: [['brake', LIT_BRAKE]] },
  left: { glass: LENS_AMBER, lit: [['left', LIT_AMBER]] },
  right: { glass: LENS_AMBER, lit: [['right', LIT_AMBER]] },
  marker: { glass: LENS_AMBER, lit: [['head', LIT_AMBER]] },
  'blue-a': { glass: LENS_BLUE, lit: [['beacon-a', LIT_BLUE]] },
  'blue-b': { glass: LENS_BLUE, lit: [['beacon-b', LIT_BLUE]] },
  amber: { glass: LENS_AMBER, lit: [['beacon-a', LIT_AMBER]] },
  sign: { glass: PLASTIC, lit: [['sign', LIT_SIGN]] },
} satisfies Readonly<Record<string, Lens>>;

export type LensName = keyof typeof LENSES;

/** One rigid part while it is being made: a surface for each material, lamps apart by what switches them. */
export class Shape {
  readonly paint = new Surface();
  readonly trim = new Surface();
  readonly glass = new Surface();
  /** Mirrors stick out of the body's own box, as they do out of its papers. */
  readonly mirrors = new Surface();
  readonly lamps = new Map<LampKind, Surface>();
  readonly lampPlaces: LampPlace[] = [];

  /** Low and high corner of all but the mirrors. */
  bounds(): readonly [Point, Point] {
    const whole = new Surface();
    for (const one of [this.paint, this.trim, this.glass]) whole.append(one);
    return (
      whole.bounds() ?? [
        [0, 0, 0],
        [0, 0, 0],
      ]
    );
  }

  /** A lamp of any form: `draw` is asked for its glass once, and for its lit face for each light that it shows. */
  lamp(lens: LensName, at: Point, draw: (surface: Surface, colour: Colour) => void): void {
    const { glass, lit } = LENSES[lens];
    draw(this.trim, glass);
    for (const [kind, colour] of lit) {
      draw(this.lampSurface(kind), colour);
      this.lampPlaces.push({ kind, at });
    }
  }

  lampBlock(lens: LensName, box: Block): void {
    const at: Point = [(box.x[0] + box.x[1]) / 2, (box.y[0] + box.y[1]) / 2, (box.z[0] + box.z[1]) / 2];
    this.lamp(lens, at, (surface, colour) => block(surface, box, colour));
  }

  /** The same lamp on both sides; indicators become the one of their side. */
  lampPair(lens: 'head' | 'tail' | 'brake' | 'indicator' | 'marker', { x, y, z }: Block): void {
    this.lampBlock(lens === 'indicator' ? 'left' : lens, { x, y, z });
    this.lampBlock(lens === 'indicator' ? 'right' : lens, { x, y: [-y[1], -y[0]], z });
  }

  private lampSurface(kind: LampKind): Surface {
    const known = this.lamps.get(kind);
    if (known !== undefined) return known;
    const made = new Surface();
    this.lamps.set(kind, made);
    return made;
  }
}
