import type { RawData, WebSocket } from 'ws';
import type { Failure } from '../../../domain/base/result.ts';
import { liveClientSchema } from '../../../domain/contracts/api.ts';
import type { LiveClientMessage, LiveServerMessage } from '../../../domain/contracts/api.ts';
import type { AccessTokens, Principal } from '../auth/access-tokens.ts';
import type { GatewayClock, GatewayLimits, GatewayReader, SessionInfo } from '../base/ports.ts';
import { Outbox } from './outbox.ts';
import type { Picture } from './picture.ts';
import type { PictureHub, Viewer } from './picture-hub.ts';
import type { ChangedWhat, SiteListener, SiteState } from './site-state.ts';

type WatchMessage = Extract<LiveClientMessage, { type: 'watch' }>;

export interface LiveDeps {
  readonly hub: PictureHub;
  readonly state: SiteState;
  readonly tokens: AccessTokens;
  readonly reader: Pick<GatewayReader, 'cameras'>;
  readonly clock: GatewayClock;
  readonly limits: GatewayLimits;
  readonly sessionInfo: (who: Principal) => SessionInfo;
  readonly failed: (error: unknown) => void;
}

/** Why the gateway closes a live socket, as the code that the client sees. */
export const CLOSE = {
  badMessage: 4400,
  notSignedIn: 4401,
  helloTimeout: 4408,
  tooSlow: 4413,
  stopping: 1001,
} as const;

const SIGNED_OUT: Failure = {
  code: 'not-signed-in',
  message: 'You are not signed in, or your sign-in has ended.',
  hint: 'Sign in and connect again.',
};

/** One screen: says hello with its token, then says which tiles it shows, and gets their pictures and what happens. */
export class LiveSocket implements Viewer, SiteListener {
  readonly #socket: WebSocket;
  readonly #deps: LiveDeps;
  readonly #outbox: Outbox;
  readonly #helloTimer: NodeJS.Timeout;
  #who: Principal | null = null;
  #stopListening: (() => void) | null = null;
  #watching: WatchMessage | null = null;
  #checking = false;
  #ended = false;
  #heardUtcUs: number;
  #pingedUtcUs: number;
  cameras: ReadonlySet<string> = new Set();

