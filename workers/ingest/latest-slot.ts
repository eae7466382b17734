/** Holds the newest thing only. What it pushes out is counted by cause, so that a loss is never silent. */
export interface LatestSlot<T> {
  /** Puts a thing in; true when an older one had to go. */
  put(value: T): boolean;
  take(): T | null;
  /** Empties the slot for a reason of its own, for example "no-detector". */
  drop(cause: string): void;
  drops(): Readonly<Record<string, number>>;
}

export function createLatestSlot<T>(cause = 'newer-frame'): LatestSlot<T> {
  let held: { readonly value: T } | null = null;
  const drops: Record<string, number> = {};
  const count = (why: string): void => void (drops[why] = (drops[why] ?? 0) + 1);
  return {
    put(value) {
      const pushedOut = held !== null;
      if (pushedOut) count(cause);
      held = { value };
      return pushedOut;
    },
    take() {
      const value = held?.value ?? null;
      held = null;
      return value;
    },
    drop(why) {
      if (held !== null) count(why);
      held = null;
    },
    drops: () => ({ ...drops }),
  };
}
