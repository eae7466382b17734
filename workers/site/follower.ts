import type { CommittedCrossing, MessageOf } from '../../domain/contracts/messages.ts';

export interface Follower {
  /** Where to go on from; null while nobody can tell. */
  cursor(): number | null;
  take(message: MessageOf<'committed'>): void;
  /** What was seen so far, for the health of the process. */
  readonly seen: number;
  stop(): Promise<void>;
}

export interface FollowerPorts {
  /** The stored cursor; null while it cannot be read. */
  readCursor(): number | null;
  /** False when the store was away; it is tried again. */
  saveCursor(cursor: number): Promise<boolean>;
  log(level: 'info' | 'warn', text: string, fields?: Record<string, number>): void;
  onCrossings?(crossings: readonly CommittedCrossing[]): void;
  saveEveryMs?: number;
}

const SAVE_EVERY_MS = 2000;

/**
 * Follows committed crossings. The cursor is stored after what it stands for was taken in, so that a crash makes some
 * be seen again and none be missed.
 */
export function createFollower(ports: FollowerPorts): Follower {
  let cursor: number | null = null;
  let saved = 0;
  let seen = 0;

  const current = (): number | null => {
    if (cursor !== null) return cursor;
    const stored = ports.readCursor();
    if (stored !== null) cursor = saved = stored;
    return stored;
  };
  let saving: Promise<void> | null = null;

  async function saveNow(): Promise<void> {
    const at = cursor;
    if (at === null || at === saved) return;
    const done = await ports.saveCursor(at).catch(() => false);
    if (done) saved = at;
  }
  /** One after another: an older cursor never follows a newer one. */
  function save(): Promise<void> {
    saving ??= saveNow().finally(() => {
      saving = null;
    });
    return saving;
  }
  const timer = setInterval(() => void save(), ports.saveEveryMs ?? SAVE_EVERY_MS);
  return {
    cursor: current,
    take(message) {
      ports.onCrossings?.(message.crossings);
      seen += message.crossings.length;
      // Without crossings it is the store's word on a cursor that lies beyond all it knows.
      cursor = message.crossings.length === 0 ? message.cursor : Math.max(cursor ?? 0, message.cursor);
    },
    get seen() {
      return seen;
    },
    async stop() {
      clearInterval(timer);
      await saving;
      await save();
    },
  };
}
