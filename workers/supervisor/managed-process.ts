import { spendRestart } from '../../domain/camera/restart-budget.ts';
import type { MessageOf, ProcessStatus } from '../../domain/contracts/messages.ts';
import type { Link } from '../runtime/link.ts';
import { CANNOT_START } from '../runtime/run-process.ts';
import { createCpuMeter } from './cpu-meter.ts';
import type { HostedProcess } from './host.ts';
import { killPid } from './kill.ts';
import { createPatience } from './patience.ts';
import type { ProcessPlan, ProcessWatch } from './process-watch.ts';

export type { ProcessPlan, ProcessWatch } from './process-watch.ts';

export type LifeSign = MessageOf<'heartbeat' | 'ready' | 'busy' | 'idle' | 'cannot-start'>;

export interface ManagedProcess {
  readonly name: string;
  readonly status: ProcessStatus;
  start(): void;
  /** A person says that the cause is mended: one that was given up gets a fresh budget. False when it was not given up. */
  startAgain(): boolean;
  /** Its link to us is open, or lost. */
  linked(link: Link | null): void;
  heard(message: LifeSign): void;
  /** Called once a second: finds what is stuck. */
  tick(): void;
  /** Orderly stop within the limit, then kill. */
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 5000;
const RESTART_DELAY_MS = 200;
const NEVER_RAN = 127;

/** Keeps one process: restarts it when it crashes, ends it when it is stuck, gives up when it crashes too often. */
export function manageProcess(plan: ProcessPlan, watch: ProcessWatch): ManagedProcess {
  return new KeptProcess(plan, watch);
}

class KeptProcess implements ManagedProcess {
  readonly #plan: ProcessPlan;
  readonly #watch: ProcessWatch;
  readonly #patience = createPatience();
  readonly #cpuPercent = createCpuMeter();
  #status: ProcessStatus;
  #child: HostedProcess | null = null;
  #link: Link | null = null;
  #restarting: NodeJS.Timeout | null = null;
  #stopping = false;
  /** Why we ended it ourselves. */
  #killedFor = '';
  /** What it said when it could not start. */
  #refusal = '';
  #restarts: readonly number[] = [];
  #goneListeners: (() => void)[] = [];

  constructor(plan: ProcessPlan, watch: ProcessWatch) {
    this.#plan = plan;
    this.#watch = watch;
    this.#status = firstStatus(plan.name, watch.utcMs());
  }

  get name(): string {
    return this.#plan.name;
  }

  get status(): ProcessStatus {
    return this.#status;
  }

