import type { MediaUs, UtcAnchor, UtcUs } from '../../domain/base/time.ts';
import type { ClockDoubt } from '../../domain/camera/live-clock.ts';
import type { StreamFacts } from './banner.ts';
import { ffmpegCommand, type FfmpegInput } from './ffmpeg-args.ts';
import { type FrameGate, type GateVerdict, isSignOfLife } from './frame-gate.ts';
import type { Picture } from './pairing.ts';
import { startRun, type RunOutcome, type SourceRun } from './source-run.ts';
import type { SourceItem } from './source-plan.ts';
import type {
  ChildNote,
  IngestSettings,
  ResumePoint,
  RunInfo,
  SourceClock,
  SourceFrame,
  SourceListener,
} from './types.ts';

export interface SessionOptions {
  readonly run: number;
  readonly item: SourceItem;
  readonly input: FfmpegInput;
  readonly itemInfo: RunInfo['item'];
  readonly gate: FrameGate;
  readonly settings: IngestSettings;
  readonly lossless: boolean;
  readonly hardware: boolean;
  /** Why hardware is not even tried; null when nothing fell back. */
  readonly hardwareNote: string | null;
  readonly seekUs: number | null;
  readonly resumedFrom: ResumePoint | null;
  readonly ffmpegPath: string;
  readonly clock: SourceClock;
  readonly listener: SourceListener;
  onChild(note: ChildNote, happening: 'started' | 'ended'): void;
  /** Whether the frame that a resume starts behind is the one it was. */
  isSamePicture(frame: SourceFrame): boolean | Promise<boolean>;
  /** A frame is on its way to the listener. */
  onDelivered(frame: SourceFrame): void;
  onPacket(bytes: number): void;
  /** The clock that the camera reports cannot be used. */
  onDoubt(doubt: ClockDoubt): void;
}

/** What a finished run leaves behind. */
export interface SessionOutcome extends RunOutcome {
  readonly started: boolean;
  /** A resumed run came to the frame that it was to go on behind; others have none. */
  readonly reached: boolean;
  readonly facts: StreamFacts | null;
  readonly frames: number;
  readonly drops: Readonly<Record<string, number>>;
  /** The last frame that is dealt with: delivered, or the one that a resumed run began behind. */
  readonly last: { readonly frameId: number; readonly mediaUs: MediaUs; readonly utcUs: UtcUs } | null;
  readonly lastStepUs: number;
  /** From the first frame to the end. */
  readonly liveForMs: number;
}

/** How universal time is known at the moment, and why it is not known better. */
export interface SessionClock {
  readonly quality: UtcAnchor['quality'] | null;
  readonly doubt: ClockDoubt | null;
}

/** One run of a source as its receiver sees it: told of once, then frame after frame, then over. */
export interface Session {
  readonly pid: number | null;
  end: SourceRun['end'];
  started(): boolean;
  /** Since the last picture, or since the start while there is none; 0 while ffmpeg waits for the receiver. */
  silentForMs(): number;
  drops(): Readonly<Record<string, number>>;
  clock(): SessionClock;
  readonly done: Promise<SessionOutcome>;
}

/** Takes the pictures of one run through the gate to the listener, and keeps count. */
function createDelivery(options: SessionOptions) {
  const { clock, listener, gate } = options;
  const drops: Record<string, number> = {};
  const tally = {
    facts: null as StreamFacts | null,
    firstMs: null as number | null,
    pictureMs: clock.monotonicMs(),
    frames: 0,
    reached: options.resumedFrom === null,
    last: null as SessionOutcome['last'],
  };
  const watchClock = createClockWatch(options);

  function dealtWith({ frameId, mediaUs, utcUs }: SourceFrame, facts: StreamFacts): void {
    if (tally.firstMs === null) {
      tally.firstMs = clock.monotonicMs();
      listener.onRunStart(runInfo(options, facts));
    }
    tally.last = { frameId, mediaUs, utcUs };
  }

  function deliver(frame: SourceFrame, facts: StreamFacts): void | Promise<void> {
    dealtWith(frame, facts);
    options.onDelivered(frame);
    return listener.onFrame(frame);
  }

  function goOnBehind(frame: SourceFrame, facts: StreamFacts, end: SourceRun['end']): void | Promise<void> {
    tally.reached = true;
    const judge = (same: boolean): void => {
      // Even where not one frame follows, the receiver learns of the run whose end it has to write down.
      if (same) return dealtWith(frame, facts);
      const reason = options.seekUs === null ? 'resume-mismatch' : 'resume-missed';
      end(reason, `frame ${frame.frameId} is not the picture it was`);
    };
    const answer = options.isSamePicture(frame);
    return typeof answer === 'boolean' ? judge(answer) : answer.then(judge);
  }

  function take(picture: Picture, end: SourceRun['end']): void | Promise<void> {
    const { facts } = tally;
    if (facts === null) return;
    tally.frames++;
    const verdict = gate.take(picture);
    watchClock();
    if (isSignOfLife(verdict)) tally.pictureMs = clock.monotonicMs();
    switch (verdict.kind) {
      case 'pass':
        return deliver(makeFrame(options, verdict, picture, facts), facts);
      case 'checkpoint':
        return goOnBehind(makeFrame(options, verdict, picture, facts), facts, end);
      case 'drop':
        drops[verdict.cause] = (drops[verdict.cause] ?? 0) + 1;
        return;
      case 'known':
        return;
      case 'close':
        return end(verdict.reason, verdict.detail);
    }
  }
  return { tally, drops, take };
}

