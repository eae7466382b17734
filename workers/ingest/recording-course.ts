import type { UtcAnchor } from '../../domain/base/time.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import {
  changeFile,
  type FileMark,
  type FolderTurn,
  type FolderWalk,
  meetFiles,
  nextTurn,
  walkReport,
} from '../../domain/camera/folder-walk.ts';
import { spendRestart } from '../../domain/camera/restart-budget.ts';
import type { RecordedEntry } from './frame-gate.ts';
import { codeOf, type CourseOptions, type NextStep } from './next-step.ts';
import type { SessionOutcome } from './session.ts';
import type { SourceItem } from './source-plan.ts';
import type { RecordedStart, SettledFile, SourceFrame } from './types.ts';

/** Where one stands in a recording: in which file, at which frame, in which pass. */
export interface RecordingCourse {
  entry(): RecordedEntry;
  start(item: SourceItem): RecordedStart;
  /** Called with every delivered frame, so that an interrupted recording can go on behind it. */
  passed(frame: SourceFrame): void;
  /** The picture to go on behind, where this very source has shown it; null where only the receiver knows it. */
  proof(): Uint8Array | null;
  /** The frame to go on behind was not found by seeking: everything is decoded again, and counted up to it. */
  recount(): boolean;
  /** After an interruption: goes on behind the last delivered frame; null when that has happened too often. */
  resume(outcome: SessionOutcome, anchor: UtcAnchor | null): NextStep | null;
  /** A file was played to its end, or as far as it goes. */
  fileOver(outcome: Pick<SessionOutcome, 'reason' | 'detail' | 'last' | 'lastStepUs' | 'started'>): NextStep;
  readonly folder: FolderCourse;
}

/** The way through the files of a folder. */
export interface FolderCourse {
  /** Takes in the files that are there now: what is to be done next, and which of them were not there before. */
  turn(names: readonly string[]): { readonly turn: FolderTurn; readonly fresh: readonly string[] };
  begun(name: string, mark: FileMark): void;
  passOver(name: string, code: SourceFailureCode, note: string): NextStep;
  played(): FolderWalk;
  remark(name: string, note: string): void;
  /** Nothing of what is known waits to be played. */
  isOver(): boolean;
  over(): NextStep;
}

const INTERRUPTIONS: readonly string[] = ['killed', 'stalled', 'out-of-step', 'timeout', 'unknown', 'decoder-missing'];
const AT_ONCE: Extract<NextStep, { kind: 'again' }> = { kind: 'again', quiet: true, willResume: false };

export function createRecordingCourse(options: CourseOptions): RecordingCourse {
  return new Recording(options);
}

class Recording implements RecordingCourse, FolderCourse {
  readonly #options: CourseOptions;
  #walk: FolderWalk;
  #pass = 1;
  #entry: RecordedEntry;
  #proof: Uint8Array | null = null;
  #lastFrame: SourceFrame | null = null;
  #follows: RecordedStart | null;
  #spent: readonly number[] = [];
  #playedThisPass = false;
  #lastCode: SourceFailureCode = 'not-found';

  constructor(options: CourseOptions) {
    const { resume, folder } = options;
    this.#options = options;
    this.#walk = folder?.walk ?? [];
    this.#follows = folder?.clock ?? null;
    this.#entry =
      resume === null ? { kind: 'first-frame' } : { kind: 'seek', point: resume, anchor: resume.anchor ?? null };
  }

  get folder(): FolderCourse {
    return this;
  }

  entry(): RecordedEntry {
    return this.#entry;
  }

  start(chosen: SourceItem): RecordedStart {
    this.#follows = this.#startOf(chosen);
    return this.#follows;
  }

