import type { Failure } from '../../domain/base/result.ts';
import type { Fact, SessionOpen } from '../../domain/contracts/facts.ts';
import type { Message } from '../../domain/contracts/messages.ts';
import { type Batch, type Journal, openJournal, recordOf, removeJournal, type Unreadable } from './journal.ts';

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
  /** Where there is no room left, events of cameras make it: what was counted, and what was not watched, goes before them. */
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
  /** Journals of processes that there are no more: what they hold is taken over, and they are removed. */
  readonly orphans?: readonly string[];
  readonly sender: string;
  readonly maxBytes?: number;
  readonly retryMs?: number;
  onRefused(batch: Batch, failure: Failure): void;
  /** A part of what an earlier process left in the journal could not be read. */
  onUnreadable(unreadable: Unreadable): void;
  /** Events had to go for want of room: told with the first, and with how many they were when there is room again. */
  onEventsDropped(count: number, over: boolean): void;
}

const NO_BODY = new Uint8Array(0);
const MAX_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 2000;
/** The store could not take them now, but will be able to. */
const LATER = new Set(['disk-full', 'unavailable', 'busy', 'write-failed', 'database-corrupt']);
/** A journal in which what is long stored, or was replaced, takes this share of its room is written anew. */
const STALE_SHARE = 1 / 8;

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
  /** Gaps that still wait: each one is told again and again while it grows, and its newest word is all that counts. */
  readonly #gaps = new Map<string, number>();
  /** Batches of nothing but events, oldest first. */
  readonly #events = new Set<number>();
  #droppedEvents = 0;
  #nextSeq: number;
  #facts = 0;
  #waitingBytes = 0;
  #send: ((message: Message, body: Uint8Array) => void) | null = null;
  #changes: (() => void)[] = [];
  /**
   * While the store cannot take what it is given, the oldest batch alone is offered to it again and again: nothing may
   * overtake it, least of all facts of a session it opens, and a whole backlog would be refused just the same.
   */
  #pause: NodeJS.Timeout | null = null;
  /** The number of the batch that was offered and is not answered yet; all behind it waits. */
  #offered: number | null = null;
  #closed = false;
  #heldUpBy: string | null = null;

  constructor(options: OutboxOptions) {
    const { journal, left, unreadable } = openJournal(options.file);
    this.#options = options;
    if (unreadable !== null) options.onUnreadable(unreadable);
    this.#journal = journal;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    for (const batch of left) {
      this.#forgetShorter(batch.facts);
      this.#hold(batch, recordOf(batch).length);
    }
    this.#nextSeq = Math.max(0, ...this.#waiting.keys()) + 1;
    for (const orphan of options.orphans ?? []) this.#adopt(orphan);
  }

  /** First into our own journal, then out of theirs: a kill in between sends facts twice, which does no harm. */
  #adopt(file: string): void {
    const { journal, left, unreadable } = openJournal(file);
    if (unreadable !== null) this.#options.onUnreadable(unreadable);
    const kept = left.map(({ facts, body }) => {
      const batch: Batch = { seq: this.#nextSeq++, facts, body };
      const record = recordOf(batch);
      this.#hold(batch, record.length);
      return this.#journal.append(record);
    });
    journal.close();
    if (!kept.includes(false)) removeJournal(file);
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
    if (facts.length === 0 || this.#closed || !this.#makeRoom(facts)) return;
    this.#forgetShorter(facts);
    const batch: Batch = { seq: this.#nextSeq++, facts, body };
    const record = recordOf(batch);
    this.#hold(batch, record.length);
    this.#journal.append(record);
    this.#tidyJournal();
    if (!this.#isHeldUp()) this.#transmit(batch);
  }

  opened(send: (message: Message, body: Uint8Array) => void, anew = false): void {
    if (anew) this.#openSessionsAgain();
    this.#send = send;
    if (this.#isHeldUp()) this.#offerOldest();
    else this.#sendAll();
  }

  lost(): void {
    this.#send = null;
  }

  acknowledged(seq: number): void {
    this.#heldUpBy = null;
    this.#settle(seq);
    this.#goOnBehind(seq);
  }

  refused(seq: number, failure: Failure): void {
    this.#heldUpBy = LATER.has(failure.code) ? failure.code : null;
    const held = this.#waiting.get(seq);
    if (held === undefined) return this.#goOnBehind(seq);
    if (LATER.has(failure.code)) return this.#tryLater();
    this.#settle(seq);
    this.#options.onRefused(held.batch, failure);
    this.#goOnBehind(seq);
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
    const gap = gapOf(batch.facts);
    if (gap !== null) this.#gaps.set(gap, batch.seq);
    if (areEvents(batch.facts)) this.#events.add(batch.seq);
    this.#waiting.set(batch.seq, { batch, bytes });
    this.#facts += batch.facts.length;
    this.#waitingBytes += bytes;
  }

  /** A gap that has grown needs no word on how long it was before. */
  #forgetShorter(facts: readonly Fact[]): void {
    const gap = gapOf(facts);
    const before = gap === null ? undefined : this.#gaps.get(gap);
    if (before !== undefined) this.#remove(before);
  }

  /** Whether facts may be put: into a full journal events only come in place of older ones. */
  #makeRoom(facts: readonly Fact[]): boolean {
    if (!this.full || !areEvents(facts)) return true;
    const [oldest] = this.#events;
    const dropped = oldest === undefined ? facts : (this.#remove(oldest)?.batch.facts ?? []);
    if (this.#droppedEvents === 0) this.#options.onEventsDropped(dropped.length, false);
    this.#droppedEvents += dropped.length;
    return oldest !== undefined;
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
    const [first] = this.#waiting.keys();
    const head = { seq, sender: this.#options.sender, oldest: seq === first };
    this.#send?.({ type: 'facts', ...head, facts: [...facts] }, body);
  }

  #sendAll(): void {
    for (const { batch } of this.#waiting.values()) this.#transmit(batch);
  }

  #isHeldUp(): boolean {
    return this.#pause !== null || this.#offered !== null;
  }

  #tryLater(): void {
    this.#offered = null;
    if (this.#closed) return;
    this.#pause ??= setTimeout(() => this.#offerOldest(), this.#options.retryMs ?? RETRY_MS).unref();
  }

  #offerOldest(): void {
    this.#endPause();
    const [oldest] = this.#waiting.values();
    this.#offered = oldest?.batch.seq ?? null;
    if (oldest !== undefined) this.#transmit(oldest.batch);
  }

  /** The store has answered what it was offered, so it takes the rest too. */
  #goOnBehind(seq: number): void {
    if (seq !== this.#offered) return;
    this.#offered = null;
    this.#endPause();
    this.#sendAll();
  }

  #endPause(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #settle(seq: number): void {
    const held = this.#remove(seq);
    if (held === undefined) return;
    for (const fact of held.batch.facts) if (fact.kind === 'session-end') this.#openings.delete(fact.sessionId);
    this.#tidyJournal();
    this.#tellDropped();
    this.#tellChange();
  }

  #remove(seq: number): Held | undefined {
    const held = this.#waiting.get(seq);
    if (held === undefined) return undefined;
    this.#waiting.delete(seq);
    this.#events.delete(seq);
    const gap = gapOf(held.batch.facts);
    if (gap !== null && this.#gaps.get(gap) === seq) this.#gaps.delete(gap);
    this.#facts -= held.batch.facts.length;
    this.#waitingBytes -= held.bytes;
    return held;
  }

  #tellDropped(): void {
    if (this.#droppedEvents === 0 || this.full) return;
    this.#options.onEventsDropped(this.#droppedEvents, true);
    this.#droppedEvents = 0;
  }

  /** On a busy site something always waits, so the file has to shrink without ever being unneeded as a whole. */
  #tidyJournal(): void {
    if (this.#waiting.size === 0) return this.#journal.clear();
    const { bytes } = this.#journal;
    if (bytes < this.#maxBytes / 2 || bytes - this.#waitingBytes < this.#maxBytes * STALE_SHARE) return;
    this.#journal.keepOnly(this.#records());
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#changes.push(resolve));
  }

  #tellChange(): void {
    for (const tell of this.#changes.splice(0)) tell();
  }
}

/** The name of a gap that is told by itself, by which its later words replace its earlier ones. */
function gapOf(facts: readonly Fact[]): string | null {
  const [fact, more] = facts;
  if (fact?.kind !== 'hole' || more !== undefined) return null;
  return JSON.stringify([fact.cameraId, fact.fromUtcUs, fact.cause]);
}

function areEvents(facts: readonly Fact[]): boolean {
  return facts.every(({ kind }) => kind === 'camera-event');
}
