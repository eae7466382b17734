import type { UtcAnchor } from '../../domain/base/time.ts';
import { spendRestart } from '../../domain/camera/restart-budget.ts';
import { codeOf, type CourseOptions, type NextStep } from './next-step.ts';
import type { RecordedEntry, RecordedStart } from './frame-gate.ts';
import type { SessionOutcome } from './session.ts';
import type { SourceItem } from './source-plan.ts';
import type { SourceFrame } from './types.ts';

/** Where one stands in a recording: in which file, at which frame, in which pass. */
export interface RecordingCourse {
  item(): number;
  entry(): RecordedEntry;
  start(item: SourceItem): RecordedStart;
  /** Called with every delivered frame, so that an interrupted recording can go on behind it. */
  passed(frame: SourceFrame): void;
  /** The picture to go on behind, where this very source has shown it; null where only the receiver knows it. */
  proof(): Uint8Array | null;
  /** The frame to go on behind was not found by seeking: everything is decoded again, and counted up to it. */
  recount(): boolean;
  /** After a file was played to its end. */
  nextItem(outcome: Pick<SessionOutcome, 'reason' | 'last' | 'lastStepUs'>, count: number): NextStep;
  /** After an interruption: goes on behind the last delivered frame; null when that has happened too often. */
  resume(outcome: SessionOutcome, anchor: UtcAnchor | null): NextStep | null;
}

const INTERRUPTIONS: readonly string[] = ['killed', 'stalled', 'out-of-step', 'timeout', 'unknown', 'decoder-missing'];

export function createRecordingCourse({ nature, settings, clock, resume }: CourseOptions): RecordingCourse {
  let item = resume?.item ?? 0;
  let pass = 1;
  let entry: RecordedEntry =
    resume === null ? { kind: 'first-frame' } : { kind: 'seek', point: resume, anchor: resume.anchor ?? null };
  let proof: Uint8Array | null = null;
  let lastFrame: SourceFrame | null = null;
  let follows: RecordedStart | null = null;
  let spent: readonly number[] = [];
  let playedThisPass = false;

  return {
    item: () => item,
    entry: () => entry,
    start(chosen) {
      if (chosen.startUtcUs !== null && pass === 1) return (follows = { utcUs: chosen.startUtcUs, quality: 'given' });
      return (follows ??= { utcUs: null, quality: 'assumed' });
    },
    passed(frame) {
      playedThisPass = true;
      if (nature.resumable) lastFrame = frame;
    },
    proof: () => proof,
    recount() {
      if (entry.kind !== 'seek') return false;
      entry = { ...entry, kind: 'recount' };
      return true;
    },
    nextItem(outcome, count) {
      const { last } = outcome;
      // The files of a folder share one clock: a file without a date in its name follows the one before.
      if (last !== null) follows = { utcUs: last.utcUs + outcome.lastStepUs, quality: follows?.quality ?? 'assumed' };
      entry = { kind: 'first-frame' };
      proof = null;
      item++;
      if (item < count) return { kind: 'again', quiet: true, willResume: false };
      if (!nature.loop) return { kind: 'finish', code: codeOf(outcome) };
      item = 0;
      pass++;
      // A folder in which nothing can be played must not be gone through again and again without a breath.
      if (!playedThisPass)
        return { kind: 'wait', ms: settings.backoff.capMs, code: codeOf(outcome), willResume: false };
      playedThisPass = false;
      // The second time round, the date of the recording would say that the same traffic was there twice.
      follows = null;
      return { kind: 'again', quiet: true, willResume: false };
    },
    resume(outcome, anchor) {
      if (!INTERRUPTIONS.includes(outcome.reason)) return null;
      const verdict = spendRestart(spent, clock.monotonicMs());
      spent = verdict.history;
      if (!verdict.allowed) return null;
      if (nature.resumable && lastFrame !== null && outcome.last !== null) {
        entry = { kind: 'seek', point: { mediaUs: lastFrame.mediaUs, frameId: lastFrame.frameId, item }, anchor };
        proof = lastFrame.raw;
      }
      const willResume = entry.kind !== 'first-frame';
      return { kind: 'wait', ms: settings.backoff.firstMs, code: codeOf(outcome), willResume };
    },
  };
}
