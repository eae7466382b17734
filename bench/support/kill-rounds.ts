import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { SessionRows } from '../../workers/store/index.ts';
import { askForReplay, type BenchJob, type BenchSite, jobNow } from './bench-site.ts';

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
  /** Null where the detector itself was killed: it counts from its own start. */
  readonly 'frames processed again': number | null;
}

const VICTIMS = ['camera-0', 'store', 'inference-0', 'gateway', 'site'] as const;
/** The detector tells how much it has answered once a second. */
const TOLD_MS = 2500;
const modelsSchema = z.object({ models: z.array(z.object({ answered: z.number() })) });

/** One undisturbed replay, then the rounds, each compared with it. */
export async function killRounds(
  parts: KillRounds,
): Promise<{ rows: readonly KillRound[]; frames: number; crossings: number; holds: boolean }> {
  const { site, recordings, log } = parts;
  const begun = performance.now();
  const firstId = await askForReplay(site, recordings);
  const first = await untilDone(site, firstId);
  const tookMs = performance.now() - begun;
  const undisturbed = await parts.rowsOf(first, firstId);
  const expected = JSON.stringify(undisturbed);
  const frames = await answered(site);
  const rows: KillRound[] = [];
  for (let round = 0; round < parts.rounds; round += 1) {
    const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
    const before = await answered(site);
    const jobId = await askForReplay(site, recordings);
    while ((await jobNow(site, jobId))?.sessionId == null) await pause(50);
    const afterMs = Math.round(Math.random() * tookMs * 0.7);
    await pause(afterMs);
    const pid = site.site.supervisor.processes.find(({ name }) => name === victim)?.pid ?? null;
    if (pid !== null) process.kill(pid, 'SIGKILL');
    const job = await untilDone(site, jobId);
    const same = JSON.stringify(await parts.rowsOf(job, jobId)) === expected;
    const again = victim === 'inference-0' ? null : (await answered(site)) - before - frames;
    rows.push({
      round: round + 1,
      killed: victim,
      'after ms': afterMs,
      'rows the same': same,
      'frames processed again': again,
    });
    const words = same ? 'the same rows' : 'OTHER ROWS';
    log(`round ${round + 1}: ${victim} after ${afterMs} ms: ${words}, ${again ?? '?'} frames again`);
  }
  const crossings = undisturbed.reduce((sum, session) => sum + session.crossings.length, 0);
  return { rows, frames, crossings, holds: rows.every(isCheap) };
}

/** Ten seconds of our recordings: what a kill may cost at most. */
const MOST_FRAMES_AGAIN = 125;

function isCheap(row: KillRound): boolean {
  return row['rows the same'] && (row['frames processed again'] ?? 0) <= MOST_FRAMES_AGAIN;
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

/** Frames that the detector has answered, once it has told of all of them. */
async function answered(site: BenchSite): Promise<number> {
  for (let before = -1; ;) {
    await pause(TOLD_MS);
    const models = modelsSchema.safeParse(await site.api('GET', 'system').catch(() => null));
    const known = models.success && models.data.models.length > 0;
    const now = known ? models.data.models.reduce((sum, model) => sum + model.answered, 0) : -1;
    if (now === before && now >= 0) return now;
    before = now;
  }
}
