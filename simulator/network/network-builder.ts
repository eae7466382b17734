import { findConflicts } from './conflicts.ts';
import type { Curve } from './curve.ts';
import type { Lane, LaneUse, RoadNetwork, TurnKind } from './lanes.ts';

export interface LaneDraft {
  readonly id: string;
  readonly curve: Curve;
  readonly width: number;
  readonly speedLimit: number;
  readonly use?: LaneUse;
  readonly entry?: string;
  readonly exit?: string;
}

export interface ConnectorDraft {
  readonly from: Lane;
  readonly to: Lane;
  readonly curve: Curve;
  readonly turn: TurnKind;
  readonly signal?: string;
  /** Who may go this way, where not everybody on the lane before it may. */
  readonly use?: LaneUse;
  readonly rank: number;
  readonly speedLimit?: number;
  readonly waitAtLine?: boolean;
  readonly keepClear?: boolean;
}

/** Half of what bodies sweep in a lane: the widest is 2.6 m, and long ones cut corners. */
const SWEEP = { narrow: 0.5, straight: 1.3, turning: 1.35 } as const;

export interface NetworkBuilder {
  lane(draft: LaneDraft): Lane;
  connector(draft: ConnectorDraft): Lane;
  /** The second goes on where the first ends. */
  follow(before: Lane, after: Lane): void;
  /** The first is left of the second; vehicles may change between them. */
  neighbours(left: Lane, right: Lane): void;
  /** `concurrent` says whether two signal groups are ever green together. */
  finish(concurrent: (a: string | null, b: string | null) => boolean): RoadNetwork;
}

export function networkBuilder(): NetworkBuilder {
  const lanes: Lane[] = [];
  const add = (lane: Omit<Lane, 'index' | 'left' | 'right' | 'next' | 'previous' | 'conflicts'>): Lane => {
    const added: Lane = {
      ...lane,
      index: lanes.length,
      left: -1,
      right: -1,
      next: [],
      previous: [],
      conflicts: [],
    };
    lanes.push(added);
    return added;
  };
  return {
    lane: (draft) => add(plainLane(draft)),
    connector: (draft) => {
      const added = add(connectorLane(draft));
      join(draft.from, added);
      join(added, draft.to);
      return added;
    },
    follow: join,
    neighbours: (left, right) => {
      left.right = right.index;
      right.left = left.index;
    },
    finish: (concurrent) => {
      findConflicts(lanes, concurrent);
      return {
        lanes,
      };
    },
  };
}

type LaneFacts = Omit<Lane, 'index' | 'left' | 'right' | 'next' | 'previous' | 'conflicts'>;

function plainLane(draft: LaneDraft): LaneFacts {
  const use = draft.use ?? 'all';
  return {
    id: draft.id,
    curve: draft.curve,
    width: draft.width,
    speedLimit: draft.speedLimit,
    use,
    turn: null,
    entry: draft.entry ?? null,
    exit: draft.exit ?? null,
    signal: null,
    rank: 0,
    waitAtLine: false,
    sweep: use === 'narrow' ? SWEEP.narrow : SWEEP.straight,
    keepClear: false,
  };
}

function connectorLane(draft: ConnectorDraft): LaneFacts {
  const narrow = draft.from.use === 'narrow';
  const wide = draft.turn === 'straight' ? SWEEP.straight : SWEEP.turning;
  return {
    id: `${draft.from.id}>${draft.to.id}`,
    curve: draft.curve,
    width: draft.from.width,
    speedLimit: draft.speedLimit ?? draft.from.speedLimit,
    use: draft.use ?? draft.from.use,
    turn: draft.turn,
    entry: null,
    exit: null,
    signal: draft.signal ?? null,
    rank: draft.rank,
    waitAtLine: draft.waitAtLine ?? false,
    sweep: narrow ? SWEEP.narrow : wide,
    keepClear: draft.keepClear ?? true,
  };
}

function join(from: Lane, to: Lane): void {
  from.next.push(to.index);
  to.previous.push(from.index);
}
