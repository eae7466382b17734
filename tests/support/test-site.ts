import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Result } from '../../domain/base/result.ts';
import { systemSchema, type SystemView } from '../../domain/contracts/api.ts';
import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';
import { type RunningSite, startSiteHost } from '../../scripts/site-host.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A whole site, all processes, from the sources, in a temporary data folder. */
export interface TestSite {
  readonly site: RunningSite;
  readonly data: string;
  readonly url: string;
  readonly token: string;
  /** Of the user "admin". */
  readonly password: string;
  api(method: string, route: string, body?: unknown): Promise<ApiAnswer>;
  process(name: string): ProcessStatus;
  system(): Promise<SystemView>;
  /** What the site says of a camera or of a replay of it; null until it was heard of. */
  camera(id: string): Promise<CameraStatus | null>;
  /** A gateway that was restarted knows no tokens. */
  signInAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestSiteOptions {
  readonly data?: string;
  readonly demo?: boolean;
  readonly media?: readonly string[];
  readonly keepData?: boolean;
  /** A model folder's name; tests choose the small one. */
  readonly model?: string;
  readonly port?: number;
  /** A folder that holds `models` and `assets` in place of the repository's own. */
  readonly shipped?: string;
  /** Without it a start on a full disk is refused instead of waiting for room. */
  readonly onWaiting?: (why: string) => void;
}

const PASSWORD = 'a long test password';
export const SMALL_MODEL = 'stopgap-448x256';

/** Starts the processes of a site; a start that cannot succeed comes back in words. */
export function tryTestSite(options: TestSiteOptions & { readonly data: string }): Promise<Result<RunningSite>> {
  return startSiteHost(
    {
      host: 'site',
      port: options.port ?? 0,
      data: options.data,
      open: false,
      demo: options.demo ?? false,
      threads: 2,
      verbose: process.env['TEST_VERBOSE'] === '1',
      media: options.media ?? [],
      model: options.model ?? null,
    },
    {
      root: options.shipped ?? repositoryRoot,
      entries: path.join(repositoryRoot, 'workers', 'entries'),
      ending: '.ts',
      version: '0.0.0-test',
      ...(options.onWaiting === undefined ? {} : { onWaiting: options.onWaiting }),
    },
  );
}

/** Starts a site and signs in as its admin. */
export async function startTestSite(options: TestSiteOptions = {}): Promise<TestSite> {
  const data = options.data ?? mkdtempSync(path.join(os.tmpdir(), 'tcc-site-'));
  const started = await tryTestSite({ ...options, data });
  if (!started.ok) throw new Error(`${started.failure.message} ${started.failure.hint}`);
  const site = started.value;
  let token = await signIn(site);
  const url = site.url;
  const system = async (): Promise<SystemView> => systemSchema.parse((await request(url, token, 'GET', 'system')).body);
  return {
    site,
    data,
    url,
    password: PASSWORD,
    get token() {
      return token;
    },
    api: (method, route, body) => request(url, token, method, route, body),
    system,
    camera: async (id) => (await system()).cameras.find(({ cameraId }) => cameraId === id) ?? null,
    async signInAgain() {
      const known = await request(url, token, 'GET', 'session').catch(() => null);
      if (known?.status !== 200) token = await waitFor('sign-in', () => signInByPassword(url).catch(() => null));
    },
    process(name) {
      const found = site.supervisor.processes.find((status) => status.name === name);
      if (found === undefined) throw new Error(`there is no process ${name}`);
      return found;
    },
    async stop() {
      await site.stop();
      if (options.keepData !== true) rmSync(data, { recursive: true, force: true });
    },
  };
}

async function signIn(site: RunningSite): Promise<string> {
  const token = site.signInLink?.split('#token=')[1];
  if (token === undefined) return signInByPassword(site.url);
  return accessToken(await request(site.url, null, 'POST', 'sign-in/token', { token, newPassword: PASSWORD }));
}

async function signInByPassword(url: string): Promise<string> {
  return accessToken(await request(url, null, 'POST', 'sign-in', { user: 'admin', password: PASSWORD }));
}

function accessToken(answer: ApiAnswer): string {
  const parsed = z.object({ accessToken: z.string() }).safeParse(answer.body);
  if (!parsed.success) throw new Error(`sign-in failed: ${JSON.stringify(answer)}`);
  return parsed.data.accessToken;
}

async function request(
  url: string,
  token: string | null,
  method: string,
  route: string,
  body?: unknown,
): Promise<ApiAnswer> {
  const response = await fetch(`${url}api/v1/${route}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Polls until `read` gives something; the limit is generous because machines are noisy. */
export async function waitFor<T>(what: string, read: () => Promise<T | null> | T | null, limitMs = 60_000): Promise<T> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (value !== null) return value;
    if (Date.now() > giveUpAt) throw new Error(`waited ${limitMs / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
