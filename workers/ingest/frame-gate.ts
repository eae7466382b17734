import type { MediaUs, UtcAnchor, UtcUs } from '../../domain/base/time.ts';
import { ANCHOR_RULES } from '../../domain/camera/anchor.ts';
import { type ClockDoubt, type LiveClock, openClock, stepClock } from '../../domain/camera/live-clock.ts';
import { hearReport, NOTHING_REPORTED, type ReportedTime } from '../../domain/camera/sender-reports.ts';
import type { Picture } from './pairing.ts';
import type { RecordedStart, ResumePoint } from './types.ts';

/** What becomes of one picture before anybody sees it. */
export type GateVerdict =
  | { readonly kind: 'pass'; readonly frameId: number; readonly mediaUs: MediaUs; readonly utcUs: UtcUs }
  /** The frame that a resume starts behind. */
  | { readonly kind: 'checkpoint'; readonly frameId: number; readonly mediaUs: MediaUs; readonly utcUs: UtcUs }
  | { readonly kind: 'drop'; readonly cause: string }
  /** Was dealt with before the resume: no loss. */
  | { readonly kind: 'known' }
  | {
      readonly kind: 'close';
      readonly reason: 'time-step' | 'resume-missed' | 'resume-mismatch' | 'picture-changed';
      readonly detail: string;
    };

/** Drops that end by themselves within moments: the source has just been opened, or its clock was just changed. */
const PASSING: readonly string[] = ['settling', 'clock-changed'];

/** Whether a picture shows that its source lives. Where nobody can ever be shown what comes, it is as good as silent. */
export function isSignOfLife(verdict: GateVerdict): boolean {
  return verdict.kind === 'drop' ? PASSING.includes(verdict.cause) : verdict.kind !== 'close';
}

export interface FrameGate {
  take(picture: Picture): GateVerdict;
  /** What the camera says of its own clock. */
  report(time: ReportedTime): void;
  /** Set from the first picture that passes on. A live source gets another one when its clock changes. */
  anchor(): UtcAnchor | null;
  /** From the last picture but one to the last, whether or not they passed. */
  lastStepUs(): number;
  /** Why a clock that the camera reports is not believed; null where none is doubted. */
  doubt(): ClockDoubt | null;
}

/** Where a source never showed two pictures. */
const USUAL_STEP_US = 40_000;
/** A live source delivers what it gathered while it was opened in one burst: the delay is believed only after that. */
const SETTLE_US = 500_000;

/**
 * For cameras: source time is tied to universal time by the camera's own reports, or by the least delay of arrival.
 * `lastUtcUs` is where the run before came to: its anchor may have been a little ahead, and no moment is to be seen twice.
 */
export function createLiveGate(lastUtcUs = -Infinity): FrameGate {
  const settling: { arrivedUtcUs: number; mediaUs: number }[] = [];
  let reports = NOTHING_REPORTED;
  let live: LiveClock | null = null;
  let anchor: UtcAnchor | null = null;
  let index = -1;

  /** No run is further ahead of its arrivals than a step: what lies beyond was a wall clock that has been set back since. */
  function isSeenAlready(utcUs: number, arrivedUtcUs: number): boolean {
    return utcUs <= lastUtcUs && lastUtcUs - arrivedUtcUs <= ANCHOR_RULES.stepUs;
  }

  function settle(arrivedUtcUs: number, mediaUs: number): GateVerdict {
    settling.push({ arrivedUtcUs, mediaUs });
    if (arrivedUtcUs - (settling[0]?.arrivedUtcUs ?? 0) < SETTLE_US) return { kind: 'drop', cause: 'settling' };
    const clock = openClock(settling, reports);
    if (isSeenAlready(clock.lastUtcUs, arrivedUtcUs)) return { kind: 'drop', cause: 'settling' };
    live = clock;
    settling.length = 0;
    return pass(live, mediaUs, true);
  }

  function pass({ quality, lastUtcUs: utcUs }: LiveClock, at: number, begins: boolean): GateVerdict {
    const mediaUs = at as MediaUs;
    if (begins) anchor = { utcUs, mediaUs, quality };
    return { kind: 'pass', frameId: index, mediaUs, utcUs };
  }

  return {
    take(picture) {
      index++;
      if (picture.graphRestarted) return { kind: 'close', reason: 'picture-changed', detail: 'the picture changed' };
      if (picture.mediaUs === null) return { kind: 'drop', cause: 'no-time' };
      if (live === null) {
        const last = settling.at(-1)?.mediaUs ?? -Infinity;
        if (picture.mediaUs <= last) return { kind: 'drop', cause: 'time-not-increasing' };
        return settle(picture.arrivedUtcUs, picture.mediaUs);
      }
      const verdict = stepClock(live, reports, picture.arrivedUtcUs as UtcUs, picture.mediaUs as MediaUs);
      if (verdict.kind === 'skip') return { kind: 'drop', cause: verdict.reason };
      if (verdict.kind === 'close') return verdict;
      live = verdict.clock;
      if (verdict.kind === 'wait') return { kind: 'drop', cause: 'clock-changed' };
      return pass(live, picture.mediaUs, verdict.begins);
    },
    report: (time) => void (reports = hearReport(reports, time)),
    anchor: () => anchor,
    doubt: () => live?.doubt ?? null,
    lastStepUs: () => USUAL_STEP_US,
  };
}

