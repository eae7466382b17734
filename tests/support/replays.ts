import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type SessionView, sessionViewSchema } from '../../domain/contracts/api.ts';
import { type FolderFile, folderFileSchema } from '../../domain/contracts/facts.ts';
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

const run = promisify(execFile);

/** Runs ffmpeg with these arguments and writes the file; an existing one is replaced. */
export async function makeVideo(args: readonly string[], file: string): Promise<string> {
  await run('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...args, file]);
  return file;
}

/** The first seconds of our recording: the same pictures, byte for byte. */
export function cutRecording(folder: string, seconds: number): Promise<string> {
  return makeVideo(['-i', RECORDING, '-t', String(seconds), '-c', 'copy'], path.join(folder, `${seconds}-seconds.mp4`));
}

/** Makes a folder of three recordings without dates, each a stretch of ours: they follow one another on one clock. */
export async function makeRecordings(folder: string, seconds: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [at, name] of ['a', 'b', 'c'].entries()) {
    const stretch = ['-ss', String(at * 12), '-i', RECORDING, '-t', String(seconds)];
    await makeVideo([...stretch, '-c', 'copy'], path.join(folder, `${name}.mp4`));
  }
}

/** How many pictures a decoder finds in a file. */
export async function picturesIn(file: string): Promise<number> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-count_frames', '-select_streams', 'v:0'],
    ...['-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', file],
  ]);
  return Number.parseInt(stdout, 10);
}

/** Makes a camera that has lines but no source of its own, for replays. */
export async function addReplayCamera(site: TestSite, id = 'replayed'): Promise<void> {
  const created = await site.api('POST', 'cameras', {
    id,
    name: 'Replayed',
    source: { kind: 'file', path: RECORDING, pace: 'realtime' },
    enabled: false,
  });
  if (created.status >= 300) throw new Error(JSON.stringify(created.body));
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

/** A stretch of the left lanes of our recording, as if somebody had measured it: 7 m by 40 m. */
export async function calibrate(site: TestSite, id = 'replayed'): Promise<string> {
  const corner = (x: number, y: number, east: number, north: number) => ({
    picture: { x, y },
    ground: { x: east, y: north },
  });
  const answer = await site.api('PUT', `cameras/${id}/calibration`, {
    picture: { width: 640, height: 360 },
    points: [
      corner(0.0304, 0.7619, 0, 0),
      corner(0.4218, 0.7664, 7, 0),
      corner(0.4903, 0.3357, 7, 40),
      corner(0.3664, 0.3353, 0, 40),
    ],
    region: {
      kind: 'drawn',
      points: [corner(0.01, 0.98, 0, 0), corner(0.99, 0.98, 0, 0), corner(0.7, 0.3, 0, 0), corner(0.3, 0.3, 0, 0)].map(
        ({ picture }) => picture,
      ),
    },
  });
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return z.object({ versionId: z.string() }).parse(answer.body).versionId;
}

export async function sessionsOf(site: TestSite, cameraId: string): Promise<readonly SessionView[]> {
  return z.array(sessionViewSchema).parse((await site.api('GET', `sessions?cameraId=${cameraId}`)).body);
}

/** Plays a file once as if it came from a camera, at its own speed; says its session and what was dropped on the way. */
export async function playLive(
  site: TestSite,
  file: string,
  camera = 'replayed',
): Promise<{ session: SessionView; drops: Readonly<Record<string, number>> }> {
  const before = new Set((await sessionsOf(site, camera)).map(({ sessionId }) => sessionId));
  await site.api('PATCH', `cameras/${camera}`, {
    source: { kind: 'file', path: file, pace: 'realtime', startUtcUs: START_UTC_US },
    enabled: true,
  });
  const session = await waitFor('the end of the live session', async () => {
    const fresh = (await sessionsOf(site, camera)).filter(({ sessionId }) => !before.has(sessionId));
    return fresh.find(({ mode, endedUtcUs }) => mode === 'live' && endedUtcUs !== null) ?? null;
  });
  const status = await waitFor('the end of the source', async () => {
    const now = await site.camera(camera);
    return now?.state === 'stopped' ? now : null;
  });
  await site.api('PATCH', `cameras/${camera}`, { enabled: false });
  return { session, drops: status.drops };
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

/** Waits for the end of a replay, whichever it is. */
export function endedReplay(site: TestSite, jobId: string, limitMs = 180_000): Promise<Job> {
  return waitFor(
    'the replay',
    async () => {
      const found = await readJob(site, jobId).catch(() => null);
      return found !== null && ['done', 'failed', 'cancelled'].includes(found.status) ? found : null;
    },
    limitMs,
  );
}

/** Waits for the end of a replay; a failed one fails the test with its reason. */
export async function finishReplay(site: TestSite, jobId: string, limitMs = 180_000): Promise<Job> {
  const job = await endedReplay(site, jobId, limitMs);
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

/** What is known of the files of a replayed folder. */
export async function filesOf(site: TestSite, jobId: string): Promise<readonly FolderFile[]> {
  return z.array(folderFileSchema).parse((await site.api('GET', `jobs/${jobId}/files`)).body);
}

/** Everything that the replay of a folder put into the store, file by file, without the names of its sessions. */
export async function folderRows(site: TestSite, jobId: string): Promise<readonly object[]> {
  const files = await filesOf(site, jobId);
  return files.map(({ sessionId, ...file }) => ({
    ...file,
    rows: sessionId === null ? null : rowsOf(site, sessionId),
  }));
}
