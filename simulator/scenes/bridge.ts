import { mountLookingAt } from '../camera/mounts.ts';
import type { CameraMount } from '../camera/mounts.ts';
import type { Incident } from '../incidents/incident.ts';
import { bandAlong, beside } from '../network/bands.ts';
import { curveThrough, poseAt } from '../network/curve.ts';
import type { Curve } from '../network/curve.ts';
import type { Lane, RoadNetwork } from '../network/lanes.ts';
import { networkBuilder } from '../network/network-builder.ts';
import { arc } from '../network/paths.ts';
import { walkOver } from '../network/walks.ts';
import type { GroundPlan } from '../world/ground-plan.ts';
import { fromPose } from '../world/ground.ts';
import type { GroundPoint } from '../world/ground.ts';
import { randomStream } from '../world/random.ts';
import type { Random } from '../world/random.ts';
import { addCarriageway, carriagewayMarkings } from './parts/carriageway.ts';
import { EMPTY_GROUND } from './parts/surroundings.ts';
import { FAST_TRAFFIC } from './parts/town-traffic.ts';
import type { GroundLine, Scene } from './scene.ts';

const [BEFORE, LENGTH] = [180, 420] as const;
const HALF_MEDIAN = 0.6;
const SHOULDER = 2.6;

interface Shape {
  readonly lanes: number;
  readonly laneWidth: number;
  readonly speedLimit: number;
  /** The middle of the median, in both directions. */
  readonly axis: Curve;
  readonly back: Curve;
}

/** A bridge in a gentle bend: two carriageways with a rail between them and a parapet on either side. */
export function bridgeScene(seed: number): Scene {
  const random = randomStream(seed, 'bridge');
  const shape = shapeOf(random);
  const builder = networkBuilder();
  const east = direction(builder, 'eastwards', shape, shape.axis);
  const west = direction(builder, 'westwards', shape, shape.back);
  const network = builder.finish(() => true);
  const platoons = { every: random.integer(60, 90), lasting: random.integer(25, 40) };
  return {
    ...{ name: 'bridge', seed, network, signals: null, walks: [], stops: [] },
    demands: ['eastwards', 'westwards'].map((name) => ({
      ...{ entry: name, exits: [[name, 1]], through: null, kinds: FAST_TRAFFIC, platoons },
      vehiclesPerHour: random.between(500, 900) * shape.lanes,
    })),
    lines: [lineAcross('eastwards', shape.axis, shape), lineAcross('westwards', shape.back, shape)],
    zones: (
      [
        ['eastwards', shape.axis],
        ['westwards', shape.back],
      ] as const
    ).map(([name, line]) => ({
      name,
      outline: bandAlong(line, -HALF_MEDIAN, -outerEdge(shape), LENGTH / 2 - 30, LENGTH / 2 + 30),
    })),
    movements: [east, west].flatMap(([lane]) =>
      lane === undefined
        ? []
        : [{ name: `along ${lane.id}`, from: lane.entry ?? '', to: lane.exit ?? '', path: beside(lane.curve, 0) }],
    ),
    mounts: mounts(shape, randomStream(seed, 'bridge mounts')),
    ground: ground(shape),
    possible: possible(network, east, west, shape),
    incidents: [],
  };
}

function shapeOf(random: Random): Shape {
  const heading = random.between(-0.2, 0.2);
  const start = { ...fromPose({ x: 0, y: 0, heading }, -BEFORE), heading };
  const bend = random.between(0.05, 0.16) * (random.chance(0.5) ? 1 : -1);
  const points = arc(start, LENGTH / Math.abs(bend), bend);
  // The turn is so gentle that a point every ten metres is plenty.
  const sparse = points.filter((_, at) => at % 20 === 0 || at === points.length - 1);
  return {
    ...{ lanes: 2, laneWidth: random.between(3.25, 3.6), speedLimit: random.pick([16.7, 22.2]) },
    ...{ axis: curveThrough(sparse), back: curveThrough([...sparse].reverse()) },
  };
}

function direction(builder: ReturnType<typeof networkBuilder>, name: string, shape: Shape, line: Curve): Lane[] {
  const edge = curveThrough(beside(line, -HALF_MEDIAN - SHOULDER / 2));
  return addCarriageway(builder, { ...shape, name, edge, entry: name, exit: name });
}