  start(): void {
    this.#restarting = null;
    if (this.#stopping || this.#child !== null) return;
    this.#killedFor = '';
    this.#refusal = '';
    this.#patience.began(this.#watch.now());
    this.#change({ state: 'starting', pid: null, busyWith: 'starting' });
    try {
      this.#child = this.#watch.host.start(this.#plan.file, this.#watch.env);
    } catch (error) {
      return this.#exited(NEVER_RAN, null, error instanceof Error ? error.message : String(error));
    }
    this.#change({ pid: this.#child.pid });
    this.#child.onExit((code, signal, words) => this.#exited(code, signal, words));
  }

  startAgain(): boolean {
    if (this.#status.state !== 'failed' || this.#stopping) return false;
    this.#restarts = [];
    this.#watch.log('info', 'a person starts a process again', { name: this.name });
    this.start();
    return true;
  }

  linked(link: Link | null): void {
    this.#link = link;
    if (link === null) return;
    this.#patience.heard(this.#watch.now());
    // Where processes start late, the pid is known only now.
    this.#change({ pid: this.#child?.pid ?? null });
    link.send({ type: 'welcome', settings: { ...this.#plan.settings }, dataKey: this.#plan.dataKey });
  }

  heard(message: LifeSign): void {
    if (message.type === 'cannot-start') return this.#refused(`${message.failure.message} ${message.failure.hint}`);
    // Other last words of a life that is over say nothing of the next one.
    if (this.#child === null) return;
    const now = this.#watch.now();
    this.#patience.heard(now);
    switch (message.type) {
      case 'heartbeat':
        return this.#change({ rssBytes: message.rssBytes, cpuPercent: this.#cpuPercent(message.cpuMs, now) });
      case 'busy':
        this.#patience.announced(now, message.deadlineMs);
        return this.#change({ busyWith: message.what });
      case 'ready':
        this.#patience.ready();
        return this.#isReady();
      case 'idle':
        this.#patience.idle(now);
        return this.#change({ busyWith: this.#patience.calm ? null : 'starting' });
    }
  }

  tick(): void {
    const verdict = this.#patience.judge(this.#watch.now());
    if (verdict === null || this.#child === null || this.#stopping) return;
    const work = this.#status.busyWith ?? 'work';
    this.#killStuck(verdict === 'late' ? `${work} did not end in its time` : 'no sign of life for 10 s');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#restarting !== null) clearTimeout(this.#restarting);
    const child = this.#child;
    if (child === null) return;
    this.#change({ state: 'stopping' });
    const gone = new Promise<void>((resolve) => this.#goneListeners.push(resolve));
    this.#askToStop(child);
    const limit = setTimeout(() => child.pid !== null && killPid(child.pid, 'SIGKILL'), STOP_LIMIT_MS);
    await gone;
    clearTimeout(limit);
  }

  #isReady(): void {
    // A process that is ready may have begun long work already: only its own word ends that.
    if (this.#patience.calm) this.#change({ busyWith: null });
    if (!this.#stopping) this.#change({ state: 'ready', reason: '' });
  }

  /** Its end and its reason come by two ways, and either may be first. */
  #refused(refusal: string): void {
    this.#refusal = refusal;
    if (this.#status.state === 'failed') this.#change({ reason: refusal });
  }

  #askToStop(child: HostedProcess): void {
    if (this.#link !== null) this.#link.send({ type: 'stop' });
    else if (child.pid !== null) killPid(child.pid, 'SIGTERM');
  }

  #exited(code: number | null, signal: string | null, words: string): void {
    this.#child = null;
    this.#link = null;
    this.#watch.onGone(this.name);
    const clean = this.#stopping || (code === 0 && this.#killedFor === '');
    const reason = this.#killedFor || (signal === null ? `ended with code ${code ?? '?'}` : `ended by ${signal}`);
    const over = { pid: null, reason, busyWith: null, rssBytes: 0, cpuPercent: 0 };
    this.#change({ state: clean ? 'exited' : 'crashed', ...over });
    for (const tell of this.#goneListeners.splice(0)) tell();
    if (this.#stopping) return;
    this.#tellEnd(clean, reason, words);
    if (code === CANNOT_START) this.#change({ state: 'failed', reason: this.#refusal || reason });
    // An orderly end that nobody here asked for, as by a signal of somebody's: the site needs the process all the same.
    else this.#restart(reason);
  }

  #tellEnd(clean: boolean, reason: string, words: string): void {
    const text = clean ? 'process exited' : 'process crashed';
    this.#watch.log(clean ? 'info' : 'error', text, { name: this.name, reason, words });
    this.#watch.onEvent(this.name, clean ? 'exit' : 'crash', reason);
  }

  #restart(reason: string): void {
    const verdict = spendRestart(this.#restarts, this.#watch.now());
    this.#restarts = verdict.history;
    if (!verdict.allowed) {
      this.#change({ state: 'failed', reason: `crashed too often, last: ${reason}` });
      this.#watch.onEvent(this.name, 'gave-up', reason);
      return;
    }
    this.#change({ restarts: this.#status.restarts + 1 });
    this.#restarting = setTimeout(() => this.start(), RESTART_DELAY_MS);
    this.#restarting.unref();
  }

  #killStuck(why: string): void {
    const pid = this.#child?.pid ?? null;
    if (pid === null) return;
    // Said once; the signal is repeated for as long as the process is there.
    if (this.#killedFor === '') this.#watch.log('error', 'process is stuck, ending it', { name: this.name, why });
    this.#killedFor ||= why;
    killPid(pid, 'SIGKILL');
  }

  #change(part: Partial<ProcessStatus>): void {
    const moved = part.state !== undefined && part.state !== this.#status.state;
    const sinceUtcUs = moved ? this.#watch.utcMs() * 1000 : this.#status.sinceUtcUs;
    this.#status = { ...this.#status, ...part, sinceUtcUs };
    this.#watch.onChange();
  }
}

function firstStatus(name: string, utcMs: number): ProcessStatus {
  return {
    name,
    state: 'starting',
    pid: null,
    restarts: 0,
    reason: '',
    busyWith: null,
    sinceUtcUs: utcMs * 1000,
    rssBytes: 0,
    cpuPercent: 0,
  };
}
