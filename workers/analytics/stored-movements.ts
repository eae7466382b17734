import { fail, ok, type Result } from '../../domain/base/result.ts';
import type {
  LineDrawing,
  LineVersion,
  MovementDrawing,
  MovementVersion,
  ZoneDrawing,
  ZoneVersion,
} from '../../domain/contracts/camera-config.ts';
import type { Proposals } from '../../domain/contracts/traffic-api.ts';
import { type PreparedLine, prepareLine } from '../../domain/counting/count-line.ts';
import { crossingsAlong } from '../../domain/counting/line-counter.ts';
import { type PreparedZone, prepareZone, visitsOfStoredPath } from '../../domain/counting/zone-visits.ts';
import { normPoint } from '../../domain/geometry/points.ts';
import { type Gate, gateKey, type Passages, passagesOf } from '../../domain/traffic/movements/gates.ts';
import { pairKey } from '../../domain/traffic/movements/all-pairs.ts';
import { decide, type UnmatchedReason } from '../../domain/traffic/movements/movement-rule.ts';
import { clusterPaths, gateKeys, gatesOf, type ObservedPath } from '../../domain/traffic/movements/observed-paths.ts';
import { referencePoint } from '../../domain/tracking/quant-box.ts';
import type { PathPoint } from '../../domain/tracking/track-facts.ts';
import { joinChunks, type StoredTracks, tracksOf } from './stored-paths.ts';

/** The lines and zones that movements lead between, as they are drawn now. */
export interface GateDrawings {
  readonly lines: readonly (LineDrawing & Pick<LineVersion, 'lineId'>)[];
  readonly zones: readonly (ZoneDrawing & Pick<ZoneVersion, 'zoneId'>)[];
}

/** Movements as they are defined now, over the stored paths of one session. */
export interface MovementRetroQuestion extends GateDrawings {
  readonly sessionId: string;
  readonly movements: readonly MovementDrawing[];
  readonly afterTrack: number;
}

export interface RetroMovement {
  readonly track: number;
  readonly class: string;
  /** Its place in the list that was asked for; null where it fits none. */
  readonly movement: number | null;
  readonly reason: UnmatchedReason | null;
  readonly entryMediaUs: number | null;
  readonly exitMediaUs: number | null;
}

export interface MovementRetroAnswer {
  readonly tracks: RetroMovement[];
  /** There may be more: ask again behind this track. Null: that was all. */
  readonly moreAfterTrack: number | null;
}

const MOST_TRACKS = 5000;

/** Judges stored paths with the rule that judges tracks as they end: the rows that the movements would have given live. */
export function retroMovements(
  store: StoredTracks,
  question: MovementRetroQuestion,
  mostTracks = MOST_TRACKS,
): Result<MovementRetroAnswer> {
  const session = store.session(question.sessionId);
  if (session === null) return unknownSession();
  const gates = preparedGates(question, session.width / session.height);
  const tracks: RetroMovement[] = [];
  for (const { track, class: name, chunks } of tracksOf(store, question.sessionId, question.afterTrack)) {
    const points = joinChunks(chunks);
    if (!points.ok) return points;
    tracks.push({ track, class: name, ...judged(question.movements, passagesOn(gates, points.value)) });
    if (tracks.length >= mostTracks) return ok({ tracks, moreAfterTrack: track });
  }
  return ok({ tracks, moreAfterTrack: null });
}

function judged(movements: readonly MovementDrawing[], passages: Passages): Omit<RetroMovement, 'track' | 'class'> {
  const decision = decide(movements, passages);
  if (decision.movement === null)
    return { movement: null, reason: decision.reason, entryMediaUs: null, exitMediaUs: null };
  const { movement, entryMediaUs, exitMediaUs } = decision;
  return { movement: movements.indexOf(movement), reason: null, entryMediaUs, exitMediaUs };
}

interface PreparedGates {
  readonly lines: readonly { readonly lineId: string; readonly line: PreparedLine }[];
  readonly zones: readonly { readonly zoneId: string; readonly zone: PreparedZone }[];
}

