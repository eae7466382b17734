import type { MediaUs, UtcAnchor, UtcUs } from '../base/time.ts';
import {
  ANCHOR_RULES,
  type AnchorVerdict,
  type LiveAnchor,
  openAnchor,
  slew,
  soonestUs,
  stepAnchor,
} from './anchor.ts';
import type { ReportedClock } from './sender-reports.ts';

/** Why a camera that reports its clock is not believed, and how far that clock is from this machine's. */
export interface ClockDoubt {
  readonly reason: 'clock-behind' | 'clock-ahead' | 'clock-jumped';
  readonly offUs: number;
}

/**
 * The universal time of a live source: by the camera's own sender reports while they can be believed, otherwise by
 * the least delay of arrival, which is watched all the while.
 */
export interface LiveClock {
  readonly quality: Extract<UtcAnchor['quality'], 'rtcp' | 'arrival'>;
  readonly arrival: LiveAnchor;
  /** Universal time minus source time by the reports, slewed; only of meaning while they are followed. */
  readonly reportedUs: number;
  readonly doubt: ClockDoubt | null;
  /** Source time before which a clock that has disappointed is not believed again. */
  readonly restUntilUs: number;
  /** Of the last frame that passed. */
  readonly lastUtcUs: UtcUs;
  /** The clock was changed, and no frame has passed under the new one yet. */
  readonly changed: boolean;
}

/** What the clock makes of one more frame. */
export type ClockVerdict =
  /** `begins`: the frame is the first under another clock, so another session begins with it. */
  | { readonly kind: 'keep'; readonly clock: LiveClock; readonly begins: boolean }
  /** Its time under the new clock has been used already under the old one. */
  | { readonly kind: 'wait'; readonly clock: LiveClock }
  | Exclude<AnchorVerdict, { kind: 'keep' }>;

/** How far a camera's own clock is trusted beside the arrival of its pictures. */
export const CLOCK_RULES = {
  /** No picture needs longer to get here: a clock further behind is set wrong. */
  behindUs: 3_000_000,
  /** No picture arrives before it was taken; so much may the clock of this machine be wrong. */
  aheadUs: 500_000,
  restUs: 600_000_000,
} as const;

/** Opens the clock from what was seen while the source settled: pairs of arrival and source time, at least one. */
export function openClock(arrivals: Parameters<typeof openAnchor>[0], reports: ReportedClock): LiveClock {
  const arrival = openAnchor(arrivals);
  const silent: LiveClock = {
    ...{ quality: 'arrival', arrival, reportedUs: 0, doubt: null, restUntilUs: -Infinity },
    ...{ lastUtcUs: 0 as UtcUs, changed: false },
  };
  const clock = judge(silent, reports, arrival.lastMediaUs);
  return { ...clock, lastUtcUs: clockUtc(clock, arrival.lastMediaUs), changed: false };
}

function clockUtc({ quality, arrival, reportedUs }: LiveClock, mediaUs: number): UtcUs {
  return Math.round(mediaUs + (quality === 'rtcp' ? reportedUs : arrival.offsetUs)) as UtcUs;
}

/** Takes in one frame, with what the camera has reported up to it. */
export function stepClock(
  before: LiveClock,
  reports: ReportedClock,
  arrivedUtcUs: UtcUs,
  mediaUs: MediaUs,
): ClockVerdict {
  const verdict = stepAnchor(before.arrival, arrivedUtcUs, mediaUs);
  if (verdict.kind !== 'keep') return verdict;
  const passedUs = mediaUs - before.arrival.lastMediaUs;
  const reportedUs = slew(before.reportedUs, reports.offsetUs, passedUs);
  const clock = judge({ ...before, arrival: verdict.anchor, reportedUs }, reports, mediaUs);
  const utcUs = clockUtc(clock, mediaUs);
  // Time never runs backwards for whoever adds up what was watched: what both clocks cover is covered once.
  if (utcUs <= before.lastUtcUs) return { kind: 'wait', clock };
  return { kind: 'keep', clock: { ...clock, lastUtcUs: utcUs, changed: false }, begins: clock.changed };
}

function judge(clock: LiveClock, { offsetUs }: ReportedClock, mediaUs: number): LiveClock {
  if (offsetUs === null) return clock;
  const doubt = doubtOf(soonestUs(clock.arrival) - offsetUs);
  if (clock.quality === 'rtcp') return keepOrLeave(clock, doubt, offsetUs, mediaUs);
  if (doubt !== null) return { ...clock, doubt };
  if (mediaUs < clock.restUntilUs) return clock;
  return { ...clock, quality: 'rtcp', reportedUs: offsetUs, doubt: null, changed: true };
}

/** The reason not to believe a clock by which pictures take so long to get here. */
function doubtOf(lateUs: number): ClockDoubt | null {
  if (lateUs > CLOCK_RULES.behindUs) return { reason: 'clock-behind', offUs: -lateUs };
  if (lateUs < -CLOCK_RULES.aheadUs) return { reason: 'clock-ahead', offUs: -lateUs };
  return null;
}

function keepOrLeave(clock: LiveClock, doubt: ClockDoubt | null, offsetUs: number, mediaUs: number): LiveClock {
  const jumpUs = offsetUs - clock.reportedUs;
  const jumped = Math.abs(jumpUs) > ANCHOR_RULES.stepUs;
  if (doubt === null && !jumped) return clock;
  const why = doubt ?? { reason: 'clock-jumped', offUs: jumpUs };
  const restUntilUs = mediaUs + CLOCK_RULES.restUs;
  return { ...clock, quality: 'arrival', doubt: why, restUntilUs, changed: true };
}
