import { fail, ok } from '../../domain/base/result.ts';
import type { Failure, Result } from '../../domain/base/result.ts';
import type {
  Alarm,
  CameraStatus,
  CommittedCrossing,
  ModelStatus,
  ProcessStatus,
  ViewHead,
} from '../../domain/contracts/messages.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { FIRST_ADMIN, firstAdminToken } from './auth/first-admin.ts';
import { OneTimeTokens } from './auth/one-time-tokens.ts';
import { SignInGuard } from './auth/sign-in-guard.ts';
import { DEFAULT_LIMITS } from './base/ports.ts';
import type { GatewayOptions } from './base/ports.ts';
import { buildApp } from './build-app.ts';
import { checkHost, checkOrigin, ownOrigins } from './http/origin-guard.ts';
import { mountLive } from './live/live-upgrade.ts';
import { PictureHub } from './live/picture-hub.ts';
import { SiteState } from './live/site-state.ts';
import type { ChangedWhat } from './live/site-state.ts';
import type { GatewayContext } from './routes/context.ts';

/** What other processes tell the screens. */
export interface GatewayViews {
  /** The JPEG's bytes must not change afterwards. */
  publishView(head: ViewHead, jpeg: Uint8Array): void;
  /** All cameras and replays of one camera process, in place of what it said before. */
  publishStatus(shard: number, cameras: readonly CameraStatus[], ffmpeg: string): void;
  /** That process is gone. */
  publishAway(shard: number): void;
  publishProcesses(processes: readonly ProcessStatus[]): void;
  publishModels(defaultModelId: string | null, models: readonly ModelStatus[]): void;
  publishCommitted(committed: { readonly cursor: number; readonly crossings: CommittedCrossing[] }): void;
  publishChanged(what: ChangedWhat): void;
  /** All that stand, in place of those before. */
  publishAlarms(alarms: readonly Alarm[]): void;
}

export interface RunningGateway {
  readonly address: { readonly host: string; readonly port: number };
  readonly views: GatewayViews;
  /** Which cameras somebody looks at now. */
  demand(): readonly string[];
  /** A link that lets one user (the admin, unless named) in once, to set a password. */
  createOneTimeToken(user?: string): { readonly token: string; readonly url: string };
  /** Such a link while no admin has a password yet, otherwise null. Makes the admin of a fresh site. */
  firstAdminLink(): Promise<Result<string | null>>;
  stop(): Promise<void>;
}

const LOOPBACK: Readonly<Record<string, string>> = { '127.0.0.1': '127.0.0.1', localhost: '127.0.0.1', '::1': '::1' };
const SIGNED_OUT: Failure = {
  code: 'not-signed-in',
  message: 'Your sign-in has ended.',
  hint: 'Sign in again.',
};
const STOPPING: Failure = { code: 'stopping', message: 'The gateway stops.', hint: 'Connect again in a moment.' };

/** Starts the web server on this machine; nothing else can reach it. */
export async function startGateway(options: GatewayOptions): Promise<Result<RunningGateway>> {
  const host = LOOPBACK[options.host];
  if (host === undefined) {
    return fail(
      'address-refused',
      `The gateway listens on this machine only, not on ${options.host}.`,
      'Set the address to 127.0.0.1. Reaching it from other machines needs encryption, which is not built yet.',
    );
  }
  let port = options.port;
  const context = makeContext(options, host, () => port);
  const app = await buildApp(context);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    return listenFailure(error, port);
  }
  const bound = app.server.address();
  if (bound !== null && typeof bound === 'object') port = bound.port;
  return ok(run(app, context, { host, port }));
}

function makeContext(options: GatewayOptions, host: string, port: () => number): GatewayContext {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const now = () => options.clock.nowUtcUs();
  const hub = new PictureHub(options.watchViews);
  const state = new SiteState();
  const tokens = new AccessTokens(limits.accessTokenHours, now);
  tokens.onEnded = (tokenId) => hub.closeCredential(`token:${tokenId}`, SIGNED_OUT);
  return {
    options,
    limits,
    tokens,
    oneTime: new OneTimeTokens(limits.oneTimeTokenHours, now),
    guard: new SignInGuard(limits.failuresBeforeWait, now),
    hub,
    state,
    port,
    baseUrl: () => `http://${host.includes(':') ? `[${host}]` : host}:${port()}`,
    sessionInfo: ({ user, role }) => ({
      user,
      role,
      site: options.site.name,
      siteTimeZone: options.site.timeZone,
      version: options.version,
      host: options.hostKind,
    }),
    forgetDeletedCameras: async () => {
      const existing = new Set((await options.reader.cameras()).map((camera) => camera.id));
      hub.keepCameras(existing);
      state.keepCameras(existing);
    },
  };
}

function run(
  app: Awaited<ReturnType<typeof buildApp>>,
  context: GatewayContext,
  address: RunningGateway['address'],
): RunningGateway {
  const { hub, state, options, limits, oneTime } = context;
  const failed = (error: unknown) => options.log.warn('a live connection failed', { error: String(error) });
  const unmount = mountLive(
    app.server,
    { ...context, reader: options.reader, clock: options.clock, failed },
    (request) => {
      checkHost(request.headers.host, address.port);
      checkOrigin(request.headers.origin ?? '', [...ownOrigins(address.port), ...options.otherOrigins]);
    },
  );
  const beat = setInterval(() => hub.tick(options.clock.nowUtcUs()), limits.tickMs);
  const link = (token: string) => `${context.baseUrl()}/#token=${token}`;
  return {
    address,
    views: makeViews(context, failed),
    demand: () => hub.demand(),
    createOneTimeToken(user = FIRST_ADMIN) {
      const token = oneTime.create(user);
      return { token, url: link(token) };
    },
    async firstAdminLink() {
      const token = await firstAdminToken(options.reader, options.command, oneTime);
      return token.ok ? ok(token.value === null ? null : link(token.value)) : token;
    },
    async stop() {
      clearInterval(beat);
      hub.closeAll(STOPPING);
      unmount();
      state.stop();
      await app.close();
    },
  };
}

function makeViews(
  { hub, state, options, forgetDeletedCameras }: GatewayContext,
  failed: (error: unknown) => void,
): GatewayViews {
  return {
    publishView: (head, jpeg) => hub.publish(head, jpeg),
    publishStatus: (shard, cameras, ffmpeg) => state.publishStatus(shard, cameras, ffmpeg),
    publishAway: (shard) => state.publishAway(shard, options.clock.nowUtcUs()),
    publishProcesses: (processes) => state.publishProcesses(processes),
    publishModels: (defaultModelId, models) => state.publishModels(defaultModelId, models),
    publishAlarms: (alarms) => state.publishAlarms(alarms),
    publishCommitted: (committed) => state.publishCommitted(committed),
    publishChanged(what) {
      state.publishChanged(what);
      if (what === 'cameras') void forgetDeletedCameras().catch(failed);
    },
  };
}

function listenFailure(error: unknown, port: number): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return fail(
      'port-in-use',
      `Port ${port} is in use by another program, perhaps by a second start of this one.`,
      'End the other program, or start with another port: --port N (0 takes any free one).',
    );
  }
  if (code === 'EACCES') {
    return fail(
      'port-not-allowed',
      `This user may not listen on port ${port}.`,
      'Start with a port above 1023: --port N.',
    );
  }
  return fail(
    'listen-failed',
    `The gateway cannot listen on port ${port}: ${String(error)}`,
    'Start with another port: --port N.',
  );
}
