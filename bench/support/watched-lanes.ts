import type { WatchZone, ZoneWatch } from '../../domain/events/watch-zone.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import type { NormPoint } from '../../domain/geometry/points.ts';
import { toPicture } from '../../simulator/camera/camera.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import { poseAt } from '../../simulator/network/curve.ts';
import type { Lane } from '../../simulator/network/lanes.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';

/** The zones that a careful person would draw on a camera: one for each lane as far as it can be judged, none where people cross or buses halt. */
export function watchedLanes(scene: Scene, camera: Camera): WatchZone[] {
  return scene.network.lanes.flatMap((lane) => {
    // Within a junction vehicles stand and wait for good reasons, and no arrow is right.
    if (lane.turn !== null) return [];
    const span = longestSpan(lane, scene, camera);
    return span === null ? [] : [zoneOf(scene, lane, camera, span)];
  });
}

const [STEP, FARTHEST, SHORTEST] = [2, 80, 14];
/** Metres that are left out around bus stops, and around where people cross. */
const [AROUND_STOP, AROUND_WALK] = [18, 4];
/** Beside motorways there is room to stand, which belongs to the carriageway. */
const SHOULDER = 2.6;
const WITH_SHOULDERS: ReadonlySet<string> = new Set(['motorway', 'bridge']);

type Span = readonly [from: number, to: number];

function longestSpan(lane: Lane, scene: Scene, camera: Camera): Span | null {
  const crossed = scene.walks.flatMap(({ walk }) => walk.crossed.filter((one) => one.lane === lane.index));
  const stops = scene.stops.filter((stop) => stop.lane === lane.index);
  const isFree = (station: number): boolean =>
    crossed.every(({ from, to }) => station < from - AROUND_WALK || station > to + AROUND_WALK) &&
    stops.every((stop) => Math.abs(station - stop.station) > AROUND_STOP);
  let best: Span | null = null;
  let from: number | null = null;
  for (let station = 0; station <= lane.curve.length; station += STEP) {
    const fits = isFree(station) && seen(lane, camera, station) !== null;
    if (fits) from ??= station;
    if (from !== null && (!fits || station + STEP > lane.curve.length)) {
      const to = fits ? station : station - STEP;
      if (to - from > (best === null ? SHORTEST : best[1] - best[0])) best = [from, to];
      from = null;
    }
  }
  return best;
}

/** Both edges of a lane and its middle at a station, in shares of the picture; null where it is not seen well. */
function seen(lane: Lane, camera: Camera, station: number, [left, right] = edges(lane)): NormPoint[] | null {
  const points = [left, 0, right].map((aside) => {
    const pose = poseAt(lane.curve, station, aside);
    const { position } = camera;
    if (Math.hypot(pose.x - position.x, pose.y - position.y) > FARTHEST) return null;
    const at = toPicture(camera, { x: pose.x, y: pose.y, z: 0 });
    if (at === null) return null;
    const [x, y] = [at.u / camera.width, at.v / camera.height];
    return x < 0.01 || x > 0.99 || y < 0.01 || y > 0.97 ? null : normPoint(x, y);
  });
  const found = points.filter((point) => point !== null);
  return found.length === 3 ? found : null;
}

function edges({ width }: Lane): readonly [left: number, right: number] {
  return [width / 2, -width / 2];
}

function zoneOf(scene: Scene, lane: Lane, camera: Camera, [from, to]: Span): WatchZone {
  const stations = Array.from({ length: 9 }, (_, at) => from + ((to - from) * at) / 8);
  const wide = WITH_SHOULDERS.has(scene.name) ? shouldered(scene, lane) : edges(lane);
  const rows = stations.flatMap((station) => {
    const row = seen(lane, camera, station, wide) ?? seen(lane, camera, station);
    return row === null ? [] : [row];
  });
  const side = (at: number): NormPoint[] => rows.flatMap((row) => row[at] ?? []);
  return {
    versionId: `${lane.id} ${lane.index}`,
    points: [...side(0), ...side(2).reverse()],
    reference: normPoint(0.5, 1),
    watch: watchOf(scene, lane, [from, to], side(1)),
  };
}

/** The outer lanes of a carriageway hold what lies beside them. */
function shouldered(scene: Scene, lane: Lane): readonly [left: number, right: number] {
  const [left, right] = edges(lane);
  const own = poseAt(lane.curve, 0);
  const [cos, sin] = [Math.cos(own.heading), Math.sin(own.heading)];
  const asides = scene.network.lanes.flatMap((other) => {
    const start = poseAt(other.curve, 0);
    const [dx, dy] = [start.x - own.x, start.y - own.y];
    const isBeside = other !== lane && other.turn === null && Math.abs(start.heading - own.heading) < 0.1;
    const aside = dy * cos - dx * sin;
    return isBeside && Math.abs(dx * cos + dy * sin) < 1 && Math.abs(aside) < 16 ? [aside] : [];
  });
  const [isFirst, isLast] = [asides.every((aside) => aside < 0), asides.every((aside) => aside > 0)];
  return [isFirst ? left + SHOULDER : left, isLast ? right - SHOULDER : right];
}

function watchOf(scene: Scene, lane: Lane, [from, to]: Span, middle: readonly NormPoint[]): ZoneWatch {
  const [first, last] = [middle[0], middle.at(-1)];
  const turned = Math.abs(poseAt(lane.curve, to).heading - poseAt(lane.curve, from).heading);
  // Further on lies a junction or nothing; where the lane goes on as it is, nobody waits at its end.
  const goesOn = lane.next.some((next) => scene.network.lanes[next]?.turn === null);
  return {
    carriageway: true,
    bicycles: true,
    direction: first === undefined || last === undefined || turned > 0.6 ? null : { from: first, to: last },
    stopLine: lane.exit === null && !goesOn && lane.curve.length - to < 3 * STEP,
    spillback: lane.exit !== null && from < 25 && !WITH_SHOULDERS.has(scene.name),
    capacity: null,
    limitKmh: Math.round(lane.speedLimit * 3.6),
  };
}
