import type { Failure } from '../../domain/base/result.ts';
import type { Fact } from '../../domain/contracts/facts.ts';
import type { Message } from '../../domain/contracts/messages.ts';
import { type Batch, openJournal } from './journal.ts';

/**
 * Hands facts to the store and keeps them, in memory and in the journal, until the store says that they are committed.
 * The store knows facts by their keys, so sending twice does no harm; not sending would.
 */
export interface Outbox {
  /** Facts that the store has not committed yet. */
  readonly pending: number;
  /** No room for more: the caller stops making facts until the store has caught up. */
  readonly full: boolean;
  put(facts: readonly Fact[], body: Uint8Array): void;
  /** The link to the store is open (again): everything unacknowledged goes out. */
  opened(send: (message: Message, body: Uint8Array) => void): void;
  lost(): void;
  acknowledged(seq: number): void;
  refused(seq: number, failure: Failure): void;
  /** Settles when there is room again. */
  whenRoom(): Promise<void>;
  /** Settles when everything is committed, or when the time is up. */
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

const MAX_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 2000;
/** The store could not take them now, but will be able to. */
const LATER = new Set(['disk-full', 'unavailable', 'busy', 'write-failed', 'database-corrupt']);

/** Opens the outbox; what an earlier process left in the journal is sent first. */
export function openOutbox(options: OutboxOptions): Outbox {
  const { journal, left } = openJournal(options.file);
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const waiting = new Map<number, Batch>(left.map((batch) => [batch.seq, batch]));
  let nextSeq = Math.max(0, ...waiting.keys()) + 1;
  let facts = left.reduce((sum, batch) => sum + batch.facts.length, 0);
  let send: ((message: Message, body: Uint8Array) => void) | null = null;
  let changes: (() => void)[] = [];

  function transmit({ seq, facts: list, body }: Batch): void {
    send?.({ type: 'facts', seq, sender: options.sender, facts: [...list] }, body);
  }
  function settle(seq: number): Batch | null {
    const batch = waiting.get(seq);
    if (batch === undefined) return null;
    waiting.delete(seq);
    facts -= batch.facts.length;
    if (waiting.size === 0) journal.clear();
    for (const tell of changes.splice(0)) tell();
    return batch;
  }
  const isFull = (): boolean => journal.bytes >= maxBytes;
  const nextChange = (): Promise<void> => new Promise((resolve) => changes.push(resolve));

  return {
    get pending() {
      return facts;
    },
    get full() {
      return isFull();
    },
    put(list, body) {
      if (list.length === 0) return;
      const batch: Batch = { seq: nextSeq++, facts: list, body };
      waiting.set(batch.seq, batch);
      facts += list.length;
      journal.append(batch);
      transmit(batch);
    },
    opened(sender) {
      send = sender;
      for (const batch of waiting.values()) transmit(batch);
    },
    lost() {
      send = null;
    },
    acknowledged: (seq) => void settle(seq),
    refused(seq, failure) {
      const batch = waiting.get(seq);
      if (batch === undefined) return;
      if (LATER.has(failure.code)) {
        setTimeout(() => waiting.has(seq) && transmit(batch), options.retryMs ?? RETRY_MS).unref();
        return;
      }
      settle(seq);
      options.onRefused(batch, failure);
    },
    async whenRoom() {
      while (isFull()) await nextChange();
    },
    async drained(limitMs) {
      const giveUpAt = Date.now() + limitMs;
      while (waiting.size > 0 && Date.now() < giveUpAt)
        await Promise.race([nextChange(), new Promise((resolve) => setTimeout(resolve, 50))]);
      return waiting.size === 0;
    },
    close() {
      changes = [];
      journal.close();
    },
  };
}
