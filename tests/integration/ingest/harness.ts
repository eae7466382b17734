import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';
import { BACKOFF_RULES } from '../../../domain/camera/backoff.ts';
import { CIRCUIT_RULES } from '../../../domain/camera/circuit.ts';
import type { CameraCondition } from '../../../domain/camera/states.ts';
import { type Credential, sourceSchema } from '../../../domain/contracts/source.ts';
import {
  type ChildNote,
  DEFAULT_INGEST,
  findFfmpeg,
  type FolderPlace,
  type IngestSettings,
  type ResumePoint,
  type RunEnd,
  type RunInfo,
  type RunningSource,
  type SourceFrame,
  startCameraSource,
} from '../../../workers/ingest/index.ts';

const run = promisify(execFile);

/** The real ffmpeg; tests that need it skip visibly without. */
const binary = await findFfmpeg();
export const ffmpegPath = binary.ok ? binary.value.path : null;

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ingest-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs ffmpeg to make something for a test. */
export async function make(...args: string[]): Promise<void> {
  await run(ffmpegPath ?? 'ffmpeg', ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...args]);
}

/** A picture whose brightness says which frame it is: 16, 20, 24 … */
export const numbered = (frames: number, rate = 12.5, size = '128x72'): string =>
  `color=black:size=${size}:rate=${rate}:duration=${frames / rate},geq=lum='16+4*mod(N,50)':cb=128:cr=128`;

export interface Recorded {
  readonly source: RunningSource;
  readonly frames: SourceFrame[];
  readonly states: CameraCondition[];
  readonly starts: RunInfo[];
  readonly ends: RunEnd[];
  readonly children: Map<number, ChildNote>;
  readonly logs: string[];
  /** Files of a folder, as they were found. */
  readonly found: string[];
  /** The most ffmpegs that ran at one time. */
  mostChildren(): number;
  /** Waits, generously, until something is true. */
  until(what: string, isTrue: () => boolean, timeoutMs?: number): Promise<void>;
  /** Waits until the source came to its end by itself. */
  finished(): Promise<void>;
}

export interface RecordOptions {
  readonly settings?: Partial<IngestSettings>;
  readonly credential?: Credential;
  readonly resume?: ResumePoint;
  readonly folder?: FolderPlace;
  readonly ffmpeg?: string;
  onFrame?(frame: SourceFrame): void | Promise<void>;
  onCheckpointFrame?(frame: SourceFrame): boolean;
}

type Lists = Pick<Recorded, 'frames' | 'states' | 'starts' | 'ends' | 'logs' | 'found'>;
const running = new Set<RunningSource>();

/** Opens a source and writes down everything that it says. */
export function record(source: z.input<typeof sourceSchema>, options: RecordOptions = {}): Recorded {
  const { frames, states, starts, ends, logs, found }: Lists = {
    frames: [],
    states: [],
    starts: [],
    ends: [],
    logs: [],
    found: [],
  };
  const children = new Map<number, ChildNote>();
  let most = 0;
  const handle = startCameraSource({
    source: sourceSchema.parse(source),
    credential: options.credential ?? null,
    settings: {
      ...DEFAULT_INGEST,
      width: 128,
      viewWidth: 128,
      viewQuality: 3,
      hardwareDecode: 'off',
      allowedFolders: [tmpdir()],
      ...options.settings,
    },
    ffmpeg: { path: options.ffmpeg ?? ffmpegPath ?? 'ffmpeg' },
    clock: { nowUtcUs: () => Date.now() * 1_000, monotonicMs: () => performance.now() },
    random: () => 0.5,
    log: (level, text, fields) => void logs.push(`${level} ${text} ${JSON.stringify(fields ?? {})}`),
    listener: {
      onState: (condition) => void states.push(condition),
      onFilesFound: (names) => void found.push(...names),
      onRunStart: (info) => void starts.push(info),
      onFrame(frame) {
        frames.push(frame);
        return options.onFrame?.(frame);
      },
      onRunEnd: (end) => void ends.push(end),
      ...(options.onCheckpointFrame ? { onCheckpointFrame: options.onCheckpointFrame } : {}),
    },
    onChild(note, happening) {
      if (happening === 'started') children.set(note.pid, note);
      else children.delete(note.pid);
      most = Math.max(most, children.size);
    },
    resume: options.resume ?? null,
    folder: options.folder ?? null,
  });
  running.add(handle);
  const until: Recorded['until'] = async (what, isTrue, timeoutMs = 30_000) => {
    const deadline = performance.now() + timeoutMs;
    while (!isTrue()) {
      if (performance.now() > deadline) {
        throw new Error(`waited in vain for: ${what}; states ${describeStates(states)}; ${logs.slice(-3).join(' | ')}`);
      }
      await pause(20);
    }
  };
  return {
    source: handle,
    frames,
    states,
    starts,
    ends,
    children,
    logs,
    found,
    mostChildren: () => most,
    until,
    finished: () => until('its end', () => states.at(-1)?.state === 'stopped', 60_000),
  };
}

/** For `afterEach`: whatever a failed test left open is closed. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((source) => source.stop()));
  running.clear();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Programs named ffmpeg that this process started and that are still there. */
export function ffmpegChildren(): number[] {
  const list = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return list.map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parent) === process.pid && stat.includes('(ffmpeg)');
    } catch {
      return false;
    }
  });
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Back-off for tests that come and go quickly. */
export const QUICK = {
  ...BACKOFF_RULES,
  ...{ firstMs: 20, factor: 1, capMs: 50, liveCapMs: 50, liveLongCapMs: 50, authFirstMs: 20 },
};

/** A circuit breaker that comes to its end within a test. */
export const SHORT_REST = { ...CIRCUIT_RULES, refusedRestMs: 400, restMs: 400 };

function describeStates(states: readonly CameraCondition[]): string {
  return states.map((s) => `${s.state}(${s.reason}: ${s.detail})`).join(' → ');
}