/** How a recorded run begins: at its first frame, or behind one that was dealt with already. */
export type RecordedEntry =
  | { readonly kind: 'first-frame' }
  | { readonly kind: 'seek'; readonly point: ResumePoint; readonly anchor: UtcAnchor | null }
  /** Where seeking did not find the frame: everything is decoded again, and counted up to it. */
  | { readonly kind: 'recount'; readonly point: ResumePoint; readonly anchor: UtcAnchor | null };

/** For recordings: time comes from the file alone, so that every run of it gives the same numbers. */
export function createRecordedGate(start: RecordedStart, entry: RecordedEntry): FrameGate {
  let anchor: UtcAnchor | null = entry.kind === 'first-frame' ? null : entry.anchor;
  let index = -1;
  let lastUs = -Infinity;
  let stepUs = USUAL_STEP_US;
  let shiftUs = 0;
  let reached = entry.kind === 'first-frame';

  /** Files put together from pieces may start their time anew in the middle: it goes on from where it was. */
  function timeOf(picture: Picture): number | null {
    if (picture.mediaUs === null) return null;
    let at = picture.mediaUs + shiftUs;
    if (at <= lastUs - ANCHOR_RULES.hiccupUs) {
      shiftUs += lastUs + stepUs - at;
      at = lastUs + stepUs;
    }
    if (at <= lastUs) return null;
    if (lastUs > -Infinity) stepUs = at - lastUs;
    lastUs = at;
    return at;
  }

  return {
    take(picture) {
      const at = timeOf(picture);
      if (at === null) {
        return { kind: 'drop', cause: picture.mediaUs === null ? 'no-time' : 'time-not-increasing' };
      }
      index++;
      const mediaUs = at as MediaUs;
      anchor ??= { utcUs: (start.utcUs ?? picture.arrivedUtcUs) as UtcUs, mediaUs, quality: start.quality };
      const utcUs = (anchor.utcUs + (mediaUs - anchor.mediaUs)) as UtcUs;
      if (reached || entry.kind === 'first-frame') return { kind: 'pass', frameId: index, mediaUs, utcUs };
      const before = beforeCheckpoint(entry, index, mediaUs);
      if (before) return before;
      reached = true;
      index = entry.point.frameId;
      return { kind: 'checkpoint', frameId: index, mediaUs, utcUs };
    },
    report: () => undefined,
    anchor: () => anchor,
    lastStepUs: () => stepUs,
    doubt: () => null,
  };
}

function beforeCheckpoint(
  entry: Exclude<RecordedEntry, { kind: 'first-frame' }>,
  index: number,
  mediaUs: number,
): GateVerdict | null {
  const { point } = entry;
  if (entry.kind === 'seek') {
    if (mediaUs < point.mediaUs) return { kind: 'known' };
    if (mediaUs === point.mediaUs) return null;
    return { kind: 'close', reason: 'resume-missed', detail: `no frame at ${point.mediaUs} µs after seeking` };
  }
  if (index < point.frameId) return { kind: 'known' };
  if (mediaUs === point.mediaUs) return null;
  return {
    kind: 'close',
    reason: 'resume-mismatch',
    detail: `frame ${point.frameId} is at ${mediaUs} µs, not at ${point.mediaUs} µs as before`,
  };
}
