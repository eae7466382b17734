import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import type { SessionRows } from '../../workers/store/index.ts';
import { addReplayLine, type BenchJob, openBenchSite, rowsOfSession } from '../support/bench-site.ts';
import { killNotes, killRounds } from '../support/kill-rounds.ts';

/** The replay of a folder gives the same rows, file by file, whatever process is killed at whatever moment. */
const ROUNDS = 20;
const CLIP = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');
const FILES = 3;
const SECONDS = 14;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** Stretches of one recording, without dates in their names: they follow one another on one clock. */
function cutRecordings(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < FILES; at += 1) {
    const stretch = ['-ss', String(at * SECONDS), '-i', CLIP, '-t', String(SECONDS), '-c', 'copy'];
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...stretch, path.join(folder, `part-${at + 1}.mp4`)]);
  }
}

export async function prove({ args, folder, log }: Context) {
  const rounds = Number(args[0] ?? ROUNDS);
  const recordings = path.join(folder, 'recordings');
  cutRecordings(recordings);
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const site = await openBenchSite({
    folder: path.join(folder, 'data'),
    model: 'stopgap-448x256',
    media: [recordings],
  });
  const filesSchema = z.array(z.object({ name: z.string(), state: z.literal('played'), sessionId: z.string() }));
  const rowsOf = async (_job: BenchJob, jobId: string): Promise<SessionRows[]> => {
    const files = filesSchema.parse(await site.api('GET', `jobs/${jobId}/files`));
    return files.map(({ sessionId }) => rowsOfSession(site, sessionId));
  };
  try {
    await addReplayLine(site);
    const { rows, frames, seconds, crossings, holds } = await killRounds({ site, recordings, rounds, rowsOf, log });
    const notes = [
      `Each round replays a folder of ${FILES} recordings (${frames} frames, ${seconds} s, ${crossings} crossings) and kills one process with SIGKILL.`,
      'Compared are all rows of the sessions of its files, in order: crossings, tracks, paths, zone visits and coverage.',
      ...killNotes,
    ];
    return { title: 'Killed processes and the rows of the replay of a folder', rows, holds, notes };
  } finally {
    await site.stop();
  }
}
