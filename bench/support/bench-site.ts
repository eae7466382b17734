import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { type RunningSite, startSiteHost } from '../../scripts/site-host.ts';
import { openReader, type SessionRows } from '../../workers/store/index.ts';

/** The built product on a data folder of its own, for measurements. */
export interface BenchSite {
  readonly site: RunningSite;
  readonly data: string;
  /** Of whoever signed in last. */
  readonly token: string;
  api(method: string, route: string, body?: unknown): Promise<unknown>;
  /** A gateway that was restarted knows no tokens. */
  signInAgain(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'only for this measurement';

/** Starts the built site and signs in. */
export async function openBenchSite(options: {
  readonly folder: string;
  readonly model: string;
  readonly media: readonly string[];
  /** With the cameras of the demo site, which run at once. */
  readonly demo?: boolean;
}): Promise<BenchSite> {
  const started = await startSiteHost(
    {
      host: 'site',
      port: 0,
      data: options.folder,
      open: false,
      demo: options.demo ?? false,
      threads: 0,
      verbose: false,
      media: options.media,
      model: options.model,
    },
    {
      root: repositoryRoot,
      entries: path.join(repositoryRoot, 'dist', 'workers', 'entries'),
      ending: '.js',
      version: 'bench',
    },
  );
  if (!started.ok) throw new Error(`${started.failure.message} ${started.failure.hint}`);
  const site = started.value;
  const token = site.signInLink?.split('#token=')[1];
  const accessSchema = z.object({ accessToken: z.string() });
  const first = await call(site.url, null, 'POST', 'sign-in/token', { token, newPassword: PASSWORD });
  let access = accessSchema.parse(first);
  return {
    site,
    data: options.folder,
    get token() {
      return access.accessToken;
    },
    api: (method, route, body) => call(site.url, access.accessToken, method, route, body),
    async signInAgain() {
      access = accessSchema.parse(await call(site.url, null, 'POST', 'sign-in', { user: 'admin', password: PASSWORD }));
    },
    stop: () => site.stop(),
  };
}

async function call(
  url: string,
  token: string | null,
  method: string,
  route: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${url}api/v1/${route}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${route}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Seldom enough not to be part of what is measured. */
const POLL_MS = 400;

/** When the recordings are said to begin. */
export const START_UTC_US = 1_700_000_000_000_000;
/** The camera that replays are asked for. */
export const BENCH_CAMERA = 'bench';

/** A camera that only serves replays, with a line across the road. */
export async function addReplayLine(site: BenchSite): Promise<void> {
  await site.api('POST', 'cameras', {
    id: BENCH_CAMERA,
    name: 'Bench',
    enabled: false,
    source: { kind: 'test', graph: 'testsrc2' },
  });
  await site.api('POST', `cameras/${BENCH_CAMERA}/lines`, {
    name: 'across',
    from: { x: 0.02, y: 0.6 },
    to: { x: 0.98, y: 0.6 },
  });
}

const jobsSchema = z.array(
  z.object({ jobId: z.string(), status: z.string(), reason: z.string(), sessionId: z.string().nullable() }),
);

/** Asks for a replay at full speed. */
export async function askForReplay(site: BenchSite, clip: string): Promise<string> {
  const answer = await site.api('POST', 'jobs', {
    cameraId: BENCH_CAMERA,
    path: clip,
    pace: 'max',
    startUtcUs: START_UTC_US,
  });
  return z.object({ jobId: z.string() }).parse(answer).jobId;
}

export interface BenchJob {
  readonly status: string;
  readonly reason: string;
  readonly sessionId: string | null;
}

/** What has become of a replay; null while nobody can say. */
export async function jobNow(site: BenchSite, jobId: string): Promise<BenchJob | null> {
  const jobs = await site.api('GET', 'jobs').catch(() => []);
  return jobsSchema.parse(jobs).find((entry) => entry.jobId === jobId) ?? null;
}

/** Everything that a session put into the store, without the numbers of rows. */
export function rowsOfSession(site: BenchSite, sessionId: string): SessionRows {
  const reader = openReader(path.join(site.data, 'store.db'));
  if (!reader.ok) throw new Error(reader.failure.message);
  const rows = reader.value.sessionRows(sessionId);
  reader.value.close();
  if (rows === null) throw new Error(`there is no session ${sessionId}`);
  return rows;
}

/** One replay at full speed, from asking for it until its last fact is stored. */
export async function replayOnce(
  site: BenchSite,
  clip: string,
): Promise<{ frames: number; seconds: number; crossings: number }> {
  const begun = performance.now();
  const { jobId } = z
    .object({ jobId: z.string() })
    .parse(
      await site.api('POST', 'jobs', { cameraId: BENCH_CAMERA, path: clip, pace: 'max', startUtcUs: START_UTC_US }),
    );
  for (;;) {
    const job = await jobNow(site, jobId);
    if (job?.status === 'failed') throw new Error(`the replay failed: ${job.reason}`);
    if (job?.status === 'done') {
      const seconds = (performance.now() - begun) / 1000;
      return { seconds, ...framesOf(site, job.sessionId ?? '') };
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function framesOf(site: BenchSite, sessionId: string): { frames: number; crossings: number } {
  const reader = openReader(path.join(site.data, 'store.db'));
  if (!reader.ok) throw new Error(reader.failure.message);
  const frames = reader.value.sessions(BENCH_CAMERA).find((session) => session.sessionId === sessionId)?.frames ?? 0;
  const crossings = reader.value.sessionRows(sessionId)?.crossings.length ?? 0;
  reader.value.close();
  return { frames, crossings };
}
