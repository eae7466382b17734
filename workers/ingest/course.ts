import type { UtcAnchor } from '../../domain/base/time.ts';
import { backoffMs, isStable } from '../../domain/camera/backoff.ts';
import { afterAttempt, closedCircuit, restAfter } from '../../domain/camera/circuit.ts';
import { afterFailure, afterStableLoss, startFailover } from '../../domain/camera/failover.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import { codeOf, type CourseOptions, type NextStep } from './next-step.ts';
import { createRecordingCourse, type RecordingCourse } from './recording-course.ts';
import type { SessionOutcome } from './session.ts';
import type { SourceItem } from './source-plan.ts';

/** Where a source stands: which address is next, from where, and how patient to be. */
export interface Course {
  readonly recording: RecordingCourse;
  /** The address for the next run. */
  pick(items: readonly SourceItem[]): SourceItem | null;
  hardware(): { readonly use: boolean; readonly note: string | null };
  isPaced(): boolean;
  afterRun(outcome: SessionOutcome, anchor: UtcAnchor | null, items: number, usedHardware: boolean): NextStep;
  /** The source as a whole cannot be opened. */
  afterRefusal(code: SourceFailureCode): NextStep;
}

/** A new session straight after another is fine unless it becomes a habit. */
const QUIET_AFTER_MS = 5_000;
const HARDWARE_ON_TRIAL_FRAMES = 25;
const NEW_SESSION: readonly string[] = ['picture-changed', 'time-step'];
const HARDWARE_SUSPECTS: readonly string[] = [
  'unknown',
  'unsupported-codec',
  'not-a-video',
  'protocol-error',
  'killed',
];
/** Nothing that another file of the folder would not meet as well. */
const NO_FAULT_OF_THE_FILE: readonly string[] = ['decoder-missing', 'receiver-failed'];
const AT_ONCE: NextStep = { kind: 'again', quiet: true, willResume: false };

export function createCourse(options: CourseOptions): Course {
  const { nature, settings } = options;
  const patience = createPatience(options);
  const recording = createRecordingCourse(options);
  let paced = false;
  let broken: string | null = null;

  function afterRecorded(outcome: SessionOutcome, anchor: UtcAnchor | null): NextStep {
    const played = outcome.frames > 0 && (outcome.reason === 'ended' || outcome.reason === 'truncated');
    if (played) return recording.fileOver(outcome);
    const again = nature.resumable || nature.lossless ? recording.resume(outcome, anchor) : null;
    if (again !== null) return again;
    // One bad file does not stop a folder.
    if (nature.folder && !NO_FAULT_OF_THE_FILE.includes(outcome.reason)) return recording.fileOver(outcome);
    return nature.lossless ? { kind: 'finish', code: codeOf(outcome) } : patience.afterFailure(outcome, 1);
  }

  return {
    recording,
    pick(items) {
      return items[nature.network ? patience.address() : 0] ?? items[0] ?? null;
    },
    hardware() {
      if (settings.hardwareDecode === 'off') return { use: false, note: null };
      const note = broken ?? options.hardwareMissing;
      return { use: note === null, note };
    },
    isPaced: () => paced,
    afterRun(outcome, anchor, count, usedHardware) {
      if (outcome.reason === 'repace') {
        paced = true;
        return AT_ONCE;
      }
      if (notFound(outcome)) {
        return recording.recount() ? { ...AT_ONCE, willResume: true } : { kind: 'finish', code: 'resume-mismatch' };
      }
      if (usedHardware && outcome.frames < HARDWARE_ON_TRIAL_FRAMES && HARDWARE_SUSPECTS.includes(outcome.reason)) {
        broken = `hardware decoding failed (${outcome.detail})`;
        return { ...AT_ONCE, quiet: outcome.frames === 0 };
      }
      if (!nature.live) return afterRecorded(outcome, anchor);
      const newSession = NEW_SESSION.includes(outcome.reason) && outcome.liveForMs >= QUIET_AFTER_MS;
      return newSession ? AT_ONCE : patience.afterFailure(outcome, count);
    },
    afterRefusal(code) {
      return nature.lossless ? { kind: 'finish', code } : patience.afterFailure({ reason: code, liveForMs: 0 }, 1);
    },
  };
}

/** Whether a resumed run was over without the frame that it was to go on behind, through no interruption. */
function notFound({ reason, reached }: SessionOutcome): boolean {
  if (reason === 'resume-missed' || reason === 'resume-mismatch') return true;
  // Seeking close to the end of some formats leads behind the last frame: the run is over before it began.
  return !reached && (reason === 'ended' || reason === 'truncated' || reason === 'not-a-video');
}

/** How often something is tried again, and under which address. */
function createPatience({ settings, clock, nature, random }: CourseOptions) {
  let failures = 0;
  let failover = startFailover();
  let circuit = closedCircuit();
  let troubledSinceMs: number | null = null;
  let hasShown = false;
  return {
    address: () => failover.index,
    afterFailure(outcome: Pick<SessionOutcome, 'reason' | 'liveForMs'>, addresses: number): NextStep {
      const nowMs = clock.monotonicMs();
      hasShown ||= outcome.liveForMs > 0;
      if (isStable(outcome.liveForMs, settings.backoff)) {
        failures = 0;
        failover = afterStableLoss();
        troubledSinceMs = nowMs;
      } else {
        failover = afterFailure(failover, addresses);
        troubledSinceMs ??= nowMs;
      }
      const code = codeOf(outcome);
      const troubledForMs = nowMs - troubledSinceMs;
      const situation = { failures, code, liveNetwork: nature.network, hasShown, troubledForMs, jitter: random() };
      failures++;
      circuit = afterAttempt(circuit, code, outcome.liveForMs > 0);
      const restMs = nature.network ? restAfter(circuit, { code, hasShown, addresses }, settings.circuit) : null;
      const ms = restMs ?? backoffMs(situation, settings.backoff);
      return { kind: 'wait', ms, code, willResume: false, ...(restMs === null ? {} : { rests: true }) };
    },
  };
}
