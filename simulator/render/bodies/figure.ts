import { linear } from './colours.ts';
import type { Shape } from './shape.ts';
import { block, ellipsoid, tube, uprightLoft } from './solids.ts';
import { crossOf, minus, plus, scaled } from './surface.ts';
import type { Colour, Point, Surface } from './surface.ts';

/** What a person wears. Without a `top` they wear the actor's own colour. */
export interface Dress {
  readonly top: Colour | null;
  readonly trousers: Colour;
  readonly skin: Colour;
  readonly hair: Colour;
  readonly shoes: Colour;
  readonly helmet?: Colour;
  /** A helmet that covers the face, as motorcyclists wear it. */
  readonly visor?: boolean;
  readonly skirt?: boolean;
  readonly longHair?: boolean;
  readonly backpack?: boolean;
}

/** Where the body's ends are; knees and elbows follow from them. Pairs are left, then right. */
export interface Posture {
  readonly stature: number;
  readonly hips: Point;
  readonly neck: Point;
  readonly headTop: number;
  readonly hands: readonly [Point, Point];
  readonly ankles: readonly [Point, Point];
  /** How far elbows turn out to the side: people who hold on keep them in. */
  readonly elbows: number;
}

export const DRESSES: readonly Dress[] = [
  {
    top: null,
    trousers: linear('#2b3240'),
    skin: linear('#c99a7c'),
    hair: linear('#2c2019'),
    shoes: linear('#1d1d1f'),
  },
  {
    top: null,
    trousers: linear('#4a4842'),
    skin: linear('#8a5d42'),
    hair: linear('#151210'),
    shoes: linear('#5b5650'),
  },
  {
    top: null,
    trousers: linear('#1f2125'),
    skin: linear('#dcb295'),
    hair: linear('#7a5a36'),
    shoes: linear('#b9b7b2'),
  },
  {
    top: null,
    trousers: linear('#6b6353'),
    skin: linear('#5c3c2b'),
    hair: linear('#0f0d0c'),
    shoes: linear('#26231f'),
  },
];

/** Shares of a person's stature. */
const THIGH = 0.245;
const SHIN = 0.245;
const UPPER_ARM = 0.172;
const FOREARM = 0.17;
export const ANKLE_HEIGHT = 0.045;
export const LEG = THIGH + SHIN;

/** Draws a person; `cloth` takes what has the actor's colour, and everything else goes to the trim. */
export function drawFigure(shape: Shape, cloth: Surface, posture: Posture, dress: Dress): void {
  const { stature, hips, neck, hands, ankles, elbows } = posture;
  const [top, topColour] = dress.top === null ? [cloth, [1, 1, 1] as const] : [shape.trim, dress.top];
  drawTorso(shape.trim, top, topColour, posture, dress);
  [1, -1].forEach((side, at) => {
    const [hand, ankle] = [hands[at] ?? hips, ankles[at] ?? hips];
    drawLeg(shape.trim, stature, plus(hips, [0, side * 0.052 * stature, 0]), ankle, dress);
    const shoulder = plus(neck, [-0.01, side * 0.108 * stature, -0.025 * stature]);
    const elbow = jointBetween(shoulder, hand, UPPER_ARM * stature, FOREARM * stature, [-0.6, side * elbows, -0.6]);
    tube(top, { from: shoulder, to: elbow, radius: 0.03 * stature, endRadius: 0.025 * stature }, topColour);
    tube(top, { from: elbow, to: hand, radius: 0.025 * stature, endRadius: 0.018 * stature }, topColour);
    ellipsoid(shape.trim, hand, [0.026 * stature, 0.018 * stature, 0.03 * stature], dress.skin, 5, 3);
  });
  drawHead(shape.trim, posture, dress);
}

