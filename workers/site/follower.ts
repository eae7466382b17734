import type { CommittedCrossing, MessageOf } from '../../domain/contracts/messages.ts';

export interface Follower {
  /** Where to go on from, asked whenever the store comes back. */
  cursor(): number;
  take(message: MessageOf<'committed'>): void;
  /** What was seen so far, for the health of the process. */
  readonly seen: number;
  stop(): Promise<void>;
}

export interface FollowerPorts {
  /** The stored cursor, and the newest one that there is; null while the database cannot be read. */
  readCursors(): { readonly stored: number; readonly newest: number } | null;
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

  /** A cursor beyond the newest is one of a database in whose place a backup was put: that one has a cursor of its own. */
  function goOn(): number {
    const known = ports.readCursors();
    if (known !== null && (cursor === null || cursor > known.newest)) cursor = saved = known.stored;
    return (cursor ??= 0);
  }
  const current = (): number => cursor ?? goOn();
  let saving: Promise<void> | null = null;

  async function saveNow(): Promise<void> {
    const at = current();
    if (at === saved) return;
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
    cursor: goOn,
    take(message) {
      ports.onCrossings?.(message.crossings);
      seen += message.crossings.length;
      cursor = Math.max(current(), message.cursor);
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
