import type { Readable } from 'node:stream';
import { classifyFailure, hasGivenUp } from '../../domain/camera/classify-failure.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import { createBannerReader, type StreamFacts } from './banner.ts';
import { startFfmpeg, type FfmpegChild } from './child.ts';
import type { FfmpegCommand } from './ffmpeg-args.ts';
import { createFrameReader, frameBytes } from './frame-reader.ts';
import { createLineReader } from './line-reader.ts';
import { redact } from './locations.ts';
import { createMpjpegReader } from './mpjpeg-reader.ts';
import { createPacketReader, type PacketTaps } from './packet-reader.ts';
import { createPairing, type Picture } from './pairing.ts';
import { createTimeReader } from './time-reader.ts';
import type { ChildNote, PixelFormat, SourceClock } from './types.ts';

/** Why a run is over. The last three are matters between this room's own parts. */
export type RunReason = SourceFailureCode | 'stopped' | 'repace' | 'resume-missed' | 'receiver-failed';

export interface RunOutcome {
  readonly reason: RunReason;
  readonly detail: string;
}

export interface RunOptions extends PacketTaps {
  readonly ffmpegPath: string;
  readonly command: FfmpegCommand;
  readonly format: PixelFormat;
  /** Wait for the receiver of every picture, and let ffmpeg wait for us. */
  readonly lossless: boolean;
  readonly what: string;
  readonly secrets: readonly string[];
  readonly clock: SourceClock;
  onFacts(facts: StreamFacts): void;
  onPicture(picture: Picture): void | Promise<void>;
  onChild(note: ChildNote, happening: 'started' | 'ended'): void;
}

/** One run of one ffmpeg, from its start to its end. Retrying is for others. */
export interface SourceRun {
  readonly pid: number | null;
  end(reason: RunReason, detail: string): void;
  /** True while ffmpeg waits for the receiver, which is no fault of the source. */
  isWaiting(): boolean;
  readonly done: Promise<RunOutcome>;
}

const LINES_KEPT = 60;

export function startRun(options: RunOptions): SourceRun {
  const child = startFfmpeg(options.ffmpegPath, options.command, options.what);
  if (child.note) options.onChild(child.note, 'started');
  const lines: string[] = [];
  const banner = createBannerReader();
  let ended: RunOutcome | null = null;
  let flow: Flow | null = null;

  const end = (reason: RunReason, detail: string): void => {
    if (ended) return;
    ended = { reason, detail: redact(detail, options.secrets) };
    // Whatever still comes is read and thrown away: an ffmpeg stuck in a full pipe does not hear a signal.
    flow?.discard();
    drain(child);
    child.end();
  };
  const takeLine = createLineReader((raw) => {
    const line = cleanLine(raw, options);
    lines.push(line);
    if (lines.length > LINES_KEPT) lines.shift();
    if (ended) return;
    if (flow) {
      // What a receiver still waits for is not to be lost with the process.
      if (!options.lossless && hasGivenUp(line)) end('timeout', line);
      return;
    }
    banner.line(raw);
    const facts = banner.facts();
    if (!facts) return;
    flow = startFlow(child, facts, options, end);
    options.onFacts(facts);
  });
  child.messages.on('data', takeLine);
  // The pipes are left alone until the size of a frame is known; should it never be, they must still be emptied.
  child.messages.once('end', () => {
    if (!flow) drain(child);
  });

  const done = child.closed.then(async (exit): Promise<RunOutcome> => {
    await flow?.delivered();
    if (child.note) options.onChild(child.note, 'ended');
    if (ended) return ended;
    if (exit.startError) return { reason: 'decoder-missing', detail: exit.startError.message };
    if (exit.signal !== null) return { reason: 'killed', detail: `ffmpeg was ended by ${exit.signal}` };
    return judgeExit(exit.exitCode, lines, flow);
  });
  return { pid: child.note?.pid ?? null, end, isWaiting: () => flow?.isWaiting() ?? false, done };
}

/** The address came by a playlist: ffmpeg then complains about "pipe:0", which nobody knows. */
function cleanLine(line: string, { secrets, command, what }: RunOptions): string {
  const named = command.playlist === null ? line : line.replaceAll('pipe:0', what);
  return redact(named, secrets);
}

