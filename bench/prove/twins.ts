import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemSchema } from '../../domain/contracts/api.ts';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import {
  addReplayLine,
  askForReplay,
  BENCH_CAMERA,
  type BenchSite,
  jobNow,
  openBenchSite,
  rowsOfSession,
  START_UTC_US,
} from '../support/bench-site.ts';
import { withStore } from '../support/live-evidence.ts';

/** The same recording gives the same rows: replayed twice, and shown live where no frame was dropped. */
const CLIPS = ['north-bridge', 'market-street', 'station-road'] as const;
const REPLAYS = 3;
const LIVE_TRIES = 3;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

interface Twin {
  readonly recording: string;
  readonly twin: string;
  readonly 'frames dropped': number;
  readonly crossings: number;
  readonly tracks: number;
  readonly 'rows the same': boolean;
}

async function replayed(site: BenchSite, clip: string): Promise<string> {
  const jobId = await askForReplay(site, clip);
  for (;;) {
    const job = await jobNow(site, jobId);
    if (job?.status === 'done' && job.sessionId !== null) return job.sessionId;
    if (job?.status === 'failed') throw new Error(`the replay failed: ${job.reason}`);
    await pause(100);
  }
}

const liveSessions = (site: BenchSite) =>
  withStore(site.data, (reader) => reader.sessions(BENCH_CAMERA)).filter(({ mode }) => mode === 'live');

/** Plays a clip once at its own speed; says its session and how many frames were dropped. */
async function shownLive(site: BenchSite, clip: string): Promise<{ sessionId: string; dropped: number }> {
  const before = new Set(liveSessions(site).map(({ sessionId }) => sessionId));
  const source = { kind: 'file', path: clip, pace: 'realtime', startUtcUs: START_UTC_US };
  await site.api('PATCH', `cameras/${BENCH_CAMERA}`, { source, enabled: true });
  for (;;) {
    await pause(250);
    const ended = liveSessions(site).find(({ sessionId, endedUtcUs }) => !before.has(sessionId) && endedUtcUs !== null);
    const { cameras } = systemSchema.parse(await site.api('GET', 'system'));
    const status = cameras.find(({ cameraId }) => cameraId === BENCH_CAMERA);
    if (ended === undefined || status?.state !== 'stopped') continue;
    await site.api('PATCH', `cameras/${BENCH_CAMERA}`, { enabled: false });
    const dropped = Object.values(status.drops).reduce((sum, count) => sum + count, 0);
    return { sessionId: ended.sessionId, dropped };
  }
}

/** A machine with other work to do drops frames of live sources; then the two have not seen the same. */
async function shownLiveWhole(site: BenchSite, clip: string): Promise<{ sessionId: string; dropped: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const shown = await shownLive(site, clip);
    if (shown.dropped === 0 || attempt === LIVE_TRIES) return shown;
  }
}

export async function prove({ args, folder, log }: Context) {
  const replays = z
    .number()
    .int()
    .min(2)
    .parse(Number(args[0] ?? REPLAYS));
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [] });
  try {
    await addReplayLine(site);
    const rows: Twin[] = [];
    for (const name of CLIPS) {
      const clip = path.join(repositoryRoot, 'assets', 'demo', `${name}.mp4`);
      const first = rowsOfSession(site, await replayed(site, clip));
      const text = JSON.stringify(first);
      const compare = (twin: string, sessionId: string, dropped: number) => {
        const same = JSON.stringify(rowsOfSession(site, sessionId)) === text;
        rows.push({
          recording: name,
          twin,
          'frames dropped': dropped,
          crossings: first.crossings.length,
          tracks: first.tracks.length,
          'rows the same': same,
        });
        log(`${name}, ${twin}: ${same ? 'the same rows' : `OTHER ROWS (${dropped} frames dropped)`}`);
      };
      for (let round = 2; round <= replays; round += 1) compare(`replay ${round}`, await replayed(site, clip), 0);
      const shown = await shownLiveWhole(site, clip);
      compare('shown live', shown.sessionId, shown.dropped);
    }
    const notes = [
      'Each recording is replayed at full speed; every twin is held against that first replay.',
      'Compared are all rows of the sessions: crossings, tracks, paths, zone visits and coverage, in all columns but the names of the sessions.',
      `Shown live means at its own speed, dropping frames like a camera would; with drops it is shown again, at most ${LIVE_TRIES} times.`,
    ];
    return {
      title: 'The same recording gives the same rows',
      rows,
      holds: rows.every((row) => row['rows the same']),
      notes,
    };
  } finally {
    await site.stop();
  }
}
