import { setTimeout as pause } from 'node:timers/promises';
import type { SessionRows } from '../../workers/store/index.ts';
import { askForReplay, type BenchJob, type BenchSite, jobNow } from './bench-site.ts';
import { answeredSoFar, decodedSoFar, secondsOf } from './replay-figures.ts';

/** Kills one process after another while recordings are replayed, each at a random moment. */
export interface KillRounds {
  readonly site: BenchSite;
  readonly recordings: string;
  readonly rounds: number;
  /** What the replay put into the store, session by session. */
  rowsOf(job: BenchJob, jobId: string): Promise<readonly SessionRows[]>;
  log(line: string): void;
}

export interface KillRound {
  readonly round: number;
  readonly killed: string;
  readonly 'after ms': number;
  readonly 'rows the same': boolean;
  /** Frames that were processed a second time, as seconds of the recordings. */
  readonly 'seconds of source again': number;
  /** A round whose process did not run just then has proven nothing. */
  readonly 'was there to kill': boolean;
}

/** What a replay is like that nobody disturbs. */
interface Undisturbed {
  readonly rows: readonly SessionRows[];
  readonly frames: number;
  readonly sourceSeconds: number;
  /** From the first of its facts in the store to the word that it is done. */
  readonly lengthMs: number;
}

const VICTIMS = ['camera-0', 'store', 'inference-0', 'gateway', 'site'] as const;
type Victim = (typeof VICTIMS)[number];
/** What a kill may cost at most. */
const MOST_SECONDS_AGAIN = 10;

/** How the rounds are to be read. */
export const killNotes: readonly string[] = [
  'The moments are spread over the whole run and random within their part of it; a round whose process did not run just then does not hold.',
  `Source again: frames that the detector answered beyond those of the recordings, or, where the detector itself was killed, frames decoded beyond them. At most ${MOST_SECONDS_AGAIN} s may be.`,
];

/** Undisturbed replays, then the rounds, each compared with them. */
export async function killRounds(
  parts: KillRounds,
): Promise<{ rows: readonly KillRound[]; frames: number; seconds: number; crossings: number; holds: boolean }> {
  const undisturbed = await lookUndisturbed(parts);
  const rows: KillRound[] = [];
  while (rows.length < parts.rounds) {
    const round = await playRound(parts, undisturbed, rows.length);
    if (round === null) {
      parts.log('the replay was over before its moment came; drawn again');
      continue;
    }
    rows.push(round);
    const words = Object.entries(round).map(([name, value]) => `${name} ${value}`);
    parts.log(words.join(', '));
  }
  const { frames, sourceSeconds } = undisturbed;
  const crossings = undisturbed.rows.reduce((sum, session) => sum + session.crossings.length, 0);
  return { rows, frames, seconds: Math.round(sourceSeconds), crossings, holds: rows.every(holds) };
}

function holds(row: KillRound): boolean {
  const again = row['seconds of source again'];
  // Below zero: frames are missing from the count, and it says nothing.
  return row['rows the same'] && row['was there to kill'] && again >= 0 && again <= MOST_SECONDS_AGAIN;
}

async function lookUndisturbed({ site, recordings, rowsOf }: KillRounds): Promise<Undisturbed> {
  // The first one warms up what the following ones find warm; it is also what the detector's count begins with.
  await untilDone(site, await askForReplay(site, recordings));
  const frames = await answeredSoFar(site);
  const jobId = await askForReplay(site, recordings);
  await untilSession(site, jobId);
  const begun = performance.now();
  const job = await untilDone(site, jobId);
  const lengthMs = performance.now() - begun;
  const rows = await rowsOf(job, jobId);
  return { rows, frames, lengthMs, sourceSeconds: rows.reduce((sum, session) => sum + secondsOf(session), 0) };
}

/** Null: the replay was over before its moment came. */
async function playRound(parts: KillRounds, undisturbed: Undisturbed, round: number): Promise<KillRound | null> {
  const { site } = parts;
  const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
  const afterMs = momentOf(round, parts.rounds, undisturbed);
  const before = await processed(site, victim, 0);
  const jobId = await askForReplay(site, parts.recordings);
  await untilSession(site, jobId);
  await pause(afterMs);
  const wasOver = (await jobNow(site, jobId))?.status === 'done';
  const wasThere = !wasOver && kill(site, victim);
  const job = await untilDone(site, jobId);
  if (wasOver) return null;
  const same = JSON.stringify(await parts.rowsOf(job, jobId)) === JSON.stringify(undisturbed.rows);
  const again = (await processed(site, victim, before + undisturbed.frames)) - before - undisturbed.frames;
  const seconds = (again / undisturbed.frames) * undisturbed.sourceSeconds;
  return {
    ...{ round: round + 1, killed: victim, 'after ms': afterMs, 'rows the same': same },
    ...{ 'seconds of source again': Math.round(seconds * 10) / 10, 'was there to kill': wasThere },
  };
}

/** One moment in each equal part of the run, so that its first second and its last are met as surely as the middle. */
function momentOf(round: number, rounds: number, { lengthMs }: Undisturbed): number {
  const parts = Math.ceil(rounds / VICTIMS.length);
  const part = Math.floor(round / VICTIMS.length);
  return Math.round(((part + Math.random()) / parts) * lengthMs);
}

function kill(site: BenchSite, victim: Victim): boolean {
  const pid = site.site.supervisor.processes.find(({ name }) => name === victim)?.pid ?? null;
  if (pid !== null) process.kill(pid, 'SIGKILL');
  return pid !== null;
}

/** The detector's own count dies with it; the decoders then say whether anything was read again. */
function processed(site: BenchSite, victim: Victim, atLeast: number): Promise<number> {
  return victim === 'inference-0' ? decodedSoFar(site, atLeast) : answeredSoFar(site);
}

async function untilSession(site: BenchSite, jobId: string): Promise<void> {
  while ((await jobNow(site, jobId))?.sessionId == null) await pause(50);
}

async function untilDone(site: BenchSite, jobId: string): Promise<BenchJob> {
  for (;;) {
    const job = await jobNow(site, jobId);
    if (job !== null && job.status === 'done') return job;
    if (job !== null && job.status !== 'running' && job.status !== 'waiting')
      throw new Error(`${job.status}: ${job.reason}`);
    if (job === null) await site.signInAgain().catch(() => undefined);
    await pause(200);
  }
}
