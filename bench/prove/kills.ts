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

/** A replay gives the same rows whatever process is killed at whatever moment. */
const VICTIMS = ['camera-0', 'store', 'inference-0', 'gateway', 'site'] as const;
const ROUNDS = 20;
const CLIP = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
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

export async function prove({ args, folder, log }: Context) {
  const rounds = Number(args[0] ?? ROUNDS);
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [] });
  try {
    await addReplayLine(site);
    const undisturbedRun = await replayOnce(site, CLIP);
    const undisturbed = await untilDone(site, await askForReplay(site, CLIP));
    const expected = JSON.stringify(rowsOfSession(site, undisturbed.sessionId ?? ''));
    const rows = [];
    for (let round = 0; round < rounds; round += 1) {
      const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
      const jobId = await askForReplay(site, CLIP);
      await untilSession(site, jobId);
      const afterMs = Math.round(Math.random() * undisturbedRun.seconds * 700);
      await pause(afterMs);
      const pid = site.site.supervisor.processes.find(({ name }) => name === victim)?.pid ?? null;
      if (pid !== null) process.kill(pid, 'SIGKILL');
      const job = await untilDone(site, jobId);
      const same = JSON.stringify(rowsOfSession(site, job.sessionId ?? '')) === expected;
      rows.push({ round: round + 1, killed: victim, 'after ms': afterMs, 'rows the same': same });
      log(`round ${round + 1}: ${victim} after ${afterMs} ms: ${same ? 'the same rows' : 'OTHER ROWS'}`);
    }
    const notes = [
      `Each round replays ${path.basename(CLIP)} (${undisturbedRun.frames} frames, ${undisturbedRun.crossings} crossings) and kills one process with SIGKILL at a random moment.`,
      'Compared are all rows of the session: crossings, tracks, paths, zone visits and coverage.',
    ];
    return {
      title: 'Killed processes and the rows of a replay',
      rows,
      holds: rows.every((row) => row['rows the same']),
      notes,
    };
  } finally {
    await site.stop();
  }
}
