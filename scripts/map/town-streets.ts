import type { Curve } from '../../simulator/network/curve.ts';
import type { GroundPoint, GroundPose } from '../../simulator/world/ground.ts';
import { randomStream } from '../../simulator/world/random.ts';
import { isInside, isNear, wayBetween, wayThrough } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { GREEN, PLAZAS, WATER } from './town-land.ts';
import { TOWN_SCENES, endTowards } from './town-scenes.ts';

/** A street by its middle and its width from kerb to kerb. */
export interface Street {
  readonly way: Curve;
  readonly width: number;
}

type Via = readonly (readonly [number, number])[];
const points = (via: Via): readonly GroundPoint[] => via.map(([x, y]) => ({ x, y }));
const facing = (x: number, y: number, degrees: number): GroundPose => ({ x, y, heading: (degrees * Math.PI) / 180 });

function link(from: readonly [string, number], to: readonly [string, number] | GroundPose, via: Via = []): Street {
  const start = endTowards(...from);
  const end = Array.isArray(to) ? endTowards(to[0] as string, to[1] as number).pose : (to as GroundPose);
  return { way: wayBetween(start.pose, end, points(via)), width: start.width };
}

/** The streets between the places of the cameras, and those that lead out of the town. */
export const MAIN_STREETS: readonly Street[] = [
  link(['canal-avenue', 0], ['station-road', 180]),
  link(['station-road', 0], ['market-street', 180]),
  link(['station-road', 90], ['north-bridge', 270]),
  link(['market-street', 0], ['harbour-roundabout', 180]),
  link(['market-street', 90], facing(190, 560, 330), [[520, 500]]),
  link(['market-street', 270], facing(700, -1010, 90)),
  link(['station-road', 270], facing(-120, -1120, 90)),
  link(['canal-avenue', 180], facing(-3400, 330, 0), [
    [-1300, -60],
    [-2300, 200],
  ]),
  link(['canal-avenue', 90], facing(100, 560, 200), [
    [-640, 420],
    [-420, 640],
  ]),
  link(['canal-avenue', 270], facing(-760, -760, 90)),
  link(['harbour-roundabout', 90], facing(1270, 900, 270)),
  link(['harbour-roundabout', 0], facing(3600, 60, 170), [[2400, 380]]),
  link(['harbour-roundabout', 270], facing(1330, -930, 90)),
  link(['north-bridge', 90], facing(260, 2300, 270)),
];

/** The ring road goes on from where its camera stands. */
export const RING_ROAD: readonly Street[] = [
  link(['ring-road-west', 0], facing(3700, -300, 195), [
    [100, -1010],
    [1300, -960],
    [2400, -700],
  ]),
  link(['ring-road-west', 180], facing(-3600, -900, 20)),
];

const GRID = { turned: -0.07, spacing: 104, reach: 1500 } as const;
const LANE_WIDTH = 6.5;
const STEP = 6;
const SHORTEST = 45;

/** The streets between: two bundles across each other, as far as there is land that nothing else takes. */
export function sideStreets(): readonly Street[] {
  const random = randomStream(1, 'side streets');
  const lines: Street[] = [];
  for (const across of [0, Math.PI / 2]) {
    for (let beside = -GRID.reach; beside <= GRID.reach; beside += GRID.spacing * random.between(0.82, 1.25)) {
      const heading = GRID.turned + across + random.between(-0.02, 0.02);
      lines.push(...landStretches(gridLine(heading, beside)).map((way) => ({ way, width: LANE_WIDTH })));
    }
  }
  return lines;
}

function gridLine(heading: number, beside: number): readonly GroundPoint[] {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const count = Math.floor((2 * GRID.reach) / STEP);
  return Array.from({ length: count }, (_, at) => {
    const along = -GRID.reach + at * STEP;
    const bend = 14 * Math.sin(along / 310 + beside);
    return { x: along * cos - (beside + bend) * sin, y: along * sin + (beside + bend) * cos };
  });
}

function landStretches(line: readonly GroundPoint[]): readonly Curve[] {
  const stretches: GroundPoint[][] = [[]];
  for (const point of line) {
    if (isBuildingLand(point)) stretches.at(-1)?.push(point);
    else if ((stretches.at(-1)?.length ?? 0) > 0) stretches.push([]);
  }
  return stretches
    .filter((one) => one.length * STEP > SHORTEST)
    .map((one) => wayThrough(one.filter((_, at) => at % 5 === 0 || at === one.length - 1)));
}

/** How far the town reaches: an oval on this side of the river. */
function isTown({ x, y }: GroundPoint): boolean {
  return ((x - 200) / 1500) ** 2 + ((y + 60) / 900) ** 2 < 1;
}

/** Ground of the scenes: their own streets and houses stand there. */
const SCENE_ROADS: readonly { readonly way: Shape; readonly reach: number }[] = TOWN_SCENES.flatMap(
  ({ id, stand, ends }) => {
    const reach = id === 'north-bridge' || id === 'ring-road-west' ? 34 : 42;
    return ends.map(({ pose }) => ({ way: [stand, pose], reach }));
  },
);
const FIXED_LAND = [...WATER, ...GREEN, ...PLAZAS];

export function isBuildingLand(point: GroundPoint): boolean {
  if (!isTown(point)) return false;
  if (FIXED_LAND.some((shape) => isInside(shape, point))) return false;
  if (SCENE_ROADS.some(({ way, reach }) => isNear(way, point, reach))) return false;
  return !RING_ROAD.some(({ way, width }) => isNear(way.points, point, width / 2 + 25));
}