/** From the axis to the parapet. */
function outerEdge({ lanes, laneWidth }: Shape): number {
  return HALF_MEDIAN + SHOULDER / 2 + lanes * laneWidth + SHOULDER;
}

function lineAcross(name: string, line: Curve, shape: Shape): GroundLine {
  const at = (left: number): GroundPoint => {
    const { x, y } = poseAt(line, LENGTH / 2, left);
    return { x, y };
  };
  return { name, from: at(-HALF_MEDIAN), to: at(-outerEdge(shape)) };
}

function mounts({ axis, lanes, laneWidth }: Shape, random: Random): CameraMount[] {
  const edge = -(HALF_MEDIAN + SHOULDER * 1.5 + lanes * laneWidth) - 0.4;
  const fov = (random.between(26, 38) * Math.PI) / 180;
  const middle = LENGTH / 2;
  const looking = (
    name: string,
    from: readonly [number, number, number],
    to: readonly [number, number],
  ): CameraMount => {
    const [station, left, z] = from;
    return mountLookingAt(name, { ...poseAt(axis, station, left), z }, poseAt(axis, ...to), fov);
  };
  return [
    looking('along the bridge', [middle - 45, edge, random.between(7, 9)], [middle + 10, -3]),
    looking('from the median', [middle - 50, 0, random.between(8, 11)], [middle + 5, 0]),
    looking('back along the bridge', [middle + 45, -edge, random.between(7, 9)], [middle - 10, 3]),
    looking('from a pylon', [middle - 30, edge - 1, random.between(22, 28)], [middle + 15, 0]),
  ];
}

function ground(shape: Shape): GroundPlan {
  const { axis, back, lanes, laneWidth } = shape;
  const outer = outerEdge(shape);
  const markings = [axis, back].flatMap((line) => {
    const edge = curveThrough(beside(line, -HALF_MEDIAN - SHOULDER / 2));
    return carriagewayMarkings(edge, lanes, laneWidth);
  });
  return {
    ...EMPTY_GROUND,
    carriageways: [bandAlong(axis, outer, -outer)],
    islands: [bandAlong(axis, HALF_MEDIAN, -HALF_MEDIAN)],
    markings,
    barriers: [
      { kind: 'guard-rail', points: beside(axis, 0), height: 0.8 },
      ...[outer, -outer].map((left) => ({ kind: 'parapet' as const, points: beside(axis, left), height: 1.1 })),
    ],
    lamps: Array.from({ length: Math.floor(LENGTH / 35) }, (_, at) => poseAt(axis, 10 + at * 35)),
  };
}

function possible(network: RoadNetwork, east: readonly Lane[], west: readonly Lane[], shape: Shape): Incident[] {
  const [eastLeft, eastRight, westLeft, westRight] = [east[0], east.at(-1), west[0], west.at(-1)];
  if (!eastLeft || !eastRight || !westLeft || !westRight) return [];
  const middle = LENGTH / 2;
  // On the right shoulder, well clear of the lanes.
  const shoulder = -(outerEdge(shape) - SHOULDER / 2);
  const curve = curveThrough(beside(shape.axis, shoulder, middle - 50, middle + 40));
  const walk = walkOver(network, { id: 'shoulder', curve, right: 'none', kerb: 1, farKerb: curve.length - 1 });
  return [
    { kind: 'stopped-vehicle', at: 0, lane: eastRight.index, station: middle + 25, seconds: 90 },
    { kind: 'sudden-stop', at: 0, lane: westLeft.index, from: 90, to: middle + 40, seconds: 12 },
    { kind: 'debris', at: 0, lane: westRight.index, station: middle, seconds: 120 },
    {
      ...{ kind: 'wrong-way', at: 0, bodyId: 'car-small', speed: 9 },
      curve: curveThrough([...beside(shape.back, -(outerEdge(shape) - SHOULDER / 2 + 0.1))].reverse()),
    },
    { kind: 'pedestrian-on-carriageway', at: 0, walk, standsAt: curve.length / 2, seconds: 25 },
    { kind: 'jam', at: 0, exit: 'eastwards', seconds: 540, station: LENGTH - 10, open: 0.06 },
    { kind: 'camera-knocked', at: 0, yaw: 0.06, pitch: 0.05, roll: 0.02 },
  ];
}
