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
  readonly 'source seconds processed again': number;
  readonly 'rows the same': boolean;
  readonly 'was there to kill': boolean;
  readonly holds: boolean;
}

/** What a replay is like that nobody disturbs. */
export interface Undisturbed {
  readonly rows: string;
  readonly frames: number;
  readonly crossings: number;
  readonly sourceSeconds: number;
  /** From the first of its facts in the store to the word that it is done. */
  readonly lengthMs: number;
}

const VICTIMS = ['camera-0', 'store', 'inference-0', 'gateway', 'site'] as const;
type Victim = (typeof VICTIMS)[number];
/** The most source time that a kill may have processed twice. */
export const MOST_AGAIN_SECONDS = 10;

/** Undisturbed replays first, then the rounds, each compared with them. */
export async function killRounds(
  parts: KillRounds,
): Promise<{ rows: readonly KillRound[]; undisturbed: Undisturbed; holds: boolean }> {
  const undisturbed = await lookUndisturbed(parts);
  const rows: KillRound[] = [];
  while (rows.length < parts.rounds) {
    const round = rows.length;
    const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
    const row = await playRound(parts, undisturbed, victim, momentOf(round, parts.rounds, undisturbed));
    if (row === null) {
      parts.log(`round ${round + 1}: the replay was over before its moment came; drawn again`);
      continue;
    }
    rows.push({ round: round + 1, ...row });
    const words = Object.entries(row).map(([name, value]) => `${name} ${value}`);
    parts.log(`round ${round + 1}: ${words.join(', ')}`);
  }
  return { rows, undisturbed, holds: rows.every(({ holds }) => holds) };
}

/** How the figures of a round came about, for the page of results. */
export const KILL_NOTES: readonly string[] = [
  'The moments are spread over the whole run and random within their part of it; a round whose process did not run just then does not hold.',
  `Source time processed again: pictures that the detector answered beyond those of the recording, or, where the detector itself was killed, pictures decoded beyond them. At most ${MOST_AGAIN_SECONDS} s may be.`,
];

async function lookUndisturbed(parts: KillRounds): Promise<Undisturbed> {
  const { site, recordings } = parts;
  // The first one warms up what the following ones find warm.
  await untilDone(site, await askForReplay(site, recordings));
  const before = await answeredSoFar(site);
  const jobId = await askForReplay(site, recordings);
  await untilSession(site, jobId);
  const begun = performance.now();
  const job = await untilDone(site, jobId);
  const lengthMs = performance.now() - begun;
  const sessions = await parts.rowsOf(job, jobId);
  return {
    rows: JSON.stringify(sessions),
    frames: (await answeredSoFar(site)) - before,
    crossings: sessions.reduce((sum, session) => sum + session.crossings.length, 0),
    sourceSeconds: sessions.reduce((sum, session) => sum + secondsOf(session), 0),
    lengthMs,
  };
}

async function playRound(parts: KillRounds, undisturbed: Undisturbed, victim: Victim, afterMs: number) {
  const { site } = parts;
  const before = await processedSoFar(site, victim, 0);
  const jobId = await askForReplay(site, parts.recordings);
  const kill = await killAt(site, jobId, victim, afterMs);
  const job = await untilDone(site, jobId);
  if (kill === 'over') return null;
  const same = JSON.stringify(await parts.rowsOf(job, jobId)) === undisturbed.rows;
  const again = (await processedSoFar(site, victim, before + undisturbed.frames)) - before - undisturbed.frames;
  const againSeconds = Math.round((again / undisturbed.frames) * undisturbed.sourceSeconds * 10) / 10;
  const little = againSeconds >= 0 && againSeconds <= MOST_AGAIN_SECONDS;
  return {
    killed: victim,
    'after ms': afterMs,
    'source seconds processed again': againSeconds,
    'rows the same': same,
    'was there to kill': kill === 'killed',
    holds: kill === 'killed' && same && little,
  };
}

/** The replay may be over before its moment comes, and the process may just not run. */
async function killAt(
  site: BenchSite,
  jobId: string,
  victim: Victim,
  afterMs: number,
): Promise<'over' | 'no process' | 'killed'> {
  await untilSession(site, jobId);
  await pause(afterMs);
  if ((await jobNow(site, jobId))?.status === 'done') return 'over';
  const { pid } = site.site.supervisor.processes.find(({ name }) => name === victim) ?? { pid: null };
  if (pid === null) return 'no process';
  process.kill(pid, 'SIGKILL');
  return 'killed';
}

/** The detector's own count dies with it; as long as it lives it says more than what was decoded on the way to a checkpoint. */
function processedSoFar(site: BenchSite, victim: Victim, atLeast: number): Promise<number> {
  return victim === 'inference-0' ? decodedSoFar(site, atLeast) : answeredSoFar(site);
}

/** One moment in each equal part of the run, so that the first second and the last are met as surely as the middle. */
function momentOf(round: number, rounds: number, { lengthMs }: Undisturbed): number {
  const parts = Math.ceil(rounds / VICTIMS.length);
  const part = Math.floor(round / VICTIMS.length);
  return Math.round(((part + Math.random()) / parts) * lengthMs);
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
