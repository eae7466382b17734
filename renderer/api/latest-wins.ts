export interface LatestWinsOptions<T> {
  readonly start: (key: string, item: T) => void;
  readonly overtaken: (key: string) => void;
}

export interface LatestWins<T> {
  readonly put: (key: string, item: T) => void;
  readonly finished: (key: string) => void;
}

/** Per key one item is in work and one waits; a newer one takes the place of the waiting one. */
export function latestWins<T>(options: LatestWinsOptions<T>): LatestWins<T> {
  const busy = new Set<string>();
  const waiting = new Map<string, T>();

  function begin(key: string, item: T): void {
    busy.add(key);
    options.start(key, item);
  }

  return {
    put: (key, item) => {
      if (!busy.has(key)) return begin(key, item);
      if (waiting.has(key)) options.overtaken(key);
      waiting.set(key, item);
    },
    finished: (key) => {
      busy.delete(key);
      const next = waiting.get(key);
      waiting.delete(key);
      if (next !== undefined) begin(key, next);
    },
  };
}
