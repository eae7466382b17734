import type { CameraHappening } from '../../domain/camera/states.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { CameraSource, Credential } from '../../domain/contracts/source.ts';
import { type Course, createCourse } from './course.ts';
import type { SourceFailure } from './file-access.ts';
import type { FfmpegInput } from './ffmpeg-args.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { createLiveGate, createRecordedGate, type FrameGate } from './frame-gate.ts';
import { hardwareMissing } from './hardware.ts';
import { codeOf, type NextStep } from './next-step.ts';
import { type Session, type SessionOutcome, startSession } from './session.ts';
import { natureOf, planSource, type SourceItem } from './source-plan.ts';
import type { SourceCounters } from './source-counters.ts';
import type {
  ChildNote,
  IngestSettings,
  ResumePoint,
  RunEnd,
  RunInfo,
  SourceClock,
  SourceFrame,
  SourceListener,
  SourceLog,
} from './types.ts';

export interface SourceOptions {
  readonly source: CameraSource;
  readonly credential: Credential | null;
  readonly settings: IngestSettings;
  readonly ffmpeg: Pick<FfmpegBinary, 'path'>;
  readonly clock: SourceClock;
  random(): number;
  readonly log: SourceLog;
  readonly listener: SourceListener;
  onChild(note: ChildNote, happening: 'started' | 'ended'): void;
  readonly resume?: ResumePoint | null;
}

export interface Attempts {
  open(): Promise<{ readonly step: NextStep; readonly detail: string }>;
  session(): Session | null;
  stopped(): boolean;
  /** Resolves when the ffmpeg of the last attempt is gone. */
  stop(detail: string): Promise<void>;
}

/** One attempt after another, each with its own number: what an old one still has to say is not listened to. */
export function createAttempts(
  options: SourceOptions,
  counters: SourceCounters,
  happen: (happening: CameraHappening) => void,
): Attempts {
  const { settings, listener, source, credential } = options;
  const nature = natureOf(source);
  const missing = settings.hardwareDecode === 'auto' ? hardwareMissing() : null;
  const course = createCourse({ ...options, nature, resume: options.resume ?? null, hardwareMissing: missing });
  let session: Session | null = null;
  let runs = 0;
  let lastUtcUs = -Infinity;
  let stopped = false;

  async function refuse({ code, message, hint }: SourceFailure, step: NextStep) {
    const detail = `${message}; ${hint}`;
    await listener.onRunEnd(neverRan(++runs, code, detail));
    return { step, detail };
  }

  async function play(picked: Picked, count: number) {
    const run = ++runs;
    counters.opened(picked.item.shown);
    const gate = nature.live ? createLiveGate(lastUtcUs) : recordedGate(course, picked.item);
    const { use: usedHardware } = course.hardware();
    const taps = createTaps(course, counters, happen, listener, () => run === runs);
    const current = openSession(options, course, picked, count, gate, run, taps);
    session = current;
    const outcome = await current.done;
    session = null;
    lastUtcUs = outcome.last?.utcUs ?? lastUtcUs;
    const step: NextStep = stopped ? OVER : course.afterRun(outcome, gate.anchor(), count, usedHardware);
    counters.ended(outcome.drops);
    logEnd(options, run, outcome);
    await tellEnd(listener, run, outcome, stopped, step);
    return { step, detail: outcome.detail };
  }

  return {
    async open() {
      const plan = await planSource(source, credential, settings.allowedFolders, settings.timeZone);
      if (stopped) return { step: OVER, detail: '' };
      if (!plan.ok) return refuse(plan.failure, course.afterRefusal(plan.failure.code));
      const count = plan.value.length;
      const picked = course.pick(plan.value);
      if (picked === null) return refuse(EMPTY, course.afterRefusal(EMPTY.code));
      const { refused } = picked.item;
      return refused === null ? play(picked, count) : refuse(refused, course.afterBadItem(refused.code, count));
    },
    session: () => session,
    stopped: () => stopped,
    async stop(detail) {
      stopped = true;
      session?.end('stopped', detail);
      await session?.done;
    },
  };
}

