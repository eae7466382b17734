import { toMediaUs } from '../../domain/base/time.ts';
import { createTrackCounter, stepTrackCounter } from '../../domain/counting/track-counter.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { quantBox } from '../../domain/tracking/quant-box.ts';
import type { TrackerStep, TrackPoint } from '../../domain/tracking/track-facts.ts';
import { travelTimes } from '../../domain/traffic/journey/travel-times.ts';
import type { JourneyPassage } from '../../domain/traffic/journey/travel-times.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import { createLineWatch } from '../../simulator/truth/line-watch.ts';
import type { ActorState } from '../../simulator/world/actors.ts';
import type { GroundPoint } from '../../simulator/world/ground.ts';

/** The journeys of a scene's vehicles over its lines, seen from straight above with true boxes, against the truth. */
export interface JourneyFigures {
  readonly vehicles: number;
  /** Whose lines, directions or order came out otherwise. */
  readonly wrong: number;
  /** Pairs of lines with travel times, and by how much their mean is off at most, in seconds. */
  readonly pairs: number;
  readonly pairsThatDiffer: number;
  readonly worstSeconds: number;
}

const STEPS_PER_PICTURE = 2;
const MARGIN_METRES = 30;
const SESSION = 'session';

export function measureJourneys(scene: Scene, seconds: number): JourneyFigures {
  const above = seenFromAbove(scene);
  // The simulator's "in" leads from right to left, a counting line's from left to right: the ends change places.
  const lines = scene.lines.map(({ name, from, to }) => ({
    ...{ versionId: name, from: above(to), to: above(from), reference: { x: 0.5, y: 0.5 } },
  }));
  const counter = createTrackCounter({ aspect: 1, lines, zones: [] });
  const watch = createLineWatch(scene.lines);
  const traffic = createTraffic(scene);
  const [counted, truth]: [JourneyPassage[], JourneyPassage[]] = [[], []];
  const gone = new Set<number>();
  let before = new Set<number>();
  for (let step = 0; step * STEP_SECONDS < seconds; step += 1) {
    const actors = traffic.actors().filter(({ class: kind }) => kind !== 'pedestrian' && kind !== 'debris');
    for (const { line, direction, id, seconds: at } of watch.step(actors, step * STEP_SECONDS))
      truth.push({ sessionId: SESSION, track: id, lineId: line, direction, mediaUs: at * 1e6 });
    if (step % STEPS_PER_PICTURE === 0) {
      const now = new Set(actors.map(({ id }) => id));
      const frame = frameOf(
        actors,
        step,
        [...before].filter((id) => !now.has(id)),
        above,
      );
      for (const { track, lineVersionId, direction, mediaUs } of stepTrackCounter(counter, frame).crossings)
        counted.push({ sessionId: SESSION, track, lineId: lineVersionId, direction, mediaUs });
      before = now;
    }
    traffic.step();
    for (const { id } of traffic.left) gone.add(id);
  }
  const whole = (passages: readonly JourneyPassage[]) => passages.filter(({ track }) => gone.has(track));
  return figuresOf(whole(counted), whole(truth), gone);
}

function figuresOf(
  counted: readonly JourneyPassage[],
  truth: readonly JourneyPassage[],
  gone: ReadonlySet<number>,
): JourneyFigures {
  const wayOf = (passages: readonly JourneyPassage[], track: number): string =>
    passages
      .filter((one) => one.track === track)
      .sort((a, b) => a.mediaUs - b.mediaUs)
      .map(({ lineId, direction }) => `${lineId} ${direction}`)
      .join(', ');
  const times = new Map(travelTimes(counted).map((one) => [keyOf(one), one.seconds]));
  const trueTimes = travelTimes(truth).map((one) => ({ own: times.get(keyOf(one)), known: one.seconds }));
  const off = trueTimes.map(({ own, known }) => Math.abs((own?.mean ?? Infinity) - known.mean));
  return {
    vehicles: gone.size,
    wrong: [...gone].filter((track) => wayOf(counted, track) !== wayOf(truth, track)).length,
    pairs: trueTimes.length,
    pairsThatDiffer:
      trueTimes.filter(({ own, known }) => own?.count !== known.count).length + Math.abs(times.size - trueTimes.length),
    worstSeconds: Math.max(0, ...off),
  };
}

function keyOf({ from, to }: ReturnType<typeof travelTimes>[number]): string {
  return `${from.lineId} ${from.direction} ${to.lineId} ${to.direction}`;
}

function frameOf(
  actors: readonly ActorState[],
  step: number,
  gone: readonly number[],
  above: (point: GroundPoint) => { readonly x: number; readonly y: number },
): TrackerStep {
  const mediaUs = toMediaUs(step * STEP_SECONDS * 1e6);
  const observed = actors.flatMap((actor): TrackPoint[] => {
    const half = actor.length / 2;
    const { x, y } = actor.position;
    const [low, high] = [above({ x: x - half, y: y - half }), above({ x: x + half, y: y + half })];
    if (actor.class === 'debris' || low.x <= 0 || high.x >= 1 || low.y >= 1 || high.y <= 0) return [];
    const box = quantBox(low.x, high.y, high.x, low.y);
    return [{ track: actor.id, classSoFar: actor.class, frameId: step, mediaUs, box, confirmed: true, score: 1 }];
  });
  const at = { firstFrameId: 0, lastFrameId: 0, firstMediaUs: toMediaUs(0), lastMediaUs: toMediaUs(0), points: 1 };
  return { observed, confirmedNow: [], ended: gone.map((track) => ({ track, class: 'car', votes: {}, ...at })) };
}

/** A square picture of all lines and what lies around them, north above. */
function seenFromAbove({ lines }: Scene): (point: GroundPoint) => ReturnType<typeof normPoint> {
  const points = lines.flatMap(({ from, to }) => [from, to]);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, low] = [Math.min(...xs) - MARGIN_METRES, Math.min(...ys) - MARGIN_METRES];
  const size = Math.max(Math.max(...xs) - left, Math.max(...ys) - low) + MARGIN_METRES;
  return ({ x, y }) => normPoint((x - left) / size, 1 - (y - low) / size);
}
