import type { MediaUs, UtcUs } from '../base/time.ts';

/**
 * How a live source's time maps to universal time: every frame arrives late by some delay, so the least delay seen is
 * the best guess. Clocks drift, so the guess follows, but at most 1 ms per second: facts of one session stay in order.
 */
export interface LiveAnchor {
  /** Universal time minus source time. */
  readonly offsetUs: number;
  readonly lastMediaUs: number;
  readonly window: { readonly startMediaUs: number; readonly leastUs: number };
  /** The least delay of the last whole window; null until one has passed. */
  readonly targetUs: number | null;
}

/** What the anchor makes of one more frame. */
export type AnchorVerdict =
  | { readonly kind: 'keep'; readonly anchor: LiveAnchor; readonly utcUs: UtcUs }
  | { readonly kind: 'skip'; readonly reason: 'time-not-increasing' }
  | { readonly kind: 'close'; readonly reason: 'time-step'; readonly detail: string };

/** The limits of trust in a source's clock. */
export const ANCHOR_RULES = {
  windowUs: 10_000_000,
  slewPerSecondUs: 1_000,
  stepUs: 1_000_000,
  /** A frame this little before the last one is a hiccup to skip; more is time running backwards. */
  hiccupUs: 500_000,
} as const;

/** Opens an anchor from the frames seen while the source settled: pairs of arrival and source time, at least one. */
export function openAnchor(
  arrivals: readonly { readonly arrivedUtcUs: number; readonly mediaUs: number }[],
): LiveAnchor {
  const offsetUs = Math.min(...arrivals.map((a) => a.arrivedUtcUs - a.mediaUs));
  const lastMediaUs = Math.max(...arrivals.map((a) => a.mediaUs));
  return { offsetUs, lastMediaUs, window: { startMediaUs: lastMediaUs, leastUs: Infinity }, targetUs: null };
}

/** The offset of the frame that came soonest of late: nearer to the truth than the offset that still slews towards it. */
export function soonestUs({ offsetUs, window, targetUs }: LiveAnchor): number {
  return Math.min(offsetUs, window.leastUs, targetUs ?? Infinity);
}

/** Takes in one frame. */
export function stepAnchor(anchor: LiveAnchor, arrivedUtcUs: UtcUs, mediaUs: MediaUs): AnchorVerdict {
  const passed = mediaUs - anchor.lastMediaUs;
  if (passed <= 0) {
    if (-passed <= ANCHOR_RULES.hiccupUs) return { kind: 'skip', reason: 'time-not-increasing' };
    return { kind: 'close', reason: 'time-step', detail: `source time went back by ${seconds(-passed)}` };
  }
  const delayed = arrivedUtcUs - mediaUs;
  if (delayed < anchor.offsetUs - ANCHOR_RULES.stepUs) {
    const early = anchor.offsetUs - delayed;
    return { kind: 'close', reason: 'time-step', detail: `source time ran ahead by ${seconds(early)}` };
  }
  return follow(anchor, delayed, mediaUs, passed);
}

function follow(anchor: LiveAnchor, delayed: number, mediaUs: MediaUs, passed: number): AnchorVerdict {
  const least = Math.min(anchor.window.leastUs, delayed);
  const windowOver = mediaUs - anchor.window.startMediaUs >= ANCHOR_RULES.windowUs;
  const targetUs = windowOver ? least : anchor.targetUs;
  // A whole window in which nothing came in time: the source stood still or the wall clock was set forward.
  if (windowOver && least - anchor.offsetUs > ANCHOR_RULES.stepUs) {
    const late = least - anchor.offsetUs;
    return { kind: 'close', reason: 'time-step', detail: `source time fell behind by ${seconds(late)}` };
  }
  const offsetUs = slew(anchor.offsetUs, targetUs, passed);
  const window = windowOver ? { startMediaUs: mediaUs, leastUs: Infinity } : { ...anchor.window, leastUs: least };
  return {
    kind: 'keep',
    anchor: { offsetUs, lastMediaUs: mediaUs, window, targetUs },
    utcUs: Math.round(mediaUs + offsetUs) as UtcUs,
  };
}

/** Moves an offset towards its target, as far as the source time that passed allows. */
export function slew(offsetUs: number, targetUs: number | null, passedUs: number): number {
  if (targetUs === null) return offsetUs;
  // A pause is not a licence to jump: at most one second's worth per frame.
  const most = (Math.min(passedUs, 1_000_000) / 1_000_000) * ANCHOR_RULES.slewPerSecondUs;
  return offsetUs + Math.max(-most, Math.min(most, targetUs - offsetUs));
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}