const EMPTY: SourceFailure = { code: 'not-found', message: 'there is nothing to open', hint: 'choose a source' };
const OVER: NextStep = { kind: 'finish', code: 'ended' };
type Picked = NonNullable<ReturnType<Course['pick']>>;

function createTaps(
  course: Course,
  counters: SourceCounters,
  happen: (happening: CameraHappening) => void,
  listener: SourceListener,
  isCurrent: () => boolean,
): SessionTaps {
  return {
    onDelivered(frame) {
      if (!isCurrent()) return;
      course.recording.passed(frame);
      counters.frame(frame);
      happen({ kind: 'frame' });
    },
    onPacket: counters.packet,
    onRunStart(info) {
      counters.started(info);
      listener.onRunStart(info);
    },
  };
}

interface SessionTaps {
  onDelivered(frame: SourceFrame): void;
  onPacket(bytes: number): void;
  onRunStart(info: RunInfo): void;
}

function openSession(
  options: SourceOptions,
  course: Course,
  picked: Picked,
  count: number,
  gate: FrameGate,
  run: number,
  taps: SessionTaps,
): Session {
  const { source, settings, clock, listener } = options;
  const { item, index } = picked;
  const entry = course.recording.entry();
  const proof = course.recording.proof();
  const hardware = course.hardware();
  return startSession({
    run,
    item,
    input: paced(item.input, course.isPaced()),
    itemInfo: source.kind === 'folder' ? { index, count, name: item.shown } : null,
    gate,
    settings,
    lossless: natureOf(source).lossless,
    hardware: hardware.use,
    hardwareNote: hardware.note,
    seekUs: entry.kind === 'seek' ? entry.point.mediaUs : null,
    resumedFrom: entry.kind === 'first-frame' ? null : entry.point,
    ffmpegPath: options.ffmpeg.path,
    clock,
    listener: { ...bound(listener), onRunStart: taps.onRunStart },
    onChild: options.onChild,
    isSamePicture(frame) {
      if (proof !== null) return Buffer.compare(proof, frame.raw) === 0;
      return listener.onCheckpointFrame?.(frame) ?? true;
    },
    onDelivered: taps.onDelivered,
    onPacket: taps.onPacket,
  });
}

/** A listener may be an object with methods; spreading it alone would lose those of a prototype. */
function bound(listener: SourceListener): SourceListener {
  return {
    onState: (condition) => listener.onState(condition),
    onRunStart: (info) => listener.onRunStart(info),
    onFrame: (frame) => listener.onFrame(frame),
    onRunEnd: (end) => listener.onRunEnd(end),
  };
}

function paced(input: FfmpegInput, isPaced: boolean): FfmpegInput {
  return input.kind === 'http' && isPaced ? { ...input, paced: true } : input;
}

function recordedGate({ recording }: Course, item: SourceItem): FrameGate {
  return createRecordedGate(recording.start(item), recording.entry());
}

async function tellEnd(
  listener: SourceListener,
  run: number,
  outcome: SessionOutcome,
  stopped: boolean,
  step: NextStep,
): Promise<void> {
  // A recording behind HTTP that is opened again at its own speed has shown nothing yet: no run that anyone knows of.
  if (outcome.reason === 'repace') return;
  const { reason, detail, frames, drops, last, started } = outcome;
  const told: RunEnd['reason'] = stopped ? 'stopped' : codeOf({ reason });
  const willResume = !stopped && step.kind !== 'finish' && step.willResume;
  const lastMediaUs = last?.mediaUs ?? null;
  await listener.onRunEnd({ run, reason: told, detail, frames, drops, lastMediaUs, willResume, started });
}

function neverRan(run: number, reason: SourceFailureCode, detail: string): RunEnd {
  return { run, reason, detail, frames: 0, drops: {}, lastMediaUs: null, willResume: false, started: false };
}

function logEnd({ log }: SourceOptions, run: number, outcome: SessionOutcome): void {
  const calm = outcome.reason === 'ended' || outcome.reason === 'stopped' || outcome.reason === 'repace';
  const { reason, detail, frames } = outcome;
  log(calm ? 'debug' : 'warn', 'a run of a camera source ended', { run, reason, detail, frames });
}
