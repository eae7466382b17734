import { spendRestart } from '../../domain/camera/restart-budget.ts';
import type { MessageOf, ProcessStatus } from '../../domain/contracts/messages.ts';
import { CANNOT_START } from '../runtime/run-process.ts';
import type { Link } from '../runtime/link.ts';
import type { HostedProcess, ProcessHost } from './host.ts';
import { killPid } from './kill.ts';

/** One process to keep alive. */
export interface ProcessPlan {
  readonly name: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly dataKey: string | null;
}

export interface ManagedProcess {
  readonly name: string;
  readonly status: ProcessStatus;
  start(): void;
  /** Its link to us is open, or lost. */
  linked(link: Link | null): void;
  heard(message: MessageOf<'heartbeat' | 'ready' | 'busy' | 'idle' | 'cannot-start'>): void;
  /** Called once a second: finds what is stuck. */
  tick(): void;
  /** Orderly stop within the limit, then kill. */
  stop(): Promise<void>;
}

export interface ProcessWatch {
  readonly host: ProcessHost;
  readonly env: Readonly<Record<string, string>>;
  now(): number;
  log(level: 'info' | 'warn' | 'error', text: string, fields?: Record<string, string | number>): void;
  onChange(): void;
  /** It is gone: whatever it left behind can be swept away. */
  onGone(name: string): void;
  onEvent(name: string, event: string, detail: string): void;
}

const STUCK_MS = 10_000;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5000;
const RESTART_DELAY_MS = 200;

interface Life {
  child: HostedProcess | null;
  link: Link | null;
  lastHeard: number;
  deadline: number | null;
  /** The deadline is that of announced work, not that of the start. */
  announced: boolean;
  cpuMs: number;
  cpuAt: number;
  stopping: boolean;
  killedFor: string;
  /** What the process said when it could not start. */
  refusal: string;
  history: readonly number[];
  gone: (() => void)[];
}

/** Keeps one process: restarts it when it crashes, ends it when it is stuck, gives up when it crashes too often. */
export function manageProcess(plan: ProcessPlan, watch: ProcessWatch): ManagedProcess {
  const life: Life = {
    child: null,
    link: null,
    lastHeard: 0,
    deadline: null,
    announced: false,
    cpuMs: 0,
    cpuAt: 0,
    stopping: false,
    killedFor: '',
    refusal: '',
    history: [],
    gone: [],
  };
  let status: ProcessStatus = firstStatus(plan.name, watch.now());

  function change(part: Partial<ProcessStatus>): void {
    const sinceUtcUs = part.state !== undefined && part.state !== status.state ? watch.now() * 1000 : status.sinceUtcUs;
    status = { ...status, ...part, sinceUtcUs };
    watch.onChange();
  }

  function start(): void {
    if (life.stopping) return;
    life.killedFor = '';
    life.announced = false;
    life.lastHeard = watch.now();
    life.deadline = watch.now() + START_LIMIT_MS;
    const child = watch.host.start(plan.file, watch.env);
    life.child = child;
    child.onExit((code, signal, words) => exited(code, signal, words));
    change({ state: 'starting', pid: child.pid, busyWith: 'starting' });
  }

  function exited(code: number | null, signal: string | null, words: string): void {
    life.child = null;
    life.link = null;
    watch.onGone(plan.name);
    const wasClean = life.stopping || (code === 0 && life.killedFor === '');
    const reason = life.killedFor || (signal === null ? `ended with code ${code ?? '?'}` : `ended by ${signal}`);
    change({ state: wasClean ? 'exited' : 'crashed', pid: null, reason, busyWith: null, rssBytes: 0, cpuPercent: 0 });
    for (const done of life.gone.splice(0)) done();
    if (life.stopping) return;
    watch.log(wasClean ? 'info' : 'error', wasClean ? 'process exited' : 'process crashed', {
      name: plan.name,
      reason,
      words,
    });
    watch.onEvent(plan.name, wasClean ? 'exit' : 'crash', reason);
    if (code === CANNOT_START) change({ state: 'failed', reason: life.refusal });
    else if (!wasClean) restart(reason);
  }

  function restart(reason: string): void {
    const verdict = spendRestart(life.history, watch.now());
    life.history = verdict.history;
    if (!verdict.allowed) {
      change({ state: 'failed', reason: `crashed too often, last: ${reason}` });
      watch.onEvent(plan.name, 'gave-up', reason);
      return;
    }
    change({ restarts: status.restarts + 1 });
    setTimeout(start, RESTART_DELAY_MS).unref();
  }

  function killStuck(why: string): void {
    const pid = life.child?.pid;
    if (pid === null || pid === undefined) return;
    life.killedFor = why;
    watch.log('error', 'process is stuck, ending it', { name: plan.name, why });
    killPid(pid, 'SIGKILL');
  }

  return {
    name: plan.name,
    get status() {
      return status;
    },
    start,
    linked(link) {
      life.link = link;
      if (link === null) return;
      life.lastHeard = watch.now();
      link.send({ type: 'welcome', settings: { ...plan.settings }, dataKey: plan.dataKey });
    },
    heard(message) {
      life.lastHeard = watch.now();
      if (message.type === 'heartbeat')
        change({ rssBytes: message.rssBytes, cpuPercent: cpuPercent(life, message.cpuMs, watch.now()) });
      else if (message.type === 'cannot-start') life.refusal = `${message.failure.message} ${message.failure.hint}`;
      else if (message.type === 'busy') {
        life.announced = true;
        life.deadline = watch.now() + message.deadlineMs;
        change({ busyWith: message.what });
      } else {
        // A process that is ready may have begun long work already: only its own word ends that.
        if (message.type === 'idle') life.announced = false;
        if (message.type === 'ready') change({ state: 'ready', reason: '' });
        if (life.announced) return;
        life.deadline = null;
        change({ busyWith: null });
      }
    },
    tick() {
      if (life.child === null || life.stopping) return;
      const now = watch.now();
      if (life.deadline !== null && now > life.deadline)
        killStuck(`${status.busyWith ?? 'work'} did not end in its time`);
      else if (life.deadline === null && now - life.lastHeard > STUCK_MS) killStuck('no sign of life for 10 s');
    },
    async stop() {
      life.stopping = true;
      const child = life.child;
      if (child === null) return;
      change({ state: 'stopping' });
      const gone = new Promise<void>((resolve) => life.gone.push(resolve));
      if (life.link === null && child.pid !== null) killPid(child.pid, 'SIGTERM');
      else life.link?.send({ type: 'stop' });
      const limit = setTimeout(() => child.pid !== null && killPid(child.pid, 'SIGKILL'), STOP_LIMIT_MS);
      await gone;
      clearTimeout(limit);
    },
  };
}

function firstStatus(name: string, now: number): ProcessStatus {
  return {
    name,
    state: 'starting',
    pid: null,
    restarts: 0,
    reason: '',
    busyWith: null,
    sinceUtcUs: now * 1000,
    rssBytes: 0,
    cpuPercent: 0,
  };
}

function cpuPercent(life: Life, cpuMs: number, now: number): number {
  const spent = cpuMs - life.cpuMs;
  const over = now - life.cpuAt;
  const first = life.cpuAt === 0 || spent < 0 || over <= 0;
  life.cpuMs = cpuMs;
  life.cpuAt = now;
  return first ? 0 : Math.round((spent / over) * 100);
}
