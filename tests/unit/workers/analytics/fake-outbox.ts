import type { Fact } from '../../../../domain/contracts/facts.ts';
import type { Outbox } from '../../../../workers/analytics/outbox.ts';

/** An outbox whose store takes everything at once; what was put is kept for looking at. */
export interface FakeOutbox extends Outbox {
  readonly puts: { readonly facts: readonly Fact[]; readonly body: Uint8Array }[];
  readonly facts: Fact[];
  isFull: boolean;
  heldUpBy: string | null;
  makeRoom(): void;
}

export function createFakeOutbox(): FakeOutbox {
  const waiters: (() => void)[] = [];
  const fake: FakeOutbox = {
    puts: [],
    isFull: false,
    openSessions: [],
    heldUpBy: null,
    get facts() {
      return fake.puts.flatMap(({ facts }) => facts);
    },
    pending: 0,
    get full() {
      return fake.isFull;
    },
    put: (facts, body) => void fake.puts.push({ facts, body }),
    opened: () => undefined,
    lost: () => undefined,
    acknowledged: () => undefined,
    refused: () => undefined,
    whenRoom: () => (fake.isFull ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
    makeRoom() {
      fake.isFull = false;
      for (const go of waiters.splice(0)) go();
    },
    drained: () => Promise.resolve(true),
    close: () => undefined,
  };
  return fake;
}
