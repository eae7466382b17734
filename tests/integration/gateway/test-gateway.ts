import { ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { accessSchema } from '../../../domain/contracts/api.ts';
import type { CameraStatus, ViewHead } from '../../../domain/contracts/messages.ts';
import type { Role } from '../../../domain/contracts/store-commands.ts';
import type { z } from 'zod';
import { startGateway } from '../../../workers/gateway/index.ts';
import type { GatewayOptions, RunningGateway } from '../../../workers/gateway/index.ts';
import { fakeImports } from './fake-imports.ts';
import type { FakeImports } from './fake-imports.ts';
import { fakeOutlook } from './fake-outlook.ts';
import { SESSION_ID, fakeStore } from './fake-store.ts';
import type { FakeStore } from './fake-store.ts';

export const LAUNCH_TOKEN = 'launch-token-of-this-test';
export const DESKTOP_ORIGIN = 'app://traffic';
export const PASSWORD = 'correct horse battery';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers freely; what is asserted is what counts.
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- parsed JSON of any route
}

export interface TestGateway {
  readonly running: RunningGateway;
  readonly store: FakeStore;
  readonly imports: FakeImports;
  readonly base: string;
  /** Every change of what somebody looks at, as it was told. */
  readonly demands: string[][];
  readonly logged: string[];
  /** Moves the gateway's clock. */
  readonly advance: (seconds: number) => void;
  readonly nowUtcUs: () => number;
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  readonly launch: () => Promise<string>;
  /** A user of this role, signed in. Made through the fake store without a password, as tests of rights need none. */
  readonly stop: () => Promise<void>;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A real gateway on a real port, in front of a fake store. */
export async function testGateway(change: Partial<GatewayOptions> = {}): Promise<TestGateway> {
  const store = fakeStore();
  const imports = fakeImports();
  const demands: string[][] = [];
  const logged: string[] = [];
  let aheadUs = 0;
  const nowUtcUs = () => Date.now() * 1000 + aheadUs;
  const note = (text: string, fields?: object) => void logged.push(`${text} ${JSON.stringify(fields ?? {})}`);
  const started = await startGateway({
    host: '127.0.0.1',
    port: 0,
    site: { name: 'Test site', timeZone: 'Europe/Berlin' },
    version: '0.0.1',
    hostKind: 'site',
    launchToken: LAUNCH_TOKEN,
    otherOrigins: [DESKTOP_ORIGIN],
    staticDir: null,
    allowedFolders: [],
    mapFolder: '/nowhere',
    reader: store.reader,
    command: store.command,
    decodePath: (chunks) =>
      ok(chunks.flatMap((chunk) => [...chunk.bytes].map((frameId) => ({ frameId, mediaUs: 0, box: [0, 0, 1, 1] })))),
    retroCount: async () => ok({ crossings: [], moreAfterTrack: null }),
    retroMovements: async ({ movements }) =>
      ok({
        tracks: movements.map((_, movement) => ({
          ...{ track: movement + 1, class: 'car', movement, reason: null, entryMediaUs: 1, exitMediaUs: 2 },
        })),
        moreAfterTrack: null,
      }),
    proposeMovements: async ({ sessionIds }) => ok({ paths: sessionIds.length, proposals: [] }),
    outlook: async (question) => fakeOutlook(question),
    setDefaultModel: async () => ok(undefined),
    modelImports: imports.desk,
    startProcess: async () => ok(null),
    watchViews: (cameras) => demands.push([...cameras]),
    system: () => ({
      startedUtcUs: 1,
      node: process.version,
      platform: process.platform,
      dataFolder: '/data',
      databaseBytes: 1,
      diskFreeBytes: 2,
    }),
    clock: { nowUtcUs },
    log: { info: note, warn: note, error: note },
    ...change,
  });
  const running = must(started);
  const base = `http://127.0.0.1:${running.address.port}`;
  const call = (method: string, path: string, options: CallOptions = {}) =>
    ask(`${base}/api/v1${path}`, method, options);
  return {
    running,
    store,
    imports,
    base,
    demands,
    logged,
    nowUtcUs,
    advance: (seconds) => void (aheadUs += seconds * 1_000_000),
    call,
    launch: async () => (await call('POST', '/sign-in/token', { body: { token: LAUNCH_TOKEN } })).body.accessToken,
    stop: () => running.stop(),
  };
}

export async function ask(url: string, method: string, options: CallOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Adds a user as an admin would and signs in as them. */
export async function signInAs(gateway: TestGateway, name: string, role: Role): Promise<string> {
  const admin = await gateway.launch();
  const made = await gateway.call('POST', '/users', { token: admin, body: { name, role, password: PASSWORD } });
  if (made.status !== 201) throw new Error(`the user was not made: ${JSON.stringify(made.body)}`);
  const access = await gateway.call('POST', '/sign-in', { body: { user: name, password: PASSWORD } });
  return (access.body as z.infer<typeof accessSchema>).accessToken;
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** Waits until something holds, however slow the machine is. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

let frameId = 0;
export function viewHead(cameraId: string): ViewHead {
  frameId += 1;
  return {
    type: 'view',
    cameraId,
    sessionId: SESSION_ID,
    frameId,
    mediaUs: frameId * 80_000,
    utcUs: 1_700_000_000_000_000 + frameId,
    arrivedUtcUs: 1_700_000_000_000_000 + frameId,
    width: 640,
    height: 360,
    tracks: [{ n: 1, c: 'car', s: 0.9, b: [1, 2, 3, 4] }],
    analysis: 'on',
  };
}

export function cameraStatus(cameraId: string, change: Partial<CameraStatus> = {}): CameraStatus {
  return {
    cameraId,
    state: 'live',
    reason: '',
    detail: '',
    sinceUtcUs: 1,
    sessionId: SESSION_ID,
    mode: 'live',
    jobId: null,
    codec: 'h264',
    sourceWidth: 640,
    sourceHeight: 360,
    decoder: 'software',
    decoderFallback: null,
    fps: 12.5,
    analysedFps: 12.5,
    bitrateKbps: 900,
    lastFrameUtcUs: 1,
    drops: {},
    restarts: 0,
    ageMsP50: 50,
    ageMsP95: 90,
    frames: 100,
    pendingFacts: 0,
    progress: null,
    clock: { quality: 'arrival', doubt: null },
    nextTryUtcUs: null,
    ...change,
  };
}