  passed(frame: SourceFrame): void {
    this.#playedThisPass = true;
    if (this.#options.nature.resumable) this.#lastFrame = frame;
  }

  proof(): Uint8Array | null {
    return this.#proof;
  }

  recount(): boolean {
    if (this.#entry.kind !== 'seek') return false;
    this.#entry = { ...this.#entry, kind: 'recount' };
    return true;
  }

  resume(outcome: SessionOutcome, anchor: UtcAnchor | null): NextStep | null {
    const { nature, settings, clock } = this.#options;
    if (!INTERRUPTIONS.includes(outcome.reason)) return null;
    const verdict = spendRestart(this.#spent, clock.monotonicMs());
    this.#spent = verdict.history;
    if (!verdict.allowed) return null;
    const last = this.#lastFrame;
    if (nature.resumable && last !== null && outcome.last !== null) {
      this.#entry = { kind: 'seek', point: { mediaUs: last.mediaUs, frameId: last.frameId }, anchor };
      this.#proof = last.raw;
    }
    const willResume = this.#entry.kind !== 'first-frame';
    return { kind: 'wait', ms: settings.backoff.firstMs, code: codeOf(outcome), willResume };
  }

  fileOver(outcome: Parameters<RecordingCourse['fileOver']>[0]): NextStep {
    const { nature } = this.#options;
    const { last, started, detail } = outcome;
    this.#lastCode = codeOf(outcome);
    // The files of a folder share one clock: a file without a date in its name follows the one before.
    if (last === null) this.#loseTime();
    else this.#follows = { utcUs: last.utcUs + outcome.lastStepUs, quality: this.#follows?.quality ?? 'assumed' };
    if (!nature.folder) return nature.loop ? this.#nextPass() : { kind: 'finish', code: this.#lastCode };
    const note = outcome.reason === 'ended' ? '' : `${this.#lastCode}${detail === '' ? '' : ` (${detail})`}`;
    const file = this.#walk.find(({ state }) => state === 'playing');
    if (file === undefined) throw new Error('a file of a folder came to its end without having been begun');
    return this.#settle({ name: file.name, state: started ? 'played' : 'passed-over', note, clock: this.#clock() });
  }

  turn(names: readonly string[]): ReturnType<FolderCourse['turn']> {
    const { walk, fresh } = meetFiles(this.#walk, names);
    this.#walk = walk;
    return { turn: nextTurn(walk, new Set(names)), fresh };
  }

  begun(name: string, mark: FileMark): void {
    this.#walk = changeFile(this.#walk, name, { state: 'playing', mark });
  }

  passOver(name: string, code: SourceFailureCode, note: string): NextStep {
    this.#lastCode = code;
    // One that comes too late says nothing of the time at which the others stand.
    if (code === 'came-late') return this.#settle({ name, state: 'passed-over', note, clock: null });
    this.#loseTime();
    return this.#settle({ name, state: 'passed-over', note, clock: this.#clock() });
  }

  played(): FolderWalk {
    return this.#walk.filter(({ state }) => state === 'played');
  }

  remark(name: string, note: string): void {
    const before = this.#walk.find((file) => file.name === name)?.note ?? '';
    this.#walk = changeFile(this.#walk, name, { note: before === '' ? note : `${before}; ${note}` });
  }

  isOver(): boolean {
    return this.#walk.length > 0 && this.#walk.every(({ state }) => state === 'played' || state === 'passed-over');
  }

  over(): NextStep {
    if (this.#options.nature.loop) return this.#nextPass();
    const code = this.played().length > 0 ? 'ended' : this.#lastCode;
    return { kind: 'finish', code, detail: walkReport(this.#walk) };
  }

  #startOf({ startUtcUs }: SourceItem): RecordedStart {
    const { toldStartUtcUs } = this.#options;
    // The second time round, the date of the recording would say that the same traffic was there twice.
    if (this.#pass === 1) {
      // Files passed over had a length that nobody knows: from there on a start is no more than likely.
      const quality = this.#walk.some(({ state }) => state === 'passed-over') ? 'assumed' : 'given';
      if (toldStartUtcUs !== null && this.played().length === 0) return { utcUs: toldStartUtcUs, quality };
      if (startUtcUs !== null) return { utcUs: startUtcUs, quality: 'given' };
    }
    return this.#follows ?? { utcUs: null, quality: 'assumed' };
  }

  #settle(settled: SettledFile): NextStep {
    const { name, state, note } = settled;
    this.#walk = changeFile(this.#walk, name, { state, note });
    this.#toFirstFrame();
    return { ...AT_ONCE, settled };
  }

  #nextPass(): NextStep {
    this.#pass++;
    this.#walk = [];
    this.#follows = null;
    this.#toFirstFrame();
    // What cannot be played must not be gone through again and again without a breath.
    const ms = this.#options.settings.backoff.capMs;
    if (!this.#playedThisPass) return { kind: 'wait', ms, code: this.#lastCode, willResume: false };
    this.#playedThisPass = false;
    return AT_ONCE;
  }

  #toFirstFrame(): void {
    this.#entry = { kind: 'first-frame' };
    this.#proof = null;
    this.#lastFrame = null;
  }

  #loseTime(): void {
    if (this.#follows !== null) this.#follows = { ...this.#follows, quality: 'assumed' };
  }

  /** What a later process needs to know of the time; one that nobody told is taken from the clock again. */
  #clock(): RecordedStart | null {
    return this.#follows?.utcUs == null ? null : this.#follows;
  }
}