/** Tells of each doubt about the camera's clock once. */
function createClockWatch({ gate, onDoubt }: SessionOptions): () => void {
  let doubted: ClockDoubt['reason'] | null = null;
  return () => {
    const doubt = gate.doubt();
    if (doubt !== null && doubt.reason !== doubted) onDoubt(doubt);
    doubted = doubt?.reason ?? null;
  };
}

export function startSession(options: SessionOptions): Session {
  const { input, settings, clock } = options;
  const { tally, drops, take } = createDelivery(options);
  const run = startRun({
    ffmpegPath: options.ffmpegPath,
    command: ffmpegCommand({ ...settings, input, hardwareDecode: options.hardware, seekUs: options.seekUs }),
    format: settings.format,
    lossless: options.lossless,
    what: options.item.shown,
    secrets: options.item.secrets,
    clock,
    onFacts(found) {
      tally.facts = found;
      const recording = input.kind === 'http' && !input.paced && found.durationUs !== null;
      if (recording) run.end('repace', 'a recording behind HTTP is played at its own speed');
    },
    onPicture: (picture) => take(picture, run.end),
    onPacket: options.onPacket,
    onReport: options.gate.report,
    onChild: (note, happening) => options.onChild({ ...note, what: `ffmpeg ${note.what}` }, happening),
  });
  const done = run.done.then((outcome): SessionOutcome => {
    const { facts, frames, reached, last, firstMs } = tally;
    const lastStepUs = options.gate.lastStepUs();
    const liveForMs = firstMs === null ? 0 : clock.monotonicMs() - firstMs;
    return { ...outcome, started: firstMs !== null, reached, facts, frames, drops, last, lastStepUs, liveForMs };
  });
  return {
    pid: run.pid,
    end: run.end,
    started: () => tally.firstMs !== null,
    silentForMs: () => (run.isWaiting() ? 0 : clock.monotonicMs() - tally.pictureMs),
    drops: () => drops,
    clock: () => ({ quality: options.gate.anchor()?.quality ?? null, doubt: options.gate.doubt() }),
    done,
  };
}

function makeFrame(
  { gate, settings }: SessionOptions,
  verdict: Extract<GateVerdict, { kind: 'pass' | 'checkpoint' }>,
  picture: Picture,
  facts: StreamFacts,
): SourceFrame {
  return {
    anchor: anchorOf(gate),
    frameId: verdict.frameId,
    mediaUs: verdict.mediaUs,
    utcUs: verdict.utcUs,
    arrivedUtcUs: picture.arrivedUtcUs as UtcUs,
    raw: picture.raw,
    width: facts.width,
    height: facts.height,
    format: settings.format,
    jpeg: picture.jpeg,
  };
}

function runInfo(options: SessionOptions, facts: StreamFacts): RunInfo {
  const fellBack = options.hardware && facts.hardware === null;
  return {
    run: options.run,
    width: facts.width,
    height: facts.height,
    format: options.settings.format,
    sourceWidth: facts.sourceWidth,
    sourceHeight: facts.sourceHeight,
    codec: facts.codec,
    sourceFps: facts.sourceFps,
    decoder: decoderName(facts),
    decoderFallback: fellBack ? (facts.hardwareNote ?? 'no hardware decodes this video') : options.hardwareNote,
    anchor: anchorOf(options.gate),
    durationUs: facts.durationUs,
    item: options.itemInfo,
    resumedFrom: options.resumedFrom,
    location: options.item.shown,
  };
}

function anchorOf(gate: FrameGate): UtcAnchor {
  const anchor = gate.anchor();
  if (anchor === null) throw new Error('a frame passed the gate before its run had an anchor');
  return anchor;
}

export function decoderName(facts: StreamFacts): string {
  return `${facts.codec} (${facts.hardware ?? 'software'})`;
}
