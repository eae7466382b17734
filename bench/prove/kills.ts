import path from 'node:path';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { addReplayLine, type BenchJob, openBenchSite, rowsOfSession } from '../support/bench-site.ts';
import { killNotes, killRounds } from '../support/kill-rounds.ts';

/** A replay gives the same rows whatever process is killed at whatever moment, and a kill costs little. */
const ROUNDS = 20;
const CLIP = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

export async function prove({ args, folder, log }: Context) {
  const rounds = Number(args[0] ?? ROUNDS);
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [] });
  try {
    await addReplayLine(site);
    const rowsOf = ({ sessionId }: BenchJob) => Promise.resolve([rowsOfSession(site, sessionId ?? '')]);
    const { rows, frames, seconds, crossings, holds } = await killRounds({
      site,
      recordings: CLIP,
      rounds,
      rowsOf,
      log,
    });
    const notes = [
      `Each round replays ${path.basename(CLIP)} (${frames} frames, ${seconds} s, ${crossings} crossings) and kills one process with SIGKILL.`,
      'Compared are all rows of the session: crossings, tracks, paths, zone visits and coverage.',
      ...killNotes,
    ];
    return { title: 'Killed processes and the rows of a replay', rows, holds, notes };
  } finally {
    await site.stop();
  }
}
