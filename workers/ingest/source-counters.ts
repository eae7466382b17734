import type { CameraCondition } from '../../domain/camera/states.ts';
import { createRateMeter } from './meters.ts';
import type { SessionClock } from './session.ts';
import type { RunInfo, SourceClock, SourceFrame } from './types.ts';

/** How a source is doing, for the health page. */
export interface SourceStats {
  readonly condition: CameraCondition;
  readonly fps: number;
  /** As received from the camera; 0 for local sources. */
  readonly bitrateKbps: number;
  /** Frames delivered since the source was started. */
  readonly frames: number;
  readonly runs: number;
  /** Runs that were needed because one before them broke off; passes of a loop and files of a folder are none. */
  readonly restarts: number;
  readonly drops: Readonly<Record<string, number>>;
  readonly lastFrameUtcUs: number | null;
  readonly lastMediaUs: number | null;
  /** Of a recording: how far through the current file. */
  readonly progress: number | null;
  readonly info: RunInfo | null;
  readonly location: string;
  readonly pid: number | null;
  readonly clock: SessionClock;
  /** When it is opened again after a long wait. */
  readonly nextTryUtcUs: number | null;
}

/** What the counters are told of the session that is running, when they are read. */
export interface RunningFigures {
  readonly drops: Readonly<Record<string, number>>;
  readonly pid: number | null;
  readonly clock: SessionClock;
  readonly nextTryUtcUs: number | null;
}

export const NOT_RUNNING: Omit<RunningFigures, 'nextTryUtcUs'> = { drops: {}, pid: null, clock: { quality: null, doubt: null } };

export interface SourceCounters {
  opened(location: string): void;
  broken(): void;
  started(info: RunInfo): void;
  frame(frame: SourceFrame): void;
  packet(bytes: number): void;
  ended(drops: Readonly<Record<string, number>>): void;
  stats(condition: CameraCondition, running: RunningFigures): SourceStats;
}

export function createSourceCounters(clock: SourceClock): SourceCounters {
  const frameMeter = createRateMeter(() => clock.monotonicMs());
  const byteMeter = createRateMeter(() => clock.monotonicMs());
  let drops: Record<string, number> = {};
  let frames = 0;
  let runs = 0;
  let restarts = 0;
  let last: { readonly arrivedUtcUs: number; readonly mediaUs: number } | null = null;
  let info: RunInfo | null = null;
  let location = '';

  function progress(): number | null {
    if (info === null || info.durationUs === null || info.durationUs <= 0 || last === null) return null;
    const begun = info.resumedFrom === null ? info.anchor.mediaUs : 0;
    return Math.min(1, Math.max(0, (last.mediaUs - begun) / info.durationUs));
  }

  return {
    opened(where) {
      runs++;
      location = where;
    },
    broken: () => void restarts++,
    started: (found) => void (info = found),
    frame(frame) {
      frames++;
      frameMeter.add(1);
      // The numbers only: holding on to the frame would hold on to its pixels.
      last = { arrivedUtcUs: frame.arrivedUtcUs, mediaUs: frame.mediaUs };
    },
    packet: (bytes) => byteMeter.add(bytes),
    ended: (more) => void (drops = sum(drops, more)),
    stats: (condition, running) => ({
      condition,
      fps: frameMeter.perSecond(),
      bitrateKbps: Math.round((byteMeter.perSecond() * 8) / 1_000),
      frames,
      runs,
      restarts,
      drops: sum(drops, running.drops),
      lastFrameUtcUs: last?.arrivedUtcUs ?? null,
      lastMediaUs: last?.mediaUs ?? null,
      progress: progress(),
      info,
      location,
      pid: running.pid,
      clock: running.clock,
      nextTryUtcUs: running.nextTryUtcUs,
    }),
  };
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const total = { ...a };
  for (const [cause, count] of Object.entries(b)) total[cause] = (total[cause] ?? 0) + count;
  return total;
}
