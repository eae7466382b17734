import { create } from 'zustand';

/** Below this the two clocks are taken as the same: the header says whole seconds only. */
const TRUSTED_DIFFERENCE_MS = 1500;

/** How far the server's clock is ahead of ours, from the Date header of an answer; small differences count as none. */
export function clockOffset(serverMs: number, askedMs: number, answeredMs: number): number {
  // The header is cut to whole seconds: on average half a second is missing.
  const offset = serverMs + 500 - (askedMs + answeredMs) / 2;
  return Math.abs(offset) < TRUSTED_DIFFERENCE_MS ? 0 : Math.round(offset);
}

interface ClockState {
  readonly offsetMs: number;
  readonly noteServerTime: (serverMs: number, askedMs: number, answeredMs: number) => void;
}

export const useClock = create<ClockState>((set) => ({
  offsetMs: 0,
  noteServerTime: (serverMs, askedMs, answeredMs) => {
    const next = clockOffset(serverMs, askedMs, answeredMs);
    set((state) => (Math.abs(next - state.offsetMs) < 1000 && next !== 0 ? state : { offsetMs: next }));
  },
}));

/** Now, by the site's clock. */
export function siteNowMs(): number {
  return Date.now() + useClock.getState().offsetMs;
}
