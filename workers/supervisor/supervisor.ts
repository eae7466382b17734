import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Result } from '../../domain/base/result.ts';
import { fail, ok } from '../../domain/base/result.ts';
import type { Message, MessageOf, ProcessStatus } from '../../domain/contracts/messages.ts';
import { START_PROCESS, startProcessSchema } from '../../domain/contracts/messages.ts';
import { secretFile, socketPath } from '../runtime/addresses.ts';
import { responseTo } from '../runtime/calls.ts';
import { type Link, type LinkServer, serveLinks } from '../runtime/link.ts';
import type { ProcessHost } from './host.ts';
import { createChildLedger } from './kill.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { manageProcess, type ManagedProcess, type ProcessPlan } from './managed-process.ts';
import { createRequestDesk, type RequestDesk } from './throwaway-requests.ts';

export interface SupervisorOptions {
  readonly host: ProcessHost;
  readonly plans: readonly ProcessPlan[];
  readonly logFolder: string;
  readonly printLog: boolean;
  /** Messages that are not about life and death, for example the sign-in link of the gateway. */
  onTold?(name: string, message: Message): void;
  onStatus?(processes: readonly ProcessStatus[]): void;
}

export interface Supervisor {
  readonly processes: readonly ProcessStatus[];
  tell(name: string, message: Message): boolean;
  /** A line of the host itself for the log of the site. */
  log(level: 'info' | 'warn' | 'error', text: string, fields?: Record<string, string | number>): void;
  stop(): Promise<void>;
}

const TICK_MS = 1000;
const STORE = 'store';
const GATEWAY = 'gateway';
const MOST_UNTOLD = 500;

type LogFields = Record<string, string | number>;
type LogLevel = 'info' | 'warn' | 'error';

/** Starts all processes, keeps them alive, passes their log lines to the file, and stops them in order. */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-'));
  chmodSync(folder, 0o700);
  const supervision = new Supervision(options, folder);
  try {
    await supervision.start();
  } catch (error) {
    await supervision.stop();
    throw error;
  }
  return supervision;
}

class Supervision implements Supervisor {
  readonly #options: SupervisorOptions;
  readonly #folder: string;
  readonly #secret = randomBytes(32).toString('hex');
  readonly #logFile: LogFile;
  readonly #ledger = createChildLedger();
  readonly #desk: RequestDesk;
  readonly #links = new Map<string, Link>();
  readonly #managed: ReadonlyMap<string, ManagedProcess>;
  #server: LinkServer | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped: Promise<void> | null = null;
  #changed = true;
  /** What happened to processes while the store could not hear of it, oldest first. */
  readonly #untold: Message[] = [];

  constructor(options: SupervisorOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#logFile = openLogFile(options.logFolder, options.printLog);
    this.#desk = createRequestDesk(options);
    this.#managed = new Map(options.plans.map((plan) => [plan.name, this.#manage(plan)]));
  }

