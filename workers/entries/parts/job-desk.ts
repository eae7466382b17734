import type { Result } from '../../../domain/base/result.ts';
import type { StoreParams } from '../../../domain/contracts/store-commands.ts';
import type { Outbox } from '../../analytics/index.ts';
import type { Log } from '../../runtime/log.ts';
import type { StoreLink } from './store-link.ts';

export type JobEnd = 'done' | 'failed';

/** Tells the store what becomes of replays: each word once, and again until the store has taken it. */
export interface JobDesk {
  /** Recordings given as cameras' sources: each is replayed once, as a job, so that it survives a restart. */
  recordings(wanted: ReadonlyMap<string, StoreParams<'job.once'>>): void;
  begun(jobId: string): void;
  over(jobId: string, status: JobEnd, reason: string): void;
  isOver(jobId: string): boolean;
  /** The store does not know any more what it was told: what is not said yet, is not said, and all may be said again. */
  forget(): void;
  stop(): void;
}

export interface JobDeskPorts {
  readonly outbox: Pick<Outbox, 'drained'>;
  readonly log: Log;
  command: StoreLink['command'];
  readonly retryMs?: number;
}

const DRAIN_LIMIT_MS = 60_000;
const RETRY_MS = 1000;
/** What the store will take later; every other refusal is final. */
const LATER = new Set(['unavailable', 'timeout', 'disk-full', 'busy', 'write-failed', 'database-corrupt']);

/** Opens the desk. */
export function createJobDesk(ports: JobDeskPorts): JobDesk {
  return new Desk(ports);
}

class Desk implements JobDesk {
  readonly #ports: JobDeskPorts;
  /** What was said of jobs, or is being said. */
  readonly #said = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Grows whenever the store forgets. */
  #era = 0;
  #closed = false;

  constructor(ports: JobDeskPorts) {
    this.#ports = ports;
  }

  recordings(wanted: ReadonlyMap<string, StoreParams<'job.once'>>): void {
    // A camera that was deleted and made again with the same recording has it replayed again.
    for (const key of this.#asked) if (!wanted.has(key)) this.#asked.delete(key);
    for (const [key, params] of wanted) {
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      void this.#ask(key, () => this.#ports.command('job.once', params));
    }
  }

  begun(jobId: string): void {
    this.#say(`begun ${jobId}`, () => this.#ports.command('job.status', { jobId, status: 'running', reason: '' }));
  }

  over(jobId: string, status: JobEnd, reason: string): void {
    this.#say(overOf(jobId), () => this.#tellOver(jobId, status, reason));
  }

  isOver(jobId: string): boolean {
    return this.#said.has(overOf(jobId));
  }

  forget(): void {
    this.#era += 1;
    this.#said.clear();
    this.#asked.clear();
    this.#stopAsking();
  }

  stop(): void {
    this.#closed = true;
    this.#stopAsking();
  }

  #stopAsking(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #say(subject: string, ask: () => Promise<Result<unknown>>): void {
    if (this.#said.has(subject)) return;
    this.#said.add(subject);
    void this.#ask(subject, ask);
  }

  async #ask(subject: string, ask: () => Promise<Result<unknown>>): Promise<void> {
    const era = this.#era;
    const told = await ask();
    if (told.ok || this.#closed || era !== this.#era) return;
    if (LATER.has(told.failure.code)) return this.#askLater(subject, ask);
    if (told.failure.code !== 'job-over')
      this.#ports.log('warn', 'the store refused', { subject, reason: told.failure.message });
  }

  #askLater(subject: string, ask: () => Promise<Result<unknown>>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#ask(subject, ask);
    }, this.#ports.retryMs ?? RETRY_MS);
    this.#timers.add(timer);
  }

  async #tellOver(jobId: string, status: JobEnd, reason: string): Promise<Result<unknown>> {
    // The store ends the job's session with the job: everything the replay found has to be there first.
    const era = this.#era;
    if (!(await this.#ports.outbox.drained(DRAIN_LIMIT_MS)) || era !== this.#era) return NOT_YET;
    return this.#ports.command('job.status', { jobId, status, reason });
  }
}

const overOf = (jobId: string): string => `over ${jobId}`;

const NOT_YET: Result<never> = {
  ok: false,
  failure: { code: 'unavailable', message: 'facts are still on their way to the store', hint: 'It is tried again.' },
};
