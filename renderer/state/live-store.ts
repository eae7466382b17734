import { create } from 'zustand';
import type { LiveServerMessage } from '../../domain/contracts/api.ts';
import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';
import type { LiveConnection } from '../api/index.ts';
import { EMPTY_LEDGER, addToLedger } from './count-ledger.ts';
import type { CountLedger } from './count-ledger.ts';

/** What the live line says, as the screens read it. Pictures do not pass through here: they go straight to canvases. */
export interface LiveState {
  readonly connection: LiveConnection;
  readonly cameras: Readonly<Record<string, CameraStatus>>;
  readonly processes: readonly ProcessStatus[];
  readonly ledgers: Readonly<Record<string, CountLedger>>;
  readonly lostFrames: number;
  readonly malformed: number;
  readonly statusAtMs: number | null;
}

export const FIRST_LIVE_STATE: LiveState = {
  connection: { state: 'stopped' },
  cameras: {},
  processes: [],
  ledgers: {},
  lostFrames: 0,
  malformed: 0,
  statusAtMs: null,
};

export const useLive = create<LiveState>(() => FIRST_LIVE_STATE);

/** The next state after a message; pictures and notices of change are somebody else's. */
export function stepLive(state: LiveState, message: LiveServerMessage, nowMs: number): LiveState {
  switch (message.type) {
    case 'status':
      return {
        ...state,
        cameras: byCamera(message.cameras),
        processes: message.processes,
        statusAtMs: nowMs,
      };
    case 'crossings':
      return { ...state, ledgers: withCrossings(state, message.crossings) };
    case 'lost-frames':
      return { ...state, lostFrames: message.total };
    case 'welcome':
    case 'view':
    case 'changed':
    case 'problem':
      return state;
  }
}

/** The camera itself goes before its replays; one that is a recording has nothing but its replay. */
function byCamera(statuses: readonly CameraStatus[]): LiveState['cameras'] {
  const live = statuses.filter(({ mode }) => mode === 'live');
  const replays = statuses.filter(({ mode }) => mode === 'replay').reverse();
  return Object.fromEntries([...replays, ...live].map((status) => [status.cameraId, status]));
}

type Crossings = Extract<LiveServerMessage, { type: 'crossings' }>['crossings'];

/** A camera's total is that of its live sessions; a replay counts for itself. */
function withCrossings(state: LiveState, crossings: Crossings): LiveState['ledgers'] {
  const ledgers = { ...state.ledgers };
  const live = crossings.filter(({ mode }) => mode !== 'replay');
  for (const cameraId of new Set(live.map((crossing) => crossing.cameraId))) {
    const own = live.filter((crossing) => crossing.cameraId === cameraId);
    ledgers[cameraId] = addToLedger(ledgers[cameraId] ?? EMPTY_LEDGER, own);
  }
  return ledgers;
}

export function updateLedger(cameraId: string, step: (ledger: CountLedger) => CountLedger): void {
  useLive.setState((state) => ({
    ledgers: { ...state.ledgers, [cameraId]: step(state.ledgers[cameraId] ?? EMPTY_LEDGER) },
  }));
}
