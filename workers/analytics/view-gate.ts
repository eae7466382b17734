import type { OverlayTrack } from './overlay.ts';

/** A picture on its way to the screens. */
export interface ViewFrame {
  readonly frameId: number;
  readonly mediaUs: number;
  readonly utcUs: number;
  readonly arrivedUtcUs: number;
  readonly jpeg: Uint8Array;
}

export type AnalysisMode = 'on' | 'slow' | 'off';

export interface ViewGate {
  readonly mode: AnalysisMode;
  arrived(frame: ViewFrame, nowMs: number): void;
  /** The result of a frame: its picture leaves with its own boxes, older ones that wait are given up. */
  analysed(frameId: number, tracks: readonly OverlayTrack[], nowMs: number): void;
  setMode(mode: AnalysisMode): void;
  clear(): void;
}

const WAIT_LIMIT_MS = 250;
const MOST_WAITING = 16;

/**
 * Keeps a JPEG until its own result is there, at most 250 ms. With analysis on, only analysed frames are shown, each
 * with its boxes; with analysis slow or off, all frames are shown and none has boxes. Never a mixture, never the boxes
 * of another frame.
 */
export function createViewGate(
  publish: (frame: ViewFrame, tracks: readonly OverlayTrack[] | null, mode: AnalysisMode) => void,
): ViewGate {
  let waiting: { readonly frame: ViewFrame; readonly sinceMs: number }[] = [];
  let mode: AnalysisMode = 'on';
  return {
    get mode() {
      return mode;
    },
    arrived(frame, nowMs) {
      if (mode !== 'on') {
        publish(frame, null, mode);
        return;
      }
      waiting = waiting.filter((entry) => nowMs - entry.sinceMs <= WAIT_LIMIT_MS).slice(1 - MOST_WAITING);
      waiting.push({ frame, sinceMs: nowMs });
    },
    analysed(frameId, tracks, nowMs) {
      const at = waiting.findIndex((entry) => entry.frame.frameId === frameId);
      const entry = waiting[at];
      if (entry === undefined) return;
      waiting = waiting.slice(at + 1);
      if (mode === 'on' && nowMs - entry.sinceMs <= WAIT_LIMIT_MS) publish(entry.frame, tracks, mode);
    },
    setMode(next) {
      if (next === mode) return;
      mode = next;
      waiting = [];
    },
    clear() {
      waiting = [];
    },
  };
}

/** Below this many analysed frames a second tracks of fast vehicles break … */
const SLOW_BELOW_FPS = 8;
/** … and only clearly above it boxes come back, so that a tile does not flip. */
const RECOVERED_FROM_FPS = 8.5;
/** Before this much time has been measured a rate says nothing. */
const MEASURE_MS = 2500;

/** What the tile may promise, from the measured rate of analysis. */
export function nextMode(
  current: AnalysisMode,
  enabled: boolean,
  analysedFps: number,
  measuredMs: number,
): AnalysisMode {
  if (!enabled) return 'off';
  if (measuredMs < MEASURE_MS) return current === 'off' ? 'on' : current;
  if (current === 'slow') return analysedFps >= RECOVERED_FROM_FPS ? 'on' : 'slow';
  return analysedFps < SLOW_BELOW_FPS ? 'slow' : 'on';
}
