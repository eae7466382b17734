import { asNumber, asNumbers, asRecord, readOrFail } from '../base/plain-data.ts';
import type { Result } from '../base/result.ts';
import { US_PER_SECOND, toMediaUs } from '../base/time.ts';
import type { MediaUs } from '../base/time.ts';

/** How well a stretch of time was watched. What nobody claims is unwatched. */
export type CoverageState = 'watched' | 'degraded';

/** A stretch of source time that was really watched. */
export interface CoverageStretch {
  readonly fromMediaUs: MediaUs;
  readonly toMediaUs: MediaUs;
  readonly state: CoverageState;
  /**
   * Processed frames in it: those after its beginning up to its end, and the very first after a gap as well. So frames
   * add up over stretches that touch, and a frame with a gap on both sides belongs to none.
   */
  readonly frames: number;
}

/** The time between two processed frames is watched if it is at most this long: at 50 km/h a vehicle goes 7 m. */
export const MOST_BETWEEN_FRAMES_US = 500_000;
/** Below this rate tracks of fast vehicles break. */
export const LEAST_RATE = 8;
/** The rate is that of the last five seconds. */
export const RATE_WINDOW_US = 5_000_000;
/** A stretch is told when it has become this long, so that bins can close. */
export const LONGEST_STRETCH_US = 10_000_000;

/** One frame fewer than the rate asks for is jitter, not a fall: a source of exactly 8 frames a second is not below 8. */
const FRAMES_OF_SLACK = 1;
/** After a fall of the rate time is called degraded at least this long: the window still holds the fall. */
const DEGRADED_FOR_US = RATE_WINDOW_US;

/** What is remembered of the frames of a session. Plain data, changed in place. */
export interface CoverageMemory {
  version: 1;
  /** Times of the processed frames of the last five seconds, oldest first. */
  recentUs: MediaUs[];
  /** The stretch that is growing, from its beginning to the last frame. */
  open: { fromUs: MediaUs; state: CoverageState; frames: number } | null;
  /** Whether the last frame belongs to a stretch already. */
  lastCounted: boolean;
  /** Until when time counts as degraded whatever the rate. */
  degradedUntilUs: MediaUs | null;
}

/** The memory before the first frame of a session. */
export function createCoverage(): CoverageMemory {
  return { version: 1, recentUs: [], open: null, lastCounted: false, degradedUntilUs: null };
}

/** Takes the time of the next processed frame and gives the stretches that are complete. Time never runs backwards. */
export function stepCoverage(memory: CoverageMemory, mediaUs: MediaUs): CoverageStretch[] {
  const lastUs = memory.recentUs.at(-1) ?? null;
  if (lastUs !== null && mediaUs < lastUs) return [];
  keepRecent(memory, mediaUs);
  if (lastUs === null || mediaUs - lastUs > MOST_BETWEEN_FRAMES_US) {
    memory.lastCounted = false;
    return closeOpen(memory, lastUs);
  }
  const state = stateAt(memory, mediaUs);
  const told = memory.open !== null && memory.open.state !== state ? closeOpen(memory, lastUs) : [];
  memory.open ??= { fromUs: lastUs, state, frames: memory.lastCounted ? 0 : 1 };
  memory.open.frames += 1;
  memory.lastCounted = true;
  return mediaUs - memory.open.fromUs < LONGEST_STRETCH_US ? told : [...told, ...closeOpen(memory, mediaUs)];
}

/** Gives the stretch that is still growing: the session is over. */
export function finishCoverage(memory: CoverageMemory): CoverageStretch[] {
  const told = closeOpen(memory, memory.recentUs.at(-1) ?? null);
  Object.assign(memory, createCoverage());
  return told;
}

/** The memory that a checkpoint holds; it is JSON-safe as it is. */
export function restoreCoverage(stored: unknown): Result<CoverageMemory> {
  return readOrFail('coverage', readMemory(stored));
}

function closeOpen(memory: CoverageMemory, untilUs: MediaUs | null): CoverageStretch[] {
  const { open } = memory;
  memory.open = null;
  // Frames with one and the same time stamp watch no time at all.
  if (open === null || untilUs === null || untilUs <= open.fromUs) return [];
  return [{ fromMediaUs: open.fromUs, toMediaUs: untilUs, state: open.state, frames: open.frames }];
}

function keepRecent(memory: CoverageMemory, nowUs: MediaUs): void {
  memory.recentUs.push(nowUs);
  const first = memory.recentUs.findIndex((us) => us >= nowUs - RATE_WINDOW_US);
  if (first > 0) memory.recentUs.splice(0, first);
}

function stateAt(memory: CoverageMemory, nowUs: MediaUs): CoverageState {
  const spanSeconds = (nowUs - (memory.recentUs[0] ?? nowUs)) / US_PER_SECOND;
  const frames = memory.recentUs.length - 1;
  if (frames < LEAST_RATE * spanSeconds - FRAMES_OF_SLACK) memory.degradedUntilUs = toMediaUs(nowUs + DEGRADED_FOR_US);
  return memory.degradedUntilUs !== null && nowUs < memory.degradedUntilUs ? 'degraded' : 'watched';
}

function readMemory(stored: unknown): CoverageMemory | null {
  const record = asRecord(stored);
  if (record === null || record['version'] !== 1 || typeof record['lastCounted'] !== 'boolean') return null;
  const recent = asNumbers(record['recentUs']);
  const until = record['degradedUntilUs'] === null ? null : asNumber(record['degradedUntilUs']);
  const open = record['open'] === null ? null : readOpen(record['open']);
  if (recent === null || open === undefined || (until === null && record['degradedUntilUs'] !== null)) return null;
  return {
    version: 1,
    recentUs: recent.map(toMediaUs),
    open,
    lastCounted: record['lastCounted'],
    degradedUntilUs: until === null ? null : toMediaUs(until),
  };
}

function readOpen(stored: unknown): CoverageMemory['open'] | undefined {
  const record = asRecord(stored);
  const fromUs = asNumber(record?.['fromUs']);
  const frames = asNumber(record?.['frames']);
  const state = record?.['state'];
  if (fromUs === null || frames === null || (state !== 'watched' && state !== 'degraded')) return undefined;
  return { fromUs: toMediaUs(fromUs), state, frames };
}