  constructor(socket: WebSocket, deps: LiveDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.#heardUtcUs = this.#pingedUtcUs = deps.clock.nowUtcUs();
    this.#outbox = new Outbox(
      (data, sent) => socket.send(data, { binary: typeof data !== 'string' }, () => sent()),
      () => deps.state.statusText(),
      () => this.#end(CLOSE.tooSlow, 'too slow'),
    );
    this.#helloTimer = setTimeout(() => this.#end(CLOSE.helloTimeout, 'no hello'), deps.limits.helloMs);
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => (this.#heardUtcUs = deps.clock.nowUtcUs()));
    socket.on('error', deps.failed);
    socket.on('close', () => this.#release());
  }

  /** Whether it has said who it is. */
  get signedIn(): boolean {
    return this.#who !== null;
  }

  get user(): string {
    return this.#who?.user ?? '';
  }

  get credential(): string {
    return this.#who ? `token:${this.#who.tokenId}` : '';
  }

  get sentFrames(): number {
    return this.#outbox.sentFrames;
  }

  get lostFrames(): number {
    return this.#outbox.lostFrames;
  }

  offer(picture: Picture): void {
    this.#outbox.picture(picture);
  }

  statusChanged(): void {
    this.#outbox.status();
  }

  crossings(text: string): void {
    this.#outbox.text(text);
  }

  changed(what: ChangedWhat): void {
    this.#outbox.changed(what);
  }

  dropCamera(cameraId: string): void {
    this.#show(new Set([...this.cameras].filter((camera) => camera !== cameraId)), this.#watching?.pictures ?? true);
  }

  close(reason: Failure): void {
    this.#say({ type: 'problem', problem: reason });
    this.#end(reason.code === 'not-signed-in' ? CLOSE.notSignedIn : CLOSE.stopping, reason.code);
  }

  tick(nowUtcUs: number): void {
    if (this.#who && !this.#deps.tokens.alive(this.#who.tokenId)) return;
    this.#outbox.tellLoss();
    const beatUs = this.#deps.limits.heartbeatMs * 1000;
    // A line that is merely slow keeps its pongs behind many pictures: six beats are given.
    if (nowUtcUs - this.#heardUtcUs > 6 * beatUs) this.#socket.terminate();
    if (nowUtcUs - this.#pingedUtcUs < beatUs) return;
    this.#pingedUtcUs = nowUtcUs;
    this.#socket.ping();
    // A page cannot see pings: the status tells it that the line lives when nothing else happens.
    if (this.#who) this.#outbox.status();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    // Whoever still talks after the goodbye is not waited for: each word would cost us work.
    if (this.#ended) return this.#socket.terminate();
    this.#heardUtcUs = this.#deps.clock.nowUtcUs();
    const message = isBinary ? null : readMessage(data);
    if (message === null) return this.#refuse('The message is none that the live socket knows.');
    if (message.type === 'hello') return this.#hello(message.token);
    if (!this.#who) return this.#refuse('The first message must be a hello with an access token.');
    this.#deps.tokens.touch(this.#who.tokenId);
    this.#watching = message;
    void this.#applyWatch().catch(this.#deps.failed);
  }

  #hello(token: string): void {
    if (this.#who) return this.#refuse('Hello was already said.');
    const who = this.#deps.tokens.find(token);
    if (!who || who.mustSetPassword) return this.close(SIGNED_OUT);
    clearTimeout(this.#helloTimer);
    this.#who = who;
    this.#say({ type: 'welcome', session: this.#deps.sessionInfo(who) });
    this.#stopListening = this.#deps.state.listen(this);
    this.#deps.hub.add(this);
    this.#outbox.status();
  }

  /** Applies the newest watch message; those that come while the cameras are looked up replace each other. */
  async #applyWatch(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    try {
      let applied: WatchMessage | null = null;
      while (this.#watching && this.#watching !== applied) {
        applied = this.#watching;
        await this.#watch(applied);
      }
    } finally {
      this.#checking = false;
    }
  }

  async #watch(wanted: WatchMessage): Promise<void> {
    const existing = new Set((await this.#deps.reader.cameras()).map((camera) => camera.id));
    if (this.#stopListening === null) return;
    const unknown = wanted.cameras.filter((camera) => !existing.has(camera));
    this.#show(new Set(wanted.cameras.filter((camera) => existing.has(camera))), wanted.pictures);
    if (unknown.length === 0) return;
    const message = `There is no camera ${unknown.map((camera) => `"${camera}"`).join(', ')}.`;
    this.#say({
      type: 'problem',
      problem: { code: 'not-found', message, hint: 'It may have been deleted; fetch the list of cameras again.' },
    });
  }

  #show(cameras: ReadonlySet<string>, withJpegs: boolean): void {
    this.cameras = cameras;
    this.#outbox.watch(cameras, withJpegs);
    this.#deps.hub.watchesChanged();
  }

  #say(message: LiveServerMessage): void {
    this.#outbox.text(JSON.stringify(message));
  }

  #refuse(why: string): void {
    this.#say({ type: 'problem', problem: { code: 'bad-message', message: why, hint: 'See /api/docs.' } });
    this.#end(CLOSE.badMessage, 'bad message');
  }

  #end(code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#release();
    this.#socket.close(code, reason);
    // A client that takes nothing any more never answers the goodbye.
    const cutOff = setTimeout(() => this.#socket.terminate(), this.#deps.limits.helloMs);
    this.#socket.once('close', () => clearTimeout(cutOff));
  }

  #release(): void {
    clearTimeout(this.#helloTimer);
    this.#stopListening?.();
    this.#stopListening = null;
    this.cameras = new Set();
    this.#outbox.close();
    this.#deps.hub.remove(this);
  }
}

function readMessage(data: RawData): LiveClientMessage | null {
  try {
    const parsed = liveClientSchema.safeParse(JSON.parse(data.toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