function drawTorso(trim: Surface, top: Surface, colour: Colour, posture: Posture, dress: Dress): void {
  const { stature, hips, neck, ankles } = posture;
  const at = (share: number): readonly [z: number, x: number] => [
    hips[2] + (neck[2] - hips[2]) * share,
    hips[0] + (neck[0] - hips[0]) * share,
  ];
  const [deep, wide] = [0.068 * stature, 0.1 * stature];
  uprightLoft(
    trim,
    [
      [...at(-0.16), deep * 0.75, wide * 0.72],
      [...at(0), deep * 1.05, wide * 0.98],
      [...at(0.22), deep * 0.98, wide * 0.9],
    ],
    dress.trousers,
  );
  uprightLoft(
    top,
    [
      [...at(0.1), deep * 1.1, wide * 1.02],
      [...at(0.35), deep, wide * 0.92],
      [...at(0.75), deep * 1.18, wide * 1.12],
      [...at(0.93), deep * 0.95, wide * 1.16],
      [...at(1.02), deep * 0.5, wide * 0.45],
    ],
    colour,
  );
  if (dress.skirt === true) {
    const stride = Math.max(...ankles.map(([x]) => Math.abs(x - hips[0])));
    uprightLoft(
      trim,
      [
        [hips[2] - 0.26 * stature, hips[0] + 0.25 * stride, deep * 1.6 + stride * 0.55, wide * 1.25],
        [...at(0.16), deep * 1.12, wide * 1.0],
      ],
      dress.trousers,
      10,
    );
  }
  if (dress.backpack === true) {
    const [low, high] = [at(0.28), at(0.95)];
    const back = low[1] - deep;
    block(
      trim,
      { x: [back - 0.13 * stature, back + 0.02], y: [-wide * 0.85, wide * 0.85], z: [low[0], high[0]] },
      linear('#3b2f2b'),
    );
  }
}

function drawLeg(trim: Surface, stature: number, hip: Point, ankle: Point, dress: Dress): void {
  const knee = jointBetween(hip, ankle, THIGH * stature, SHIN * stature, [1, 0, 0.2]);
  const leg = dress.skirt === true ? dress.skin : dress.trousers;
  tube(trim, { from: hip, to: knee, radius: 0.048 * stature, endRadius: 0.036 * stature }, leg);
  tube(trim, { from: knee, to: ankle, radius: 0.036 * stature, endRadius: 0.027 * stature }, leg);
  const [x, y, z] = ankle;
  const sole = z - ANKLE_HEIGHT * stature;
  block(
    trim,
    {
      x: [x - 0.035 * stature, x + 0.105 * stature],
      y: [y - 0.026 * stature, y + 0.026 * stature],
      z: [sole, sole + 0.05 * stature],
    },
    dress.shoes,
  );
}

function drawHead(trim: Surface, { stature, neck, headTop }: Posture, dress: Dress): void {
  const half = 0.068 * stature;
  const centre: Point = [neck[0] + 0.025 * stature, neck[1], headTop - half];
  tube(trim, { from: neck, to: centre, radius: 0.032 * stature }, dress.skin);
  if (dress.helmet !== undefined && dress.visor === true) {
    ellipsoid(trim, plus(centre, [-0.005, 0, 0.002]), [half * 1.02, half * 0.88, half], dress.helmet, 10, 6);
    block(
      trim,
      {
        x: [centre[0] + half * 0.55, centre[0] + half * 1.03],
        y: [-half * 0.6, half * 0.6],
        z: [centre[2] - half * 0.35, centre[2] + half * 0.3],
      },
      linear('#15181b'),
    );
    return;
  }
  ellipsoid(trim, plus(centre, [0.006, 0, -half * 0.06]), [half * 0.78, half * 0.68, half * 0.9], dress.skin, 8, 5);
  if (dress.helmet === undefined) {
    ellipsoid(
      trim,
      plus(centre, [-half * 0.2, 0, half * 0.28]),
      [half * 0.78, half * 0.76, half * 0.72],
      dress.hair,
      8,
      5,
    );
  } else {
    ellipsoid(
      trim,
      plus(centre, [-half * 0.08, 0, half * 0.34]),
      [half * 1.08, half * 0.86, half * 0.66],
      dress.helmet,
      9,
      5,
    );
  }
  if (dress.longHair === true) {
    ellipsoid(
      trim,
      plus(centre, [-half * 0.5, 0, -half * 0.5]),
      [half * 0.45, half * 0.66, half * 1.1],
      dress.hair,
      7,
      5,
    );
  }
}

/** The joint between two bones of given lengths, bent towards a direction; limbs that cannot reach are stretched. */
function jointBetween(from: Point, to: Point, first: number, second: number, towards: Point): Point {
  const way = minus(to, from);
  const reach = Math.hypot(...way) || 1e-6;
  const along = scaled(way, 1 / reach);
  const across = crossOf(crossOf(along, towards), along);
  const size = Math.hypot(...across) || 1;
  const foot = Math.min(reach, (first * first - second * second + reach * reach) / (2 * reach));
  const out = Math.sqrt(Math.max(0, first * first - foot * foot));
  return plus(plus(from, scaled(along, foot)), scaled(across, reach >= first + second ? 0 : out / size));
}
