import { US_PER_SECOND } from '../../domain/base/time.ts';
import type { CameraHappening } from '../../domain/camera/states.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { CameraSource, Credential } from '../../domain/contracts/source.ts';
import { type Course, createCourse } from './course.ts';
import type { SourceFailure } from './file-access.ts';
import type { FfmpegInput } from './ffmpeg-args.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { type FolderStep, stepInFolder } from './folder-turn.ts';
import { createLiveGate, createRecordedGate, type FrameGate } from './frame-gate.ts';
import { hardwareMissing } from './hardware.ts';
import { codeOf, type NextStep } from './next-step.ts';
import { type Session, type SessionOutcome, startSession } from './session.ts';
import { natureOf, planSource, type SourceItem } from './source-plan.ts';
import type { SourceCounters } from './source-counters.ts';
import type {
  ChildNote,
  FolderItem,
  FolderPlace,
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
  /** What an earlier process did of this folder. */
  readonly folder?: FolderPlace | null;
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
  const course = courseOf(options);
  let session: Session | null = null;
  let runs = 0;
  let lastUtcUs = -Infinity;
  let stopped = false;

  async function refuse({ code, message, hint }: SourceFailure, step: NextStep) {
    await listener.onRunEnd(neverRan(++runs, code, `${message}; ${hint}`, step));
    return { step, detail: `${message}; ${hint}` };
  }

  async function openInFolder(folder: string, items: readonly SourceItem[]) {
    const next = await lookInFolder(options, course, folder, items);
    if (stopped) return { step: OVER, detail: '' };
    if (next.kind === 'play') return play(next.item, next.info, items.length);
    if (next.kind === 'over') return { step: next.step, detail: '' };
    const step = next.kind === 'refuse' ? course.afterRefusal(next.failure.code) : next.step;
    return refuse(next.failure, step);
  }

  async function play(item: SourceItem, file: FolderItem | null, count: number) {
    const run = ++runs;
    counters.opened(item.shown);
    const gate = nature.live ? createLiveGate(lastUtcUs) : recordedGate(course, item);
    const { use: usedHardware } = course.hardware();
    const taps = createTaps(course, counters, happen, listener, () => run === runs);
    const current = openSession(options, course, item, file, gate, run, taps);
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
      // A folder that was taken away behind its last file was played all the same.
      if (!plan.ok && course.recording.folder.isOver()) return { step: course.recording.folder.over(), detail: '' };
      if (!plan.ok) return refuse(plan.failure, course.afterRefusal(plan.failure.code));
      if (source.kind === 'folder') return openInFolder(source.path, plan.value);
      const picked = course.pick(plan.value);
      return picked === null ? refuse(EMPTY, course.afterRefusal(EMPTY.code)) : play(picked, null, plan.value.length);
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

function courseOf(options: SourceOptions): Course {
  const { source, settings } = options;
  return createCourse({
    ...options,
    nature: natureOf(source),
    resume: options.resume ?? null,
    folder: options.folder ?? null,
    toldStartUtcUs: ('startUtcUs' in source ? source.startUtcUs : null) ?? null,
    hardwareMissing: settings.hardwareDecode === 'auto' ? hardwareMissing() : null,
  });
}

function lookInFolder(
  { source, settings, listener }: SourceOptions,
  course: Course,
  folder: string,
  items: readonly SourceItem[],
): Promise<FolderStep> {
  const { allowedFolders } = settings;
  const onFilesFound = (names: readonly string[]): void => listener.onFilesFound?.(names);
  const nature = natureOf(source);
  return stepInFolder({ course: course.recording.folder, nature, folder, items, allowedFolders, onFilesFound });
}

const EMPTY: SourceFailure = { code: 'not-found', message: 'there is nothing to open', hint: 'choose a source' };
const OVER: NextStep = { kind: 'finish', code: 'ended' };

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
  item: SourceItem,
  file: FolderItem | null,
  gate: FrameGate,
  run: number,
  taps: SessionTaps,
): Session {
  const { source, settings, clock, listener } = options;
  const entry = course.recording.entry();
  const proof = course.recording.proof();
  const hardware = course.hardware();
  return startSession({
    run,
    item,
    input: paced(item.input, course.isPaced()),
    itemInfo: file,
    gate,
    settings,
    lossless: natureOf(source).lossless,
    hardware: hardware.use,
    hardwareNote: hardware.note,
    seekUs: entry.kind === 'seek' ? justBefore(entry.point.mediaUs) : null,
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
    onDoubt({ reason, offUs }) {
      const hint = 'set the clock of the camera by a time server (NTP)';
      options.log('warn', 'the clock of the camera cannot be used', { reason, offSeconds: offUs / 1_000_000, hint });
    },
  });
}

/**
 * Never to the very frame: where it is a key frame, decoding would begin with it, and how long it stands after the one
 * before would not be known. The next file of a folder begins that much behind the last frame. A second is more than the
 * step in which any usual container counts its time.
 */
function justBefore(mediaUs: number): number {
  return mediaUs > 0 ? Math.max(0, mediaUs - US_PER_SECOND) : mediaUs;
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
  const settled = stopped ? null : settledBy(step);
  await listener.onRunEnd({ run, reason: told, detail, frames, drops, lastMediaUs, willResume, started, settled });
}

function neverRan(run: number, reason: SourceFailureCode, detail: string, step: NextStep): RunEnd {
  const nothing = { frames: 0, drops: {}, lastMediaUs: null, willResume: false, started: false };
  return { run, reason, detail, ...nothing, settled: settledBy(step) };
}

function settledBy(step: NextStep): RunEnd['settled'] {
  return step.kind === 'again' ? (step.settled ?? null) : null;
}

function logEnd({ log }: SourceOptions, run: number, outcome: SessionOutcome): void {
  const calm = outcome.reason === 'ended' || outcome.reason === 'stopped' || outcome.reason === 'repace';
  const { reason, detail, frames } = outcome;
  log(calm ? 'debug' : 'warn', 'a run of a camera source ended', { run, reason, detail, frames });
}
