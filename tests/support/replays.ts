import path from 'node:path';
import { z } from 'zod';
import { openReader, type SessionRows } from '../../workers/store/index.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { type TestSite, waitFor } from './test-site.ts';

const jobSchema = z.object({
  jobId: z.string(),
  status: z.string(),
  sessionId: z.string().nullable(),
  reason: z.string(),
});
export type Job = z.infer<typeof jobSchema>;

/** A recording of our own with vehicles that cross the line below. */
export const RECORDING = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');
export const START_UTC_US = Date.UTC(2026, 4, 4, 8) * 1000;

/** Makes a camera that has lines but no source of its own, for replays. */
export async function addReplayCamera(site: TestSite, id = 'replayed'): Promise<void> {
  const created = await site.api('POST', 'cameras', {
    id,
    name: 'Replayed',
    source: { kind: 'file', path: RECORDING, pace: 'realtime' },
    enabled: true,
    analysis: { enabled: true },
  });
  if (created.status >= 300) throw new Error(JSON.stringify(created.body));
  await site.api('PATCH', `cameras/${id}`, { enabled: false });
  for (const y of [0.45, 0.55, 0.65])
    await site.api('POST', `cameras/${id}/lines`, { name: `at ${y}`, from: { x: 0.02, y }, to: { x: 0.98, y } });
  await site.api('POST', `cameras/${id}/zones`, {
    name: 'middle',
    points: [
      { x: 0.1, y: 0.4 },
      { x: 0.9, y: 0.4 },
      { x: 0.9, y: 0.8 },
      { x: 0.1, y: 0.8 },
    ],
  });
}

/** Starts a replay and says its job. */
export async function startReplay(
  site: TestSite,
  options: { path?: string; pace?: 'max' | 'realtime'; camera?: string } = {},
): Promise<string> {
  const answer = await site.api('POST', 'jobs', {
    cameraId: options.camera ?? 'replayed',
    path: options.path ?? RECORDING,
    pace: options.pace ?? 'max',
    startUtcUs: START_UTC_US,
  });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return z.object({ jobId: z.string() }).parse(answer.body).jobId;
}

export async function readJob(site: TestSite, jobId: string): Promise<Job> {
  const { body } = await site.api('GET', 'jobs');
  const job = z
    .array(jobSchema)
    .parse(body)
    .find((found) => found.jobId === jobId);
  if (job === undefined) throw new Error(`no job ${jobId}`);
  return job;
}

/** Waits for the end of a replay; a failed one fails the test with its reason. */
export async function finishReplay(site: TestSite, jobId: string, limitMs = 180_000): Promise<Job> {
  const job = await waitFor(
    'the replay',
    async () => {
      const found = await readJob(site, jobId).catch(() => null);
      return found !== null && ['done', 'failed', 'cancelled'].includes(found.status) ? found : null;
    },
    limitMs,
  );
  if (job.status !== 'done') throw new Error(`the replay is ${job.status}: ${job.reason}`);
  return job;
}

/** Everything that a session put into the store, without its own and the rows' numbers. */
export function rowsOf(site: TestSite, sessionId: string | null): SessionRows {
  const reader = openReader(path.join(site.data, 'store.db'));
  if (!reader.ok) throw new Error(reader.failure.message);
  const rows = sessionId === null ? null : reader.value.sessionRows(sessionId);
  reader.value.close();
  if (rows === null) throw new Error(`no session ${sessionId}`);
  return rows;
}
