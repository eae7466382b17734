import type { Failure } from '../../domain/base/result.ts';
import type { Fact, SessionOpen } from '../../domain/contracts/facts.ts';
import type { Message } from '../../domain/contracts/messages.ts';
import { type Batch, type Journal, openJournal, recordOf } from './journal.ts';

/**
 * Hands facts to the store and keeps them, in memory and in the journal, until the store says that they are committed.
 * The store knows facts by their keys, so sending twice does no harm; not sending would.
 */
export interface Outbox {
  /** Facts that the store has not committed yet. */
  readonly pending: number;
  /** No room for more: the caller stops making facts until the store has caught up. */
  readonly full: boolean;
  /** Live sessions of which the store has not the end yet. */
  readonly openSessions: readonly string[];
  /** Why the store could not take what it was given last; null once it takes something again. */
  readonly heldUpBy: string | null;
  put(facts: readonly Fact[], body: Uint8Array): void;
  /**
   * The link to the store is open (again): everything unacknowledged goes out. `anew`: behind the link is another history
   * than before, so what opens the live sessions of these facts goes before them.
   */
  opened(send: (message: Message, body: Uint8Array) => void, anew?: boolean): void;
  lost(): void;
  acknowledged(seq: number): void;
  refused(seq: number, failure: Failure): void;
  /** Settles when there is room again, or when the outbox is closed. */
  whenRoom(): Promise<void>;
  /** Settles when everything that was put before is committed, or when the time is up; says which. */
  drained(limitMs: number): Promise<boolean>;
  close(): void;
}

export interface OutboxOptions {
  readonly file: string;
  readonly sender: string;
  readonly maxBytes?: number;
  readonly retryMs?: number;
  onRefused(batch: Batch, failure: Failure): void;
}

const NO_BODY = new Uint8Array(0);
const MAX_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 2000;
/** The store could not take them now, but will be able to. */
const LATER = new Set(['disk-full', 'unavailable', 'busy', 'write-failed', 'database-corrupt']);
/** A journal that is at least this full of what is long stored is written anew. */
const STALE_SHARE = 0.5;

/** Opens the outbox; what an earlier process left in the journal is sent first. */
export function openOutbox(options: OutboxOptions): Outbox {
  return new FactOutbox(options);
}

interface Held {
  readonly batch: Batch;
  readonly bytes: number;
}

class FactOutbox implements Outbox {
  readonly #options: OutboxOptions;
  readonly #journal: Journal;
  readonly #maxBytes: number;
  /** In order of their numbers, which is the order in which the store has to see them. */
  readonly #waiting = new Map<number, Held>();
  /** Live sessions of which the store has not the end yet. A replay goes on where the store says, under its word. */
  readonly #openings = new Map<string, SessionOpen>();
  #nextSeq: number;
  #facts = 0;
  #waitingBytes = 0;
  #send: ((message: Message, body: Uint8Array) => void) | null = null;
  #changes: (() => void)[] = [];
  /** Runs while the store could not take a batch: nothing may overtake it, least of all facts of a session it opens. */
  #pause: NodeJS.Timeout | null = null;
  #closed = false;
  #heldUpBy: string | null = null;

  constructor(options: OutboxOptions) {
    const { journal, left } = openJournal(options.file);
    this.#options = options;
    this.#journal = journal;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    for (const batch of left) this.#hold(batch, recordOf(batch).length);
    this.#nextSeq = Math.max(0, ...this.#waiting.keys()) + 1;
  }

  get pending(): number {
    return this.#facts;
  }

