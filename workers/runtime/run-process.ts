import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Failure, Result } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { secretFile, socketPath } from './addresses.ts';
import { createAnnouncedWork } from './announced-work.ts';
import { startHeartbeat } from './heartbeat.ts';
import { dialLink, type Dialer, type Link, type LinkHandlers, type LinkServer, serveLinks } from './link.ts';
import { createLog, type Log } from './log.ts';

export type Stop = () => Promise<void> | void;

/** A start that cannot succeed however often it is tried: the reason goes to a person, and nobody restarts. */
export const CANNOT_START = 78;

/** What every process is given to live with. */
export interface ProcessContext {
  readonly name: string;
  readonly log: Log;
  readonly settings: Readonly<Record<string, string>>;
  /** Key of the secrets at rest; only the store is given one. */
  readonly dataKey: Buffer | null;
  /** Says that honest long work goes on, so that the watchdog waits; the returned function says that it is over. */
  busy(what: string, deadlineMs: number): () => void;
  tell(message: Message): void;
  onTold(listener: (message: Message) => void): void;
  serve(handlers: LinkHandlers): Promise<LinkServer>;
  dial(peer: string, handlers: LinkHandlers): Dialer;
}

const launchSchema = z.object({ name: z.string(), folder: z.string() });
interface Launch extends z.infer<typeof launchSchema> {
  readonly secret: string;
}
type Welcome = MessageOf<'welcome'>;
type Start = (context: ProcessContext) => Promise<Result<Stop>>;

const STOP_LIMIT_MS = 4500;
/** The supervisor was there when it started us: without a word from it, it died meanwhile. */
const FIRST_LINK_MS = 30_000;
/** So that the last log lines leave. */
const LAST_WORDS_MS = 20;
const ORPHANED = 4;
const NOT_ORDERLY = 3;
const BUG = 70;

/** Runs one process from its first word to its orderly end. `start` returns when the process is warmed up. */
export function runProcess(start: (context: ProcessContext) => Promise<Result<Stop>>): void {
  new RunningProcess(readLaunch(), start).run();
}

function readLaunch(): Launch {
  const { name, folder } = launchSchema.parse(JSON.parse(process.env['TCC_LAUNCH'] ?? '{}'));
  // Programs that we start inherit the environment: where the launch lives is nothing to them.
  delete process.env['TCC_LAUNCH'];
  return { name, folder, secret: readFileSync(secretFile(folder), 'utf8') };
}

class RunningProcess {
  readonly #launch: Launch;
  readonly #start: Start;
  readonly #log: Log;
  readonly #listeners: ((message: Message) => void)[] = [];
  readonly #busy: ProcessContext['busy'];
  #control: Link | null = null;
  #dialer: Dialer | null = null;
  #stop: Stop | null = null;
  #begun = false;
  #ending = false;

  constructor(launch: Launch, start: Start) {
    this.#launch = launch;
    this.#start = start;
    this.#log = createLog(launch.name, this.#tell);
    this.#busy = createAnnouncedWork(this.#tell, () => performance.now());
  }

  readonly #tell = (message: Message): void => void this.#control?.send(message);

  run(): void {
    // What a site knows of the traffic, and of its people, is for its own user.
    process.umask(0o077);
    const tooLate = setTimeout(() => process.exit(ORPHANED), FIRST_LINK_MS);
    this.#dialer = this.#dial('control', 'supervisor', {
      onOpen: (link) => {
        clearTimeout(tooLate);
        this.#control = link;
        link.send({ type: 'hello', name: this.#launch.name, pid: process.pid });
      },
      onMessage: (_link, message) => this.#hear(message),
      // Without its supervisor a process would be an orphan.
      onClose: () => {
        this.#dialer?.stop();
        void this.#end(ORPHANED);
      },
    });
    startHeartbeat(this.#tell);
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => void this.#end(0));
    process.on('uncaughtException', this.#onBug);
    process.on('unhandledRejection', this.#onBug);
  }

  #hear(message: Message): void {
    if (message.type === 'welcome') void this.#begin(message);
    else if (message.type === 'stop') void this.#end(0);
    else for (const listener of this.#listeners) listener(message);
  }

  async #begin(welcome: Welcome): Promise<void> {
    if (this.#begun || this.#ending) return;
    this.#begun = true;
    const started = await this.#tryStart(welcome);
    if (started === null) return this.#end(1);
    if (!started.ok) return this.#refuse(started.failure);
    this.#stop = started.value;
    this.#tell({ type: 'ready' });
  }

  async #tryStart(welcome: Welcome): Promise<Result<Stop> | null> {
    try {
      return await this.#start(this.#context(welcome));
    } catch (error) {
      this.#log('error', 'could not start', { reason: stackOf(error) });
      return null;
    }
  }

  async #refuse(failure: Failure): Promise<void> {
    const { code, message, hint } = failure;
    this.#log('error', 'cannot start', { code, reason: message, hint });
    this.#tell({ type: 'cannot-start', failure });
    await this.#end(CANNOT_START);
  }

  async #end(code: number): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    const limit = setTimeout(() => process.exit(code === 0 ? NOT_ORDERLY : code), STOP_LIMIT_MS);
    try {
      await this.#stop?.();
    } catch (error) {
      this.#log('error', 'the orderly end failed', { reason: stackOf(error) });
    }
    clearTimeout(limit);
    setTimeout(() => process.exit(code), LAST_WORDS_MS);
  }

  readonly #onBug = (error: unknown): void => {
    this.#log('error', 'a bug ended this process', { reason: stackOf(error) });
    setTimeout(() => process.exit(BUG), LAST_WORDS_MS);
  };

  #dial(address: string, peer: string, handlers: LinkHandlers): Dialer {
    const { folder, secret, name } = this.#launch;
    return dialLink({ path: socketPath(folder, address), secret, name, peer, handlers });
  }

  #context({ settings, dataKey }: Welcome): ProcessContext {
    const { name, folder, secret } = this.#launch;
    return {
      name,
      log: this.#log,
      settings,
      dataKey: dataKey === null ? null : Buffer.from(dataKey, 'base64'),
      busy: this.#busy,
      tell: this.#tell,
      onTold: (listener) => void this.#listeners.push(listener),
      serve: (handlers) => serveLinks({ path: socketPath(folder, name), secret, handlers }),
      dial: (peer, handlers) => this.#dial(peer, peer, handlers),
    };
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
