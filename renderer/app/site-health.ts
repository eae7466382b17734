import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';

export type Health =
  | { readonly state: 'well' }
  | { readonly state: 'unknown' }
  | { readonly state: 'processes'; readonly count: number }
  | { readonly state: 'cameras'; readonly count: number };

/** How the site is, in one word: the worst first. */
export function siteHealth(
  connected: boolean,
  processes: readonly ProcessStatus[],
  cameras: readonly CameraStatus[],
): Health {
  if (!connected || processes.length === 0) return { state: 'unknown' };
  const down = processes.filter(({ state }) => state === 'crashed' || state === 'failed').length;
  if (down > 0) return { state: 'processes', count: down };
  const live = cameras.filter(({ mode }) => mode === 'live');
  const poor = live.filter(({ state, reason }) => AWAY.has(state) || BLIND.has(reason)).length;
  return poor > 0 ? { state: 'cameras', count: poor } : { state: 'well' };
}

const AWAY: ReadonlySet<CameraStatus['state']> = new Set(['stale', 'offline', 'auth-failed', 'unsupported']);
/** They send pictures that show nothing of the road. */
const BLIND: ReadonlySet<string> = new Set(['frozen', 'covered']);

export interface SiteLoad {
  /** 100 is one core. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  /** From the arrival of a picture to its result, for the slowest camera; null while none is analysed. */
  readonly latencyMs: number | null;
}

export function siteLoad(processes: readonly ProcessStatus[], cameras: readonly CameraStatus[]): SiteLoad {
  const analysed = cameras.filter(({ mode, analysedFps }) => mode === 'live' && analysedFps > 0);
  return {
    cpuPercent: processes.reduce((sum, { cpuPercent }) => sum + cpuPercent, 0),
    memoryBytes: processes.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
    latencyMs: analysed.length === 0 ? null : Math.max(...analysed.map(({ ageMsP95 }) => ageMsP95)),
  };
}