  get full(): boolean {
    return Math.max(this.#journal.bytes, this.#waitingBytes) >= this.#maxBytes;
  }

  get openSessions(): readonly string[] {
    return [...this.#openings.keys()];
  }

  get heldUpBy(): string | null {
    return this.#heldUpBy;
  }

  put(facts: readonly Fact[], body: Uint8Array): void {
    if (facts.length === 0 || this.#closed) return;
    const batch: Batch = { seq: this.#nextSeq++, facts, body };
    const record = recordOf(batch);
    this.#hold(batch, record.length);
    this.#journal.append(record);
    if (this.#pause === null) this.#transmit(batch);
  }

  opened(send: (message: Message, body: Uint8Array) => void, anew = false): void {
    if (anew) this.#openSessionsAgain();
    this.#send = send;
    this.#sendAll();
  }

  lost(): void {
    this.#send = null;
  }

  acknowledged(seq: number): void {
    this.#heldUpBy = null;
    this.#settle(seq);
  }

  refused(seq: number, failure: Failure): void {
    this.#heldUpBy = LATER.has(failure.code) ? failure.code : null;
    const held = this.#waiting.get(seq);
    if (held === undefined) return;
    if (LATER.has(failure.code)) return this.#tryLater();
    this.#settle(seq);
    this.#options.onRefused(held.batch, failure);
  }

  async whenRoom(): Promise<void> {
    while (this.full && !this.#closed) await this.#nextChange();
  }

  async drained(limitMs: number): Promise<boolean> {
    const upTo = this.#nextSeq;
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      this.#tellChange();
    }, limitMs);
    while (!this.#isDone(upTo) && !late && !this.#closed) await this.#nextChange();
    clearTimeout(limit);
    return this.#isDone(upTo);
  }

  close(): void {
    this.#closed = true;
    this.#endPause();
    this.#send = null;
    this.#journal.close();
    this.#tellChange();
  }

  #hold(batch: Batch, bytes: number): void {
    for (const fact of batch.facts)
      if (fact.kind === 'session-open' && fact.mode === 'live') this.#openings.set(fact.sessionId, fact);
    this.#waiting.set(batch.seq, { batch, bytes });
    this.#facts += batch.facts.length;
    this.#waitingBytes += bytes;
  }

  /** The first that waits is the oldest. */
  #isDone(before: number): boolean {
    const [oldest] = this.#waiting.keys();
    return oldest === undefined || oldest >= before;
  }

  /** With the oldest batch that waits, whose number and bytes stay: nothing can get between them. */
  #openSessionsAgain(): void {
    const openings = [...this.#openings.values()];
    const [oldest] = this.#waiting.values();
    if (oldest === undefined) return this.put(openings, NO_BODY);
    const { seq, facts, body } = oldest.batch;
    const batch: Batch = { seq, facts: [...openings, ...facts], body };
    const bytes = recordOf(batch).length;
    this.#waiting.set(seq, { batch, bytes });
    this.#facts += openings.length;
    this.#waitingBytes += bytes - oldest.bytes;
    this.#journal.keepOnly(this.#records());
  }

  #records(): Uint8Array[] {
    return [...this.#waiting.values()].map(({ batch }) => recordOf(batch));
  }

  #transmit({ seq, facts, body }: Batch): void {
    this.#send?.({ type: 'facts', seq, sender: this.#options.sender, facts: [...facts] }, body);
  }

  #sendAll(): void {
    this.#endPause();
    for (const { batch } of this.#waiting.values()) this.#transmit(batch);
  }

  #tryLater(): void {
    if (this.#closed) return;
    this.#pause ??= setTimeout(() => this.#sendAll(), this.#options.retryMs ?? RETRY_MS).unref();
  }

  #endPause(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #settle(seq: number): void {
    const held = this.#waiting.get(seq);
    if (held === undefined) return;
    this.#waiting.delete(seq);
    this.#facts -= held.batch.facts.length;
    this.#waitingBytes -= held.bytes;
    for (const fact of held.batch.facts) if (fact.kind === 'session-end') this.#openings.delete(fact.sessionId);
    this.#tidyJournal();
    this.#tellChange();
  }

  /** On a busy site something always waits, so the file has to shrink without ever being unneeded as a whole. */
  #tidyJournal(): void {
    if (this.#waiting.size === 0) return this.#journal.clear();
    const { bytes } = this.#journal;
    if (bytes < this.#maxBytes / 2 || this.#waitingBytes > bytes * STALE_SHARE) return;
    this.#journal.keepOnly(this.#records());
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#changes.push(resolve));
  }

  #tellChange(): void {
    for (const tell of this.#changes.splice(0)) tell();
  }
}