function judgeExit(exitCode: number | null, lines: readonly string[], flow: Flow | null): RunOutcome {
  const pictures = flow?.pictures() ?? 0;
  if (exitCode !== 0 || pictures === 0) {
    const { code, evidence } = classifyFailure(lines);
    return { reason: code === 'unknown' && pictures === 0 && exitCode === 0 ? 'not-a-video' : code, detail: evidence };
  }
  const leftover = flow?.leftover() ?? null;
  if (leftover !== null) return { reason: 'out-of-step', detail: leftover };
  const cut = lines.findLast((line) => /partial file|Truncating packet|File ended prematurely/i.test(line));
  return cut === undefined ? { reason: 'ended', detail: '' } : { reason: 'truncated', detail: cut };
}

interface Flow {
  pictures(): number;
  leftover(): string | null;
  isWaiting(): boolean;
  /** Resolves when the receiver is done with every picture that was read. */
  delivered(): Promise<void>;
  discard(): void;
}

/** Cuts the pipes, pairs what comes out and hands it on, one picture at a time. */
function startFlow(child: FfmpegChild, facts: StreamFacts, options: RunOptions, end: SourceRun['end']): Flow {
  const pairing = createPairing(child.view !== null);
  const streams = [child.raw, child.times, child.view].filter((s) => s !== null);
  let pictures = 0;
  let discarding = false;
  let waiting: Promise<void> | null = null;
  let tellDiscarded: () => void = () => undefined;
  const discarded = new Promise<void>((resolve) => (tellDiscarded = resolve));

  const pump = (): void => {
    while (waiting === null && !discarding) {
      const picture = pairing.next();
      if (picture === null) break;
      pictures++;
      const answer = hand(picture);
      if (options.lossless && answer) wait(answer);
    }
    const wrong = waiting === null && !discarding ? pairing.mismatch() : null;
    if (wrong !== null) end('out-of-step', wrong);
  };
  const hand = (picture: Picture): Promise<void> | null => {
    try {
      const answer = options.onPicture(picture);
      return answer ? answer.catch((error: unknown) => end('receiver-failed', whyRefused(error))) : null;
    } catch (error) {
      end('receiver-failed', whyRefused(error));
      return null;
    }
  };
  const wait = (answer: Promise<void>): void => {
    for (const stream of streams) stream.pause();
    waiting = answer.then(() => {
      waiting = null;
      for (const stream of streams) stream.resume();
      pump();
    });
  };
  const cutter = createFrameReader(frameBytes(facts.width, facts.height, options.format), pairing.raw);
  connect(child, options, pairing, cutter.push, end, pump, () => discarding);
  child.packets?.on('data', createPacketReader(facts.codec, options));
  return {
    pictures: () => pictures,
    leftover: () => pairing.leftover() ?? (cutter.leftover() > 0 ? 'a picture was cut off' : null),
    isWaiting: () => waiting !== null,
    async delivered() {
      // A receiver may wait for something that never comes: whoever ends the run does not wait with it.
      while (waiting !== null && !discarding) await Promise.race([waiting, discarded]);
    },
    discard() {
      discarding = true;
      tellDiscarded();
    },
  };
}

function connect(
  child: FfmpegChild,
  options: RunOptions,
  pairing: ReturnType<typeof createPairing>,
  cutRaw: (chunk: Uint8Array) => void,
  end: SourceRun['end'],
  pump: () => void,
  isDiscarding: () => boolean,
): void {
  const read = (stream: Readable | null, take: (chunk: Uint8Array) => void): void => {
    stream?.on('data', (chunk: Uint8Array) => {
      if (isDiscarding()) return;
      take(chunk);
      pump();
    });
  };
  const mpjpeg = createMpjpegReader(pairing.jpeg);
  read(child.raw, cutRaw);
  read(child.view, (chunk) => {
    if (!mpjpeg.push(chunk)) end('out-of-step', 'the pictures for the screen are not a row of JPEGs');
  });
  read(
    child.times,
    createTimeReader((time) => pairing.time({ ...time, arrivedUtcUs: options.clock.nowUtcUs() })),
  );
}

function drain(child: FfmpegChild): void {
  for (const stream of [child.raw, child.view, child.times, child.packets]) stream?.resume();
}

function whyRefused(error: unknown): string {
  return `the receiver of the pictures failed: ${error instanceof Error ? error.message : String(error)}`;
}