function preparedGates({ lines, zones }: GateDrawings, aspect: number): PreparedGates {
  return {
    lines: lines.map((line) => ({
      lineId: line.lineId,
      line: prepareLine({ versionId: line.lineId, ...line }, aspect),
    })),
    zones: zones
      .filter(({ kind }) => kind === 'zone')
      .map((zone) => ({ zoneId: zone.zoneId, zone: prepareZone({ versionId: zone.zoneId, ...zone }, aspect) })),
  };
}

function passagesOn({ lines, zones }: PreparedGates, points: readonly PathPoint[]): Passages {
  const crossed = lines.flatMap(({ lineId, line }) =>
    [...crossingsAlong(line, points)].map(({ direction, mediaUs }) => ({ lineId, direction, mediaUs })),
  );
  const stays = zones.flatMap(({ zoneId, zone }) =>
    visitsOfStoredPath(zone, points).map(({ enterMediaUs, exitMediaUs }) => ({ zoneId, enterMediaUs, exitMediaUs })),
  );
  return passagesOf(crossed, stays);
}

/** What was driven in some sessions, and what leads somewhere already. */
export interface ProposalQuestion extends GateDrawings {
  readonly sessionIds: readonly string[];
  readonly movements: readonly Pick<MovementVersion, 'movementId' | 'entry' | 'exit'>[];
}

/** Enough to see every way that is driven, few enough to be put together in seconds. */
const MOST_PATHS = 1500;
/** The middle of the lower edge of a box: where a vehicle stands on the road. */
const ON_THE_ROAD = normPoint(0.5, 1);

/** Ways that were driven again and again, with the gates at their ends. Sessions come newest first; who walks is left out. */
export function proposeMovements(store: StoredTracks, question: ProposalQuestion): Result<Proposals> {
  const observed: (ObservedPath & { readonly aspect: number })[] = [];
  for (const sessionId of question.sessionIds) {
    const session = store.session(sessionId);
    if (session === null) return unknownSession();
    const aspect = session.width / session.height;
    const gates = preparedGates(question, aspect);
    for (const { class: name, chunks } of tracksOf(store, sessionId, 0)) {
      if (observed.length >= MOST_PATHS) break;
      if (name === 'pedestrian') continue;
      const points = joinChunks(chunks);
      if (!points.ok) return points;
      observed.push({ ...passagesOn(gates, points.value), way: wayOf(points.value, aspect), aspect });
    }
  }
  const aspect = observed[0]?.aspect ?? 1;
  const keys = gateKeys(question.lines, question.zones);
  const gateOf = gatesByKey(question);
  const known = new Map(question.movements.map((movement) => [pairKey(movement), movement.movementId]));
  const proposals = clusterPaths(observed).map((cluster) => {
    const { entry: entryKey, exit: exitKey } = gatesOf(cluster, keys);
    const entry = gateOf(entryKey);
    const exit = gateOf(exitKey);
    const path = cluster.middle.map(({ x, y }) => ({ x: clamped(x / aspect), y: clamped(y) }));
    const leads = entry !== null && exit !== null ? (known.get(pairKey({ entry, exit })) ?? null) : null;
    return { support: cluster.support, path, entry, exit, known: leads };
  });
  return ok({ paths: observed.length, proposals });
}

function wayOf(points: readonly PathPoint[], aspect: number): { x: number; y: number }[] {
  return points.map(({ box }) => {
    const { x, y } = referencePoint(box, ON_THE_ROAD);
    return { x: x * aspect, y };
  });
}

function gatesByKey({ lines, zones }: GateDrawings): (key: string | null) => Gate | null {
  const gates: Gate[] = [
    ...lines.flatMap(({ lineId }) =>
      (['in', 'out'] as const).map((direction): Gate => ({ kind: 'line', lineId, direction })),
    ),
    ...zones.map(({ zoneId }): Gate => ({ kind: 'zone', zoneId })),
  ];
  const byKey = new Map(gates.map((gate) => [gateKey(gate), gate]));
  return (key) => (key === null ? null : (byKey.get(key) ?? null));
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function unknownSession(): Result<never> {
  return fail('session-not-found', 'there is no such session', 'Choose one from the list.');
}