  get processes(): readonly ProcessStatus[] {
    return [...this.#managed.values()].map(({ status }) => status);
  }

  async start(): Promise<void> {
    this.#server = await serveLinks({
      path: socketPath(this.#folder, 'control'),
      secret: this.#secret,
      handlers: {
        onMessage: (link, message) => this.#hear(link, message),
        onClose: (link) => this.#unlink(link),
        onMalformed: (link, reason) => this.#log('warn', 'a message was malformed', { from: link.peer, reason }),
      },
    });
    for (const process_ of this.#managed.values()) process_.start();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  tell(name: string, message: Message): boolean {
    return this.#links.get(name)?.send(message) ?? false;
  }

  log(level: LogLevel, text: string, fields: LogFields = {}): void {
    this.#logFile.write({ type: 'log', level, who: 'host', text, fields });
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopInOrder();
    return this.#stopped;
  }

  async #stopInOrder(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    // The store goes last: what the others still hold is theirs to hand in.
    const others = [...this.#managed.values()].filter(({ name }) => name !== STORE);
    const stopped = others.map((process_) => process_.stop());
    this.#desk.close();
    await Promise.all(stopped);
    await this.#managed.get(STORE)?.stop();
    await this.#server?.stop();
    await this.#logFile.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #manage(plan: ProcessPlan): ManagedProcess {
    const launch = { name: plan.name, folder: this.#folder };
    return manageProcess(plan, {
      host: this.#host(),
      env: { TCC_LAUNCH: JSON.stringify(launch) },
      now: () => performance.now(),
      utcMs: () => Date.now(),
      log: (level, text, fields) => this.#log(level, text, fields),
      onChange: () => {
        this.#changed = true;
      },
      onGone: (name) => this.#sweep(name),
      onEvent: (name, event, detail) => this.#storeEvent(name, event, detail),
    });
  }

  /** The secret is laid out anew for each start: a machine that tidies its temporary folder may have taken it away. */
  #host(): ProcessHost {
    const { host } = this.#options;
    return {
      ...host,
      start: (file, env) => {
        writeFileSync(secretFile(this.#folder), this.#secret, { mode: 0o600 });
        return host.start(file, env);
      },
    };
  }

  #hear(link: Link, message: Message): void {
    const process_ = this.#managed.get(link.peer);
    if (process_ === undefined) return;
    switch (message.type) {
      case 'hello':
        this.#links.set(link.peer, link);
        return process_.linked(link);
      case 'heartbeat':
      case 'ready':
        process_.heard(message);
        return link.peer === STORE ? this.#tellStore() : undefined;
      case 'busy':
      case 'idle':
        return process_.heard(message);
      case 'cannot-start':
        process_.heard(message);
        return this.#options.onTold?.(link.peer, message);
      case 'log':
        return this.#logFile.write(message);
      case 'child-started':
        return this.#ledger.started(link.peer, message.pid, message.startTicks);
      case 'child-ended':
        return this.#ledger.ended(link.peer, message.pid);
      case 'request':
        return this.#answer(link, message);
      default:
        return this.#options.onTold?.(link.peer, message);
    }
  }

  #answer(link: Link, request: MessageOf<'request'>): void {
    // Only the gateway knows which person asks, and what that person may do.
    if (request.method === START_PROCESS && link.peer === GATEWAY)
      link.send(responseTo(request, this.#startAgain(request)));
    else void this.#desk.answer(link.peer, request).then((answer) => link.send(answer));
  }

  #startAgain({ params }: MessageOf<'request'>): Result<null> {
    const asked = startProcessSchema.safeParse(params);
    const process_ = asked.success ? this.#managed.get(asked.data.name) : undefined;
    if (process_ === undefined) return fail('process-unknown', 'there is no such process', 'Fetch the list again.');
    if (process_.startAgain()) return ok(null);
    return fail('process-in-use', `${process_.name} was not given up`, 'Nothing is to be done: it is kept running.');
  }

  #unlink(link: Link): void {
    if (this.#links.get(link.peer) !== link) return;
    this.#links.delete(link.peer);
    this.#managed.get(link.peer)?.linked(null);
  }

  #tick(): void {
    for (const process_ of this.#managed.values()) process_.tick();
    if (!this.#changed) return;
    this.#changed = false;
    const processes = [...this.processes];
    this.tell(GATEWAY, { type: 'processes', processes });
    this.#options.onStatus?.(processes);
  }

  #sweep(name: string): void {
    this.#desk.gone(name);
    const swept = this.#ledger.sweep(name);
    if (swept > 0) this.#log('warn', 'ended programs that a process left behind', { name, swept });
  }

  #storeEvent(process_: string, event: string, detail: string): void {
    const params = { process: process_, event, detail, utcUs: Date.now() * 1000 };
    this.#untold.push({ type: 'request', id: 0, method: 'process-event.add', params });
    if (this.#untold.length > MOST_UNTOLD) this.#untold.shift();
    this.#tellStore();
  }

  /** The store's own crash is told when it is back. */
  #tellStore(): void {
    if (this.#managed.get(STORE)?.status.state !== 'ready') return;
    while (this.#untold[0] !== undefined && this.tell(STORE, this.#untold[0])) this.#untold.shift();
  }

  #log(level: LogLevel, text: string, fields: LogFields = {}): void {
    this.#logFile.write({ type: 'log', level, who: 'supervisor', text, fields });
  }
}
