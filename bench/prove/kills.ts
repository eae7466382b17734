import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import {
  addReplayLine,
  askForReplay,
  type BenchJob,
  type BenchSite,
  jobNow,
  openBenchSite,
  replayOnce,
  rowsOfSession,
} from '../support/bench-site.ts';
import { answeredSoFar, decodedSoFar, secondsOf } from '../support/replay-figures.ts';

/** A replay gives the same rows whatever process is killed at whatever moment, and a kill costs little. */
const VICTIMS = ['camera-0', 'store', 'inference-0', 'gateway', 'site'] as const;
const ROUNDS = 20;
const CLIP = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');
/** The most source time that a kill may have processed twice. */
const MOST_AGAIN_SECONDS = 10;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** What a replay is like that nobody disturbs. */
interface Undisturbed {
  readonly rows: string;
  readonly frames: number;
  readonly crossings: number;
  readonly sourceSeconds: number;
  /** From the first of its facts in the store to the word that it is done. */
  readonly lengthMs: number;
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

async function untilSession(site: BenchSite, jobId: string): Promise<void> {
  while ((await jobNow(site, jobId))?.sessionId == null) await pause(50);
}

async function lookUndisturbed(site: BenchSite): Promise<Undisturbed> {
  // The first one warms up what the following ones find warm.
  const { frames, crossings } = await replayOnce(site, CLIP);
  const jobId = await askForReplay(site, CLIP);
  await untilSession(site, jobId);
  const begun = performance.now();
  const { sessionId } = await untilDone(site, jobId);
  const lengthMs = performance.now() - begun;
  const rows = rowsOfSession(site, sessionId ?? '');
  return { rows: JSON.stringify(rows), frames, crossings, sourceSeconds: secondsOf(rows), lengthMs };
}

type Victim = (typeof VICTIMS)[number];

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

async function playRound(site: BenchSite, undisturbed: Undisturbed, victim: Victim, afterMs: number) {
  const before = await processedSoFar(site, victim, 0);
  const jobId = await askForReplay(site, CLIP);
  const kill = await killAt(site, jobId, victim, afterMs);
  const { sessionId } = await untilDone(site, jobId);
  if (kill === 'over') return null;
  const same = JSON.stringify(rowsOfSession(site, sessionId ?? '')) === undisturbed.rows;
  const again = (await processedSoFar(site, victim, before + undisturbed.frames)) - before - undisturbed.frames;
  const againSeconds = Math.round((again / undisturbed.frames) * undisturbed.sourceSeconds * 10) / 10;
  const row = { killed: victim, 'after ms': afterMs, 'source seconds processed again': againSeconds };
  const little = againSeconds >= 0 && againSeconds <= MOST_AGAIN_SECONDS;
  return {
    ...row,
    'rows the same': same,
    'was there to kill': kill === 'killed',
    holds: kill === 'killed' && same && little,
  };
}

/** One moment in each equal part of the run, so that the first second and the last are met as surely as the middle. */
function momentOf(round: number, rounds: number, { lengthMs }: Undisturbed): number {
  const parts = Math.ceil(rounds / VICTIMS.length);
  const part = Math.floor(round / VICTIMS.length);
  return Math.round(((part + Math.random()) / parts) * lengthMs);
}

export async function prove({ args, folder, log }: Context) {
  const rounds = Number(args[0] ?? ROUNDS);
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [] });
  try {
    await addReplayLine(site);
    const undisturbed = await lookUndisturbed(site);
    const rows = [];
    for (let round = 0; round < rounds;) {
      const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
      const row = await playRound(site, undisturbed, victim, momentOf(round, rounds, undisturbed));
      if (row === null) {
        log(`round ${round + 1}: the replay was over before its moment came; drawn again`);
        continue;
      }
      round += 1;
      rows.push({ round, ...row });
      log(
        `round ${round}: ${Object.entries(row)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}`,
      );
    }
    const { frames, crossings, sourceSeconds } = undisturbed;
    const notes = [
      `Each round replays ${path.basename(CLIP)} (${frames} frames, ${sourceSeconds.toFixed(1)} s, ${crossings} crossings) and kills one process with SIGKILL. The moments are spread over the whole run and random within their part of it; a round whose process did not run just then does not hold.`,
      'Compared are all rows of the session: crossings, tracks, paths, zone visits and coverage.',
      `Source time processed again: pictures that the detector answered beyond those of the recording, or, where the detector itself was killed, pictures decoded beyond them. At most ${MOST_AGAIN_SECONDS} s may be.`,
    ];
    return { title: 'Killed processes and the rows of a replay', rows, holds: rows.every(({ holds }) => holds), notes };
  } finally {
    await site.stop();
  }
}
